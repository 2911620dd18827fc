"""What people say of figures: kept as a history, found again after the paper is read anew, added, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.catalogue_facts import Wanted, add_facts, remove_facts, stated_facts
from ingest.fact_model import Fact, FactKind, Review, Scope
from ingest.facts import fact_id
from ingest.library import Library
from ingest.library_errors import BadReview, NothingToUndo, UnknownFact

PAPER = """# Workforce Plan 2024-2027

Westmarch Borough Council

## Our workforce

At 31 March 2024 the council employed 640 staff. Staff turnover was 12.4% in 2023/24.

## Vacancies by service

| Service | 2022/23 | 2023/24 |
|---|---|---|
| Highways | 92 | 118 |
| Housing | 41 | 41 |

The harbour master's office counted nine cranes.
"""
QUOTE = "The harbour master's office counted nine cranes."
CRANES = {"value": 9, "measure": "cranes", "unit": "number"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        (tmp_path / "westmarch.md").write_text(PAPER)
        opened.ingest([tmp_path / "westmarch.md"])
        yield opened


def stating(library: Library, value: float, period: str = "") -> Fact:
    """The one fact of this value, rejected or not."""
    (found,) = [
        fact
        for fact in library.facts(rejected=True)
        if fact.value == value and (not period or period in (fact.period or ""))
    ]
    return found


def read_anew(library: Library, better: Callable[[Fact], Fact | None]) -> None:
    """Put the facts of the paper in again as another reader would read them; ids follow what is read."""
    (card,) = library.documents()
    with library._catalogue.write() as connection:
        read = [better(fact) for fact in stated_facts(connection, Wanted())]
        remove_facts(connection, card.id)
        add_facts(connection, card.id, [replace(fact, id=fact_id(fact)) for fact in read if fact])


def test_every_field_of_a_figure_can_be_corrected_and_says_that_a_person_did(library: Library) -> None:
    fact = stating(library, 118)
    changes = {
        **{
            "value": "1,120",
            "high": 1130,
            "unit": "fte",
            "measure": "posts vacant",
            "metric": "vacancy.posts",
        },
        **{"part": "Roads", "kind": "target", "as_of": "2024-03-31", "period": "2024/25", "approx": "about"},
        "body": "Eastmere County Council",
    }
    changes["metric"] = "workforce.fte"

    now = library.review(
        fact.id, review=Review.CORRECTED, changes=changes, author="Jo Bell", note="Wrong column"
    )

    assert (now.value, now.high, now.unit, now.measure, now.metric) == (
        1120,
        1130,
        "fte",
        "posts vacant",
        "workforce.fte",
    )
    assert (now.part, now.scope, now.kind, now.approx.value) == (
        "Roads",
        Scope.PART,
        FactKind.TARGET,
        "about",
    )
    assert (now.as_of, now.period, now.owner) == ("2024-03-31", "2024/25", "Eastmere County Council")
    assert (now.id, now.review, now.author) == (fact.id, Review.CORRECTED, "Jo Bell")
    assert {origin.field for origin in now.origins if origin.place == "person"} >= {
        "value",
        "period",
        "kind",
        "body",
    }


def test_the_history_keeps_who_when_why_and_the_original(library: Library) -> None:
    fact = stating(library, 12.4)

    library.review(
        fact.id, review=Review.CORRECTED, value=12.9, author="Jo Bell", note="Misprint, see page 3"
    )

    (event,) = library.history(fact.id)
    assert (event.author, event.action, event.note) == ("Jo Bell", "correct", "Misprint, see page 3")
    assert (event.changes["value"], event.before["value"]) == (12.9, 12.4)
    assert event.original == replace(fact, conflicts_with=()) and event.at.endswith("+00:00")


def test_of_two_corrections_the_later_holds_and_both_stay_in_the_history(library: Library) -> None:
    fact = stating(library, 12.4)

    library.review(fact.id, review=Review.CORRECTED, value=12.9, author="Jo")
    library.review(
        fact.id, review=Review.CORRECTED, changes={"value": 13.1, "period": "2022/23"}, author="Kim"
    )

    now = library.fact(fact.id)
    assert (now.value, now.period, now.author) == (13.1, "2022/23", "Kim")
    assert [(event.author, event.changes["value"]) for event in library.history(fact.id)] == [
        ("Jo", 12.9),
        ("Kim", 13.1),
    ]


def test_two_people_who_correct_different_fields_are_both_heard(library: Library) -> None:
    fact = stating(library, 12.4)

    library.review(fact.id, review=Review.CORRECTED, value=12.9)
    library.review(fact.id, review=Review.CORRECTED, changes={"kind": "target"})

    now = library.fact(fact.id)
    assert (now.value, now.kind) == (12.9, FactKind.TARGET)


def test_confirming_a_corrected_figure_confirms_the_correction(library: Library) -> None:
    fact = stating(library, 12.4)
    library.review(fact.id, review=Review.CORRECTED, value=12.9, author="Jo")

    now = library.review(fact.id, review=Review.CONFIRMED, author="Kim")

    assert (now.value, now.review, now.author) == (12.9, Review.CORRECTED, "Jo")


def test_undo_takes_the_last_word_back_and_is_itself_in_the_history(library: Library) -> None:
    fact = stating(library, 12.4)
    library.review(fact.id, review=Review.CORRECTED, value=12.9)
    library.review(fact.id, review=Review.REJECTED)

    first = library.undo(fact.id, author="Kim", note="It stands on page 3 after all")
    second = library.undo(fact.id)

    assert first is not None and (first.review, first.value) == (Review.CORRECTED, 12.9)
    assert second is not None and (second.review, second.value) == (None, 12.4)
    assert [event.action.value for event in library.history(fact.id)] == ["correct", "reject", "undo", "undo"]


def test_there_is_nothing_to_undo_where_nobody_said_anything(library: Library) -> None:
    with pytest.raises(NothingToUndo):
        library.undo(stating(library, 12.4).id)
    with pytest.raises(UnknownFact):
        library.undo("nonsense")


def test_the_author_is_local_when_no_name_was_given(library: Library) -> None:
    assert library.review(stating(library, 12.4).id, review=Review.CONFIRMED).author == "local"


def test_no_history_can_be_changed_or_taken_out(library: Library) -> None:
    library.review(stating(library, 12.4).id, review=Review.CONFIRMED)

    for command in ("UPDATE fact_events SET author = 'x'", "DELETE FROM fact_events"):
        with (
            pytest.raises(sqlite3.IntegrityError, match="only added to"),
            library._catalogue.write() as connection,
        ):
            connection.execute(command)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"valu": 3}, "valu", "no field 'valu'"),
        ({"value": "twelve"}, "value", "'twelve' is not a number"),
        ({"value": 1e300}, "value", "1e+300"),
        ({"value": True}, "value", "True is not a number"),
        ({"value": 130, "unit": "share"}, "value", "130 is no share"),
        ({"value": -4, "unit": "persons"}, "value", "-4 is no number of persons"),
        ({"high": 3}, "high", "more than the value"),
        ({"kind": "guess"}, "kind", "'guess' is not one of actual, derived"),
        ({"scope": "part"}, "part", "which part"),
        ({"as_of": "31 March"}, "as_of", "'31 March' is no date"),
        ({"as_of": "2023-02-30"}, "as_of", "2023-02-30"),
        ({"metric": "workforce.happiness"}, "metric", "'workforce.happiness' is no metric"),
        ({"period": "x" * 60}, "period", "40 characters"),
        ({"body": " "}, "body", "name of the body"),
        ({"value": 12.4}, "value", "Nothing differs"),
        ({}, "value", "Nothing differs"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_by_field(
    library: Library, changes: dict[str, object], field: str, told: str
) -> None:
    fact = stating(library, 12.4)

    with pytest.raises(BadReview) as refused:
        library.review(fact.id, review=Review.CORRECTED, changes=changes)

    assert told in refused.value.errors[field]
    assert library.fact(fact.id).review is None


def test_all_mistakes_are_told_at_once(library: Library) -> None:
    with pytest.raises(BadReview) as refused:
        library.review(
            stating(library, 12.4).id,
            review=Review.CORRECTED,
            changes={"value": "x", "kind": "y", "as_of": "z"},
        )

    assert set(refused.value.errors) == {"value", "kind", "as_of"}


def test_a_review_holds_when_the_paper_is_removed_and_ingested_again(
    library: Library, tmp_path: Path
) -> None:
    library.review(stating(library, 12.4).id, review=Review.CORRECTED, value=12.9)
    (card,) = library.documents()

    library.remove(card.id)
    assert [one.fact.value for one in library.lost_reviews()] == [12.9]
    library.ingest([tmp_path / "westmarch.md"])

    assert stating(library, 12.9).review is Review.CORRECTED and library.lost_reviews() == []


def test_a_review_follows_its_figure_when_the_body_of_the_paper_is_corrected(library: Library) -> None:
    before = stating(library, 12.4)
    library.review(before.id, review=Review.REJECTED)

    library.update(library.documents()[0].id, body="Eastmere County Council")

    now = stating(library, 12.4)
    assert now.id != before.id and now.review is Review.REJECTED
    assert [event.fact for event in library.history(now.id)] == [before.id]


def test_a_review_follows_its_printed_figure_when_a_better_reader_reads_it_otherwise(
    library: Library,
) -> None:
    library.review(stating(library, 118).id, review=Review.CONFIRMED)

    read_anew(
        library,
        lambda fact: replace(fact, unit="persons", kind=FactKind.BUDGET, value=(fact.value or 0) * 1000),
    )

    confirmed = [fact.value for fact in library.facts() if fact.review]
    assert confirmed == [118_000]


def test_the_same_digits_twice_in_a_row_are_told_apart_by_their_column(library: Library) -> None:
    library.review(stating(library, 41, "2023/24").id, review=Review.REJECTED)

    read_anew(library, lambda fact: replace(fact, measure=f"vacancies {fact.measure}"))

    (rejected,) = [fact for fact in library.facts(rejected=True) if fact.review]
    assert (rejected.value, rejected.period) == (41, "2023/24")


def test_a_review_goes_to_no_figure_when_two_are_equally_like_it(library: Library) -> None:
    fact = stating(library, 41, "2023/24")
    library.review(fact.id, review=Review.REJECTED)

    read_anew(
        library,
        lambda fact: replace(fact, measure="posts", period=None, part=fact.part + (fact.period or "")[-1:]),
    )

    assert not [fact for fact in library.facts(rejected=True) if fact.review]
    assert [one.original.id for one in library.lost_reviews()] == [fact.id]


def test_a_figure_that_is_no_longer_read_keeps_its_review_in_sight(library: Library) -> None:
    fact = stating(library, 12.4)
    library.review(fact.id, review=Review.CORRECTED, value=12.9, author="Jo")

    read_anew(library, lambda fact: None if fact.value == 12.4 else fact)

    (lost,) = library.lost_reviews(document=library.documents()[0].id)
    assert (lost.original.value, lost.fact.value, lost.fact.author) == (12.4, 12.9, "Jo")
    assert [event.author for event in library.history(fact.id)] == ["Jo"]
    assert 12.9 not in [fact.value for fact in library.facts()]


def test_what_is_said_of_a_figure_before_and_after_its_id_changed_is_one_history(library: Library) -> None:
    old = stating(library, 12.4)
    library.review(old.id, review=Review.CORRECTED, value=12.9, author="Jo")
    read_anew(
        library, lambda fact: replace(fact, period="the year to March 2024") if fact.value == 12.4 else fact
    )

    new = stating(library, 12.9)
    library.review(new.id, review=Review.CORRECTED, value=13.1, author="Kim")

    assert new.id != old.id
    assert [event.author for event in library.history(new.id)] == ["Jo", "Kim"]
    undone = library.undo(new.id)
    assert undone is not None and undone.value == 12.9


def test_an_added_figure_is_in_the_ledger_at_its_place(library: Library) -> None:
    (card,) = library.documents()

    made = library.add_fact(CRANES, document=card.id, quote=QUOTE, author="Jo", note="Missed")

    assert made in library.facts(document=card.id)
    assert (made.value, made.measure, made.quote, made.author) == (9, "cranes", QUOTE, "Jo")
    assert made.owner == "Westmarch Borough Council"
    assert ("place", "person") in [(origin.field, origin.place) for origin in made.origins]
    assert [event.action.value for event in library.history(made.id)] == ["add"]


def test_an_added_figure_can_be_corrected_and_taken_back(library: Library) -> None:
    (card,) = library.documents()
    made = library.add_fact(CRANES, document=card.id, quote=QUOTE)

    corrected = library.review(made.id, review=Review.CORRECTED, value=10)
    library.undo(made.id)
    gone = library.undo(made.id)

    assert (corrected.value, corrected.id) == (10, made.id)
    assert gone is None and made.id not in {fact.id for fact in library.facts(rejected=True)}
    assert len(library.history(made.id)) == 4


@pytest.mark.parametrize(
    ("fact", "place", "field", "told"),
    [
        (CRANES, {"quote": "nine cranes were counted"}, "quote", "does not stand in the document"),
        (CRANES, {"quote": "Highways", "start": 0}, "quote", "The document reads"),
        (CRANES, {"quote": "2023/24"}, "quote", "times"),
        (CRANES, {"start": 5, "end": 99_999}, "start", "no place in this document"),
        (CRANES, {}, "quote", "Nothing is quoted"),
        ({"value": 9}, {"quote": QUOTE}, "measure", "what the figure counts"),
        ({"measure": "cranes"}, {"quote": QUOTE}, "value", "Give the value"),
        ({**CRANES, "colour": "red"}, {"quote": QUOTE}, "colour", "no field"),
    ],
)
def test_a_figure_that_cannot_be_added_is_refused_by_field(
    library: Library, fact: dict[str, object], place: dict[str, object], field: str, told: str
) -> None:
    with pytest.raises(BadReview) as refused:
        library.add_fact(fact, document=library.documents()[0].id, **place)  # type: ignore[arg-type]

    assert told in refused.value.errors[field]


def test_the_same_figure_is_not_added_twice(library: Library) -> None:
    (card,) = library.documents()
    library.add_fact(CRANES, document=card.id, quote=QUOTE)

    with pytest.raises(BadReview, match="added at this place already"):
        library.add_fact(CRANES, document=card.id, quote=QUOTE)


def test_an_added_figure_comes_back_with_its_paper_and_is_told_when_its_quote_is_gone(
    library: Library, tmp_path: Path
) -> None:
    (card,) = library.documents()
    made = library.add_fact(CRANES, document=card.id, quote=QUOTE)

    library.remove(card.id)
    assert made.id not in {fact.id for fact in library.facts()}
    assert [one.original.quote for one in library.lost_reviews()] == [QUOTE]
    library.ingest([tmp_path / "westmarch.md"])

    assert library.fact(made.id).quote == QUOTE


def test_an_added_figure_becomes_the_one_that_a_better_reader_reads_there(library: Library) -> None:
    (card,) = library.documents()
    made = library.add_fact(CRANES, document=card.id, quote=QUOTE)

    with library._catalogue.write() as connection:
        read = replace(made, origins=(), review=None, author="", reviewed_at="")
        add_facts(connection, card.id, [replace(read, id=fact_id(read))])

    (now,) = [fact for fact in library.facts() if fact.value == 9]
    assert (now.id, now.review) == (fact_id(made), Review.CONFIRMED)
    assert [event.action.value for event in library.history(now.id)] == ["add"]


def test_each_filter_gives_what_the_whole_ledger_holds(library: Library, tmp_path: Path) -> None:
    (tmp_path / "later.md").write_text(
        PAPER.replace("12.4%", "13.6%").replace("640", "655").replace("Plan 2024", "Strategy 2025")
    )
    (tmp_path / "east.md").write_text(PAPER.replace("Westmarch", "Eastmere").replace("640", "700"))
    library.ingest([tmp_path / "later.md", tmp_path / "east.md"])
    moved = stating(library, 13.6)
    library.review(
        moved.id,
        review=Review.CORRECTED,
        changes={"metric": "workforce.headcount", "value": 641, "unit": "persons"},
    )
    library.review(stating(library, 700).id, review=Review.REJECTED)
    cards = library.documents()
    by_filter = [
        (
            library._ledger._read(Wanted(document=card.id)),
            lambda fact, id=card.id: id in {p.document for p in fact.places},
        )
        for card in cards
    ]
    by_filter += [
        (library._ledger._read(Wanted(body=body.id)), lambda fact, id=body.id: fact.body == id)
        for body in library.bodies()
    ]
    by_filter += [
        (library._ledger._read(Wanted(metric=metric)), lambda fact, id=metric: fact.metric == id)
        for metric in ("leavers.rate", "workforce.headcount")
    ]
    by_filter += [(library._ledger._read(Wanted(ids=(moved.id,))), lambda fact: fact.id == moved.id)]

    whole = library.facts(rejected=True)

    assert any(fact.conflicts_with for fact in whole)
    for found, is_wanted in by_filter:
        assert list(found) == [fact for fact in whole if is_wanted(fact)]


def test_pages_of_the_ledger_join_to_the_whole(library: Library) -> None:
    library.review(stating(library, 118).id, review=Review.REJECTED)

    whole = library.facts(rejected=True)
    pages = [library.facts_page(limit=3, offset=offset) for offset in range(0, len(whole), 3)]

    assert [fact for found, _ in pages for fact in found] == whole
    assert {total for _, total in pages} == {len(whole)}
    assert [fact.value for fact in library.facts_page(review=Review.REJECTED)[0]] == [118]
