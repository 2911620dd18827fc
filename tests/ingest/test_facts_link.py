"""Facts of several papers: the same one merged, rivals linked."""

from __future__ import annotations

from ingest.fact_model import Fact
from ingest.facts import link
from tests.ingest.fact_papers import Part, extract, paper


def facts_of(*texts: str, id: str = "doc1") -> list[Fact]:
    return extract(paper(Part("Our workforce", list(texts)), id=id))


def rivals(facts: list[Fact]) -> list[tuple[float | None, list[float | None]]]:
    """Value of each fact with the values of those it disagrees with."""
    values = {fact.id: fact.value for fact in facts}
    return [(fact.value, [values[other] for other in fact.conflicts_with]) for fact in facts]


def test_one_fact_in_two_documents_has_two_places() -> None:
    facts = [
        *facts_of("Staff turnover is 12.2%.", id="one"),
        *facts_of("Turnover of staff is 12.2%.", id="two"),
    ]

    (turnover,) = link(facts)

    assert [place.document for place in turnover.places] == ["one", "two"]


def test_a_profile_and_a_rounder_sentence_disagree() -> None:
    facts = link(
        facts_of("Staff turnover is 14.3%.", "With an annual turnover rate of around 15% we can shrink.")
    )

    assert rivals(facts) == [(14.3, [15]), (15, [14.3])]


def test_a_bound_and_the_plain_figure_differ_by_no_more_than_their_rounding() -> None:
    facts = link(
        facts_of(
            "The 20% reduction in our workforce over the last 12 years hurt.",
            "Our workforce has reduced by over 20% in the last 12 years.",
        )
    )

    assert [len(fact.conflicts_with) for fact in facts] == [0, 0]


def test_two_years_are_a_trend_and_no_conflict() -> None:
    facts = link(facts_of("Turnover was 12.2% in 2021/22.", "Turnover was 13.4% in 2022/23."))

    assert rivals(facts) == [(12.2, []), (13.4, [])]


def test_a_target_never_disagrees_with_an_actual() -> None:
    facts = link(facts_of("Turnover was 12.2%.", "We will reduce turnover to 10%."))

    assert rivals(facts) == [(12.2, []), (10, [])]


def test_figures_of_two_populations_do_not_disagree() -> None:
    facts = link(facts_of("7% of our staff are disabled.", "5% of our employees declared a disability."))

    assert rivals(facts) == [(7, []), (5, [])]


def test_savings_of_one_paper_are_several_and_not_in_conflict() -> None:
    facts = link(facts_of("Savings of £6.3m were delivered.", "An annual saving of £2.4m was achieved."))

    assert rivals(facts) == [(6_300_000, []), (2_400_000, [])]
