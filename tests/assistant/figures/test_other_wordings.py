"""A figure under other words than those of the question: what stands for a word counts as said, and no more than that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.compose.value import SURELY, answers, fits
from assistant.figures.found import Candidate, Found, signs_of
from assistant.figures.signs import Signs
from assistant.question import read
from ingest import facts
from ingest.fact_model import Fact
from tests.assistant.asking import asking
from tests.ingest.fact_papers import Part, Table, paper

STREETS = [
    Table(
        ["Measure", "2024/25"],
        [["School crossing patrol staff", "41"], ["Libraries", "12"], ["Leavers", "26"]],
    )
]
LOLLIPOP = "How many lollipop ladies are there?"


def signs_by_value(question: str, *parts: Part) -> dict[float, Signs]:
    """The signs of each figure of a paper of these parts, by its value."""
    made = facts.named(facts.read(paper(*parts))) or facts.read(paper(*parts))
    every = {fact.id: fact for fact in (*facts.read(paper(*parts)), *made)}
    _, found = signs_of(read(question), list(every.values()), lambda fact: 0.0)
    return {one.fact.value: given for given, one in found if one.fact.value is not None}


def test_the_papers_wording_for_everyday_words_is_meant_by_them() -> None:
    signs = signs_by_value(LOLLIPOP, Part("Streets", [*STREETS]))

    # "lollipop" and "ladies" together are all that is asked, and neither word stands in the row.
    assert (signs[41]["own"], signs[41]["quote"]) == (0, 0)
    assert signs[41]["meant_own"] == signs[41]["meant"] == pytest.approx(1)
    assert (signs[12]["meant_own"], signs[12]["meant"]) == (0, 0)


def test_words_that_are_meant_are_not_missing() -> None:
    signs = signs_by_value(LOLLIPOP, Part("Streets", [*STREETS]))

    assert signs[41]["missing"] == 0
    assert signs[12]["missing"] >= 0.5  # the weightier of two words


def test_labels_that_are_meant_are_not_spare() -> None:
    signs = signs_by_value(LOLLIPOP, Part("Streets", [*STREETS]))

    assert signs[41]["spare"] == 0
    assert signs[12]["spare"] == pytest.approx(1)


def test_half_of_a_wording_is_not_meant() -> None:
    signs = signs_by_value(
        LOLLIPOP, Part("Streets", [Table(["Measure", "2024/25"], [["School staff", "55"], ["Parks", "8"]])])
    )

    assert (signs[55]["meant"], signs[55]["meant_own"]) == (0, 0)


def test_a_wording_in_the_heading_is_meant_but_is_not_the_figures_own() -> None:
    signs = signs_by_value(LOLLIPOP, Part("School crossing patrol staff", ["The depot has 63 vans."]))

    assert signs[63]["meant"] == pytest.approx(1)
    assert signs[63]["meant_own"] == 0


def test_a_word_that_is_said_is_not_counted_as_meant_too() -> None:
    rows = [["School crossing patrol staff and lollipop ladies", "41"], ["Parks", "8"]]

    signs = signs_by_value(LOLLIPOP, Part("Streets", [Table(["Measure", "2024/25"], rows)]))

    assert signs[41]["own"] == pytest.approx(1)
    assert (signs[41]["meant_own"], signs[41]["meant"]) == (0, 0)


def test_a_synonym_is_meant_by_the_word() -> None:
    signs = signs_by_value(
        "How many youngsters swim?",
        Part("Pool", ["The pool taught 310 children. The pool has 4 lifeguards."]),
    )

    assert signs[310]["meant"] > 0
    assert signs[4]["meant"] == 0


def test_a_part_in_the_papers_wording_is_said() -> None:
    table = Table(["Site", "Staff"], [["Household waste recycling centre", "9"], ["Depot", "30"]])

    signs = signs_by_value("How many staff work at the tip?", Part("Sites", [table]))

    assert (signs[9]["part_unsaid"], signs[9]["part_said"]) == (0, 1)
    assert (signs[30]["part_unsaid"], signs[30]["part_said"]) == (1, 0)


def test_words_that_name_the_metric_of_a_figure_count_as_said_of_it() -> None:
    signs = signs_by_value("How many people quit?", Part("Streets", [*STREETS]))

    # The taxonomy reads "how many people quit" as the count of leavers; "quit" is no word of the row nor of that name.
    assert signs[26]["same_metric"] == 1
    assert signs[26]["names"] == pytest.approx(1)
    assert signs[26]["missing"] == 0
    assert signs[12]["names"] < 1
    assert signs[12]["missing"] > 0


def judged(question: str, fact: Fact, *, sure: float, **signs: float) -> Found:
    """A finding of this one figure, this sure and with these signs; the others are nought."""
    wanted, ((given, profile),) = signs_of(read(question), [fact], lambda fact: 0.0)
    nought = dict.fromkeys(given, 0.0)
    return Found(wanted, (Candidate(profile.fact, {**nought, **signs}, 1.0),), sure)


def vans() -> Fact:
    """The one figure of a small paper."""
    (fact,) = facts.read(paper(Part("Depot", ["The depot has 63 vans."])))
    return fact


@pytest.mark.parametrize(
    ("sure", "own", "given"),
    [
        (
            SURELY - 0.05,
            0.5,
            False,
        ),  # surer than is needed of a figure that the taxonomy does not name otherwise
        (SURELY, 0.5, True),
        (SURELY - 0.05, 0.8, True),
        (0.45, 1.0, False),  # its own words are all that is asked, and still it is not sure
    ],
)
def test_a_figure_of_another_metric_is_given_where_its_words_or_all_signs_outweigh_that(
    sure: float, own: float, given: bool
) -> None:
    found = judged("How many vans has the depot?", vans(), sure=sure, own=own, other_metric=1.0)

    assert answers(found) is given


def test_a_figure_of_no_other_metric_needs_no_more_than_to_be_likely() -> None:
    assert answers(judged("How many vans has the depot?", vans(), sure=SURELY - 0.05))


def test_a_figure_of_the_metric_named_measures_what_is_asked_of_a_part_in_whatever_words() -> None:
    asked = "How many people quit at Castle Pool?"
    pool = replace(vans(), part="Castle Pool")

    other = judged(asked, pool, sure=0.9)
    same = judged(asked, replace(pool, metric="leavers.count"), sure=0.9)

    assert not fits(other, other.candidates[0])
    assert fits(same, same.candidates[0])


ROWS = """# Westmarch Borough Council

## Streets

| Measure | 2024/25 |
|---|---|
| Ladies' changing rooms | 7 |
| School crossing patrol staff | 41 |
| Libraries | 12 |
"""


def test_of_several_figures_that_may_be_meant_the_one_under_the_papers_wording_is_offered_first(
    tmp_path: Path,
) -> None:
    with asking(tmp_path, ROWS) as ask:
        offered = [line for line in ask(LOLLIPOP).text.splitlines() if line.startswith("- ")]

    assert "School crossing patrol staff" in offered[0]
    assert "changing rooms" in offered[1]
