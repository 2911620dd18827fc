"""The taxonomy: wordings of papers and of questions find their metric, the specific before the general."""

from __future__ import annotations

import re

import pytest

from ingest import metrics
from ingest.quantities import Kind


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("How many people work for the council?", "workforce.headcount"),
        ("how many staff do we have", "workforce.headcount"),
        ("what is our headcount", "workforce.headcount"),
        ("What is the FTE now?", "workforce.fte"),
        ("How many casual workers are there?", "workforce.casual"),
        ("What share of staff work part time?", "workforce.parttime"),
        ("what is staff turnover", "leavers.rate"),
        ("What proportion of staff leave each year?", "leavers.rate"),
        ("voluntary turnover", "leavers.rate[kind=voluntary]"),
        ("turnover of staff with under a year's service", "leavers.rate_u1y"),
        ("How many leave each year?", "leavers.count"),
        ("days lost to sickness per FTE", "sickness.days_per_fte"),
        ("how many sickness days per employee", "sickness.days_per_fte"),
        ("What do we spend on agency staff?", "agency.spend"),
        ("agency spend", "agency.spend"),
        ("vacancy rate", "vacancy.rate"),
        ("How many vacant posts are there?", "vacancy.posts"),
        ("share of women", "div.share[sex=female]"),
        ("What percentage of employees are from ethnic minorities?", "div.share[ethnicity=ethnic minority]"),
        ("how many disabled staff", "div.share[disability=disabled]"),
        ("How many staff are over 55?", "age.share[>55]"),
        ("staff aged 55 and over", "age.share[55+]"),
        ("employees under 25", "age.share[<25]"),
        ("what is the average age of the workforce", "age.mean"),
        ("the median gender pay gap", "paygap.median"),
        ("mean pay gap", "paygap.mean"),
        ("gender pay gap", "paygap.unstated"),
        ("how many new apprentices", "apprentice.new"),
        ("existing employees on apprenticeships", "apprentice.existing"),
        ("How big is the budget gap?", "budget.gap"),
        ("the funding shortfall", "budget.gap"),
        ("the forecast deficit", "budget.gap"),
        ("what savings are needed", "budget.saving"),
        ("cut our operating costs", "budget.opex_cut"),
        ("what is the pay bill", "pay.bill_gross"),
        ("the pay award", "pay.award"),
        ("redundancies", "redundancy.count"),
        ("% BME at grade 13 and above", "div.share[ethnicity=ethnic minority,level=grade 13 and above]"),
        ("declaring sexual orientation", "div.declared[sexual orientation]"),
    ],
)
def test_a_wording_finds_its_metric(text: str, metric: str) -> None:
    found = metrics.best(text)

    assert found is not None
    assert found.metric == metric


def test_a_text_without_a_measure_names_none() -> None:
    assert metrics.match("When does the bin lorry come?") == []


def test_agency_staff_with_money_is_spend_and_with_a_count_is_people() -> None:
    assert [item.metric for item in metrics.readings("agency staff", Kind.MONEY)] == ["agency.spend"]
    assert [item.metric for item in metrics.readings("agency staff", Kind.COUNT)] == ["agency.headcount"]


def test_over_55_and_55_and_over_are_two_metrics() -> None:
    assert metrics.age_metric(55, None, "over") == "age.share[>55]"
    assert metrics.age_metric(55, None, "from") == "age.share[55+]"
    assert metrics.age_metric(16, 24, "between") == "age.share[16-24]"


def test_declared_is_a_basis_of_its_own() -> None:
    found = metrics.best("Ethnic minority staff (declared)")

    assert found is not None
    assert found.scope == "declared"


def test_care_leavers_are_not_leavers() -> None:
    assert all(item.base != "leavers.count" for item in metrics.match("support for care leavers"))


def test_matches_never_overlap_and_are_verbatim() -> None:
    text = "Staff turnover, agency workers' cost and the share of women in part-time posts"

    found = metrics.match(text)

    assert [item.text for item in found] == [text[item.start : item.end] for item in found]
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


def test_an_id_with_a_dimension_is_resolved_and_named() -> None:
    assert metrics.metric("div.share[sex=female]").unit == "share"
    assert metrics.metric("service.recycling-rate").id == "service"
    assert metrics.name("div.share[sex=female]") == "share of staff: women"
    assert metrics.name("age.share[>55]") == "share of staff aged over 55"
    assert metrics.name("leavers.rate") == "turnover"


def test_every_entry_is_whole() -> None:
    for metric_id, entry in metrics.METRICS.items():
        assert entry.type in {"stock", "flow", "ratio"}, metric_id
        assert entry.together in {"sum", "weighted", "never"}, metric_id
        assert entry.kinds, metric_id
        assert re.fullmatch(r"[a-z_]+\.[a-z0-9_-]+(\[[a-z =]+\])?", metric_id), metric_id
