"""Facts of whole papers against lists made by hand: the sample library, and the seed papers when present."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.fact_model import Fact
from ingest.facts import link, named
from ingest.facts import read as read_facts
from ingest.model import Body
from ingest.parse import read

_REPOSITORY = Path(__file__).parents[2]
_SAMPLES = _REPOSITORY / "samples" / "library"
_SEEDS = _REPOSITORY.parent / "shared" / "seeds"

# metric, value, kind, date or period, scope
Row = tuple[str, float | None, str, str | None, str]


def rows_of(path: Path, body: str) -> list[Row]:
    document = replace(read(path), body=Body("bod", body, body.split(" Council")[0]))
    facts = named(link(read_facts(document)))
    assert all(
        document.text[place.start : place.end] == place.quote for fact in facts for place in fact.places
    )
    return [_row(fact) for fact in facts]


def _row(fact: Fact) -> Row:
    return (fact.metric, fact.value, fact.kind.value, fact.as_of or fact.period, fact.population)


STANBECK: list[Row] = [
    ("workforce.headcount", 4187, "actual", "2018-04-01", "council"),
    ("workforce.fte", 3402.5, "actual", "2018-04-01", "council"),
    ("workforce.parttime", 39.84, "actual", "2018-04-01", "council"),
    ("div.share[sex=female]", 66.11, "actual", "2018-04-01", "council"),
    ("age.share[>55]", 30.21, "actual", "2018-04-01", "council"),
    ("sickness.days_per_fte", 9.8, "actual", "2017/18", "council"),
    ("agency.spend", 2_700_000, "actual", "2017/18", "council"),
    ("sickness.days_per_fte", 8.5, "target", "March 2022", "council"),
    ("budget.saving", 22_000_000, "target", "four years", "council"),
    ("budget.saving", 5_500_000, "actual", "2017/18", "council"),
]


def test_a_sample_strategy_states_exactly_the_figures_listed_by_hand() -> None:
    rows = rows_of(_SAMPLES / "stanbeck-workforce-strategy-2018-2022-superseded.docx", "Stanbeck Council")

    assert rows == STANBECK


def test_a_consultation_note_states_no_figure_of_a_workforce() -> None:
    assert rows_of(_SAMPLES / "employers-forum-good-work-consultation.md", "Council Employers' Forum") == []


def test_a_cabinet_report_states_its_workforce_and_budget_and_little_else() -> None:
    rows = rows_of(_SAMPLES / "ravensholt-cabinet-report-sustainable-council.docx", "Ravensholt Council")

    assert {row[:2] for row in rows} >= {
        ("workforce.headcount", 2486),
        ("workforce.fte", 2104.7),
        ("div.share[sex=female]", 66.4),
        ("leavers.rate", 11.8),
        ("leavers.rate_u1y", 1.9),
        ("sickness.days_per_fte", 9.4),
        ("sickness.days", 19612),
        ("sickness.occurrences", 2318),
        ("vacancy.posts", 142.5),
        ("vacancy.rate", 6.3),
        ("budget.gap", 4_200_000),
        ("budget.gap", 10_800_000),
        ("agency.spend", 3_600_000),
        ("pay.bill_gross", 98_600_000),
        ("workforce.change_hist", 15),
    }
    assert len(rows) <= 26


# The five seed papers, judged by hand. A profile without a date has none.
SEEDS: dict[str, tuple[str, list[Row]]] = {
    "000_529c829a426adfad": (
        "Colchester City Council",
        [
            ("budget.opex_cut", 25, "target", "next 3 years", "council"),
            ("workforce.headcount", 879, "actual", None, "council"),
            ("workforce.fte", 761.5, "actual", None, "council"),
            ("workforce.casual", 239, "actual", None, "council"),
            ("agency.spend", 1_100_000, "actual", "2022/23", "council"),
            ("div.share[sex=female]", 45, "actual", None, "council"),
            ("div.share[sex=male]", 54, "actual", None, "council"),
            ("div.share[gender identity=reassigned]", 1, "actual", None, "council"),
            ("paygap.unstated", 1.9, "actual", None, "council"),
            ("div.share[ethnicity=ethnic minority]", 6.74, "actual", None, "declared"),
            ("div.share[disability=disabled]", 5.12, "actual", None, "declared"),
            ("leavers.rate", 14.3, "actual", None, "council"),
            ("workforce.fulltime", 647, "actual", None, "council"),
            ("workforce.fulltime", 74, "actual", None, "council"),
            ("workforce.parttime", 232, "actual", None, "council"),
            ("workforce.parttime", 26, "actual", None, "council"),
            ("workforce.headcount", 241, "actual", None, "CBH"),
            ("workforce.fte", 222.5, "actual", None, "CBH"),
            ("workforce.headcount", 49, "actual", None, "CCH Ltd and Amphora"),
            ("workforce.fte", 41, "actual", None, "CCH Ltd and Amphora"),
            ("workforce.headcount", 1169, "actual", None, "group"),
            ("workforce.fte", 1025, "actual", None, "group"),
            ("leavers.rate", 15, "actual", None, "council"),
            ("workforce.change_hist", 5, "assumption", "a year", "council"),
        ],
    ),
    "001_17bc4209064175c4": (
        "Stockton-on-Tees Borough Council",
        [
            ("budget.gap", 9_000_000, "actual", "2026/27", "council"),
            ("workforce.change_hist", 20, "actual", "last 12 years", "council"),
            ("workforce.change_hist", 20, "actual", "last 12 years", "council"),
            ("workforce.headcount", 3204, "actual", "2023-09-30", "council"),
            ("workforce.fte", 2621.5, "actual", "2023-09-30", "council"),
            ("div.share[sex=male]", 31.8, "actual", "2023-09-30", "council"),
            ("div.share[sex=female]", 68.2, "actual", "2023-09-30", "council"),
            ("sickness.days_per_fte", 10.1, "actual", "April 2022-March 23", "council"),
            ("sickness.days", 26154, "actual", "April 2022-March 23", "council"),
            ("sickness.occurrences", 2911, "actual", "April 2022-March 23", "council"),
            ("leavers.rate", 12.6, "actual", "April 2022-March 23", "council"),
            ("leavers.rate_u1y", 2.2, "actual", "April 2022-March 23", "council"),
        ],
    ),
    "002_984e525b42dcee1b": (
        "Leicestershire County Council",
        [
            ("budget.saving", 120_000_000, "target", "next four years", "council"),
            ("div.share[ethnicity=ethnic minority]", 12, "target", "2016-03-31", "council"),
            ("div.share[ethnicity=ethnic minority]", 12, "target", "2016-03-31", "grade 13 and above"),
            ("div.share[disability=disabled]", 7, "target", "2016-03-31", "council"),
            ("div.share[disability=disabled]", 7, "target", "2016-03-31", "grade 13 and above"),
            ("div.share[sex=female]", 61, "target", "2016-03-31", "grade 13 and above"),
            ("div.declared[sexual orientation]", 50, "target", "2016-03-31", "council"),
            ("div.share[orientation=lgb]", 1, "target", "2016-03-31", "declared"),
            ("div.declared[religion]", 50, "target", "2016-03-31", "council"),
            ("div.share[religion=other than christianity]", 17.3, "target", "2016-03-31", "declared"),
            ("workforce.headcount", None, "actual", None, "council"),
            ("workforce.headcount", None, "actual", None, "schools"),
            ("budget.saving", 2_400_000, "actual", "a year", "council"),
            ("service.mental-health-first-aiders", 400, "actual", None, "council"),
        ],
    ),
    "003_33eb6972b28b09e4": (
        "Sefton Council",
        [
            ("workforce.headcount", 3708, "actual", "2020-04-01", "council"),
            ("workforce.headcount", 3666, "actual", "2022-04-01", "council"),
            ("workforce.parttime", 44.44, "actual", "2022-04-01", "council"),
            ("div.share[sex=female]", 65.9, "actual", "2022-04-01", "council"),
            ("div.share[sex=male]", 34.1, "actual", "2022-04-01", "council"),
            ("age.share[>55]", 37.4, "actual", "2022-04-01", "council"),
            ("age.share[<25]", 6.41, "actual", "2022-04-01", "council"),
            ("apprentice.existing[of=managers]", 46, "actual", "2018 – September 2022", "council"),
            ("div.share[sex=female]", 70, "actual", None, "council"),
            ("apprentice.new", 152, "actual", "2018-2022", "council"),
            ("apprentice.existing", 292, "actual", "2018-2022", "council"),
        ],
    ),
    "004_c00e17747364a4ac": ("Local Government Association", []),
}


@pytest.mark.parametrize("folder", ["seeds", "seeds_docx", "seeds_pdf"])
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_seed_paper_states_exactly_the_figures_listed_by_hand(name: str, folder: str) -> None:
    found = list(_SEEDS.with_name(folder).glob(f"{name}.*"))
    if not found:
        pytest.skip("the seed papers are not beside the repository")
    body, expected = SEEDS[name]

    assert sorted(rows_of(found[0], body), key=str) == sorted(expected, key=str)


def test_figures_of_one_seed_paper_that_disagree_are_linked() -> None:
    path = _SEEDS / "003_33eb6972b28b09e4.txt"
    if not path.exists():
        pytest.skip("the seed papers are not beside the repository")

    facts = named(link(read_facts(read(path))))

    women = [fact for fact in facts if fact.metric == "div.share[sex=female]"]
    assert {
        fact.value: [other.value for other in women if other.id in fact.conflicts_with] for fact in women
    } == {65.9: [70], 70: [65.9]}
