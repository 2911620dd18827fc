"""What every store of a library does, whichever it is: the same tests over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.catalogue_facts import Wanted
from ingest.fact_model import Review
from ingest.holdings.extent import EVERYTHING, Extent
from ingest.library import Library
from ingest.library_errors import LibraryError, MixedModels, NoLibrary, ReadOnly, UnknownDocument
from ingest.seen import SeenLibrary

PAPER = """# Westmarch District Council Workforce Plan 2024

## People

Westmarch employs 640 people as at 31 March 2024. Staff turnover was 12.4% in 2023/24.

## Apprentices

Westmarch wants two score of apprentices in its depots, and says so again: apprentices, apprentices.
"""
EAST = """# Eastmere District Council Workforce Plan 2024

## People

Eastmere employs 412 people as at 31 March 2024. Apprentices are few.
"""


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    west, east = tmp_path / "westmarch.md", tmp_path / "eastmere.md"
    west.write_text(PAPER)
    east.write_text(EAST)
    return [west, east]


@pytest.fixture
def filled(library: Library, papers: list[Path]) -> Iterator[Library]:
    assert [one.status.value for one in library.ingest(papers)] == ["added", "added"]
    yield library


def of_file(library: Library, file: str) -> str:
    return next(card.id for card in library.documents() if card.file == file)


def test_papers_come_by_file_name_with_the_number_in_which_they_came(filled: Library) -> None:
    cards = filled.holdings.papers.cards(EVERYTHING)

    assert [(card.file, card.added) for card in cards] == [("eastmere.md", 2), ("westmarch.md", 1)]
    assert filled.holdings.records.order() == [cards[1].id, cards[0].id]
    assert [body.short_name for body in filled.holdings.papers.bodies(EVERYTHING)] == [
        "Eastmere",
        "Westmarch",
    ]


def test_a_paper_is_found_by_its_bytes_and_by_its_id(filled: Library, papers: list[Path]) -> None:
    west = of_file(filled, "westmarch.md")
    digest = hashlib.sha256(papers[0].read_bytes()).hexdigest()

    assert filled.holdings.texts.with_digest(digest, EVERYTHING) == west
    assert filled.holdings.texts.with_digest("00", EVERYTHING) is None
    assert "640 people" in filled.holdings.texts.document(west, EVERYTHING).text
    assert filled.original(west).read_bytes() == papers[0].read_bytes()


@pytest.mark.parametrize("id", ["nothing", ""])
def test_a_paper_that_is_not_there_is_unknown(filled: Library, id: str) -> None:
    for read in (filled.holdings.papers.card, filled.holdings.texts.document):
        with pytest.raises(UnknownDocument):
            read(id, EVERYTHING)
    with pytest.raises(UnknownDocument):
        filled.holdings.records.read(id)


def test_nothing_of_a_paper_outside_the_extent_is_read(filled: Library) -> None:
    west, east = of_file(filled, "westmarch.md"), of_file(filled, "eastmere.md")
    held, extent = filled.holdings, Extent(frozenset({east}))
    hidden = held.passages.of(west, EVERYTHING)
    asked = filled.embed(["apprentices"])[0]

    assert [card.id for card in held.papers.cards(extent)] == [east]
    assert [body.short_name for body in held.papers.bodies(extent)] == ["Eastmere"]
    assert held.passages.of(west, extent) == []
    assert held.passages.by_id([chunk.id for chunk in hidden], extent) == []
    assert {id.split("-")[0] for id, _ in held.words.search("apprentices", extent, None, 9)} == {east}
    assert held.words.search("apprentices", extent, [west], 9) == []
    assert {id.split("-")[0] for id, _ in held.meaning.nearest(asked, extent, None, 9)} == {east}
    assert held.meaning.nearest(asked, extent, [west], 9) == []
    assert {fact.value for fact in held.facts.stated_facts(Wanted(), extent)} == {412.0}
    assert held.texts.with_digest(filled.card(west).digest, extent) is None
    with pytest.raises(UnknownDocument):
        held.texts.document(west, extent)


def test_an_extent_without_papers_holds_nothing(filled: Library) -> None:
    held, nothing = filled.holdings, Extent(frozenset())

    assert held.papers.cards(nothing) == []
    assert held.words.search("people", nothing, None, 9) == []
    assert held.words.frequency(["people"], nothing) == ({"people": 0}, 0)
    assert held.meaning.nearest(filled.embed(["people"])[0], nothing, None, 9) == []
    assert held.facts.stated_facts(Wanted(), nothing) == []


def test_a_word_counts_by_how_often_it_stands_and_how_rare_it_is(filled: Library) -> None:
    """Of five chunks two have apprentices and one depots: log((5 - 1 + 0.5) / 1.5) = log 3 is more than log 1.4."""
    found = filled.search_words("apprentice")
    chunks = filled.holdings.passages.by_id([id for id, _ in found], EVERYTHING)
    ((_, rare),) = filled.search_words("depots")

    assert filled.frequency(["apprentices", "depots", "zebra"]) == (
        {"apprentices": 2, "depots": 1, "zebra": 0},
        5,
    )
    assert "again" in chunks[0].text and "few" in chunks[1].text
    assert math.log(1.4) < found[0][1] < math.log(1.4) * 2.2
    assert math.log(3) * 0.5 < rare < math.log(3) * 2.2


@pytest.mark.parametrize("query", ["", "  ", "?!", "\0", '"', "NEAR(a b)", "col:x", "x" * 9000])
def test_whatever_is_typed_is_no_syntax(filled: Library, query: str) -> None:
    assert filled.search_words(query, limit=3) == []


def test_the_same_words_or_vector_in_several_chunks_are_ordered_by_id(
    library: Library, tmp_path: Path
) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"Depots and workshops of the north.\n\nPaper {number}\n")
    library.ingest(sorted(tmp_path.glob("*.txt")))

    found = library.search_words("depots workshops", limit=4)

    assert [id for id, _ in found] == sorted(
        chunk.id for card in library.documents() for chunk in library.chunks_of(card.id)
    )[:4]
    assert len({score for _, score in found}) == 1


def test_meaning_is_the_cosine_summed_in_double_precision(filled: Library) -> None:
    rows = filled.vectors()
    asked = filled.embed(["How many apprentices are there?"])[0]
    expected = {
        id: float((row.astype(np.float64) * asked.astype(np.float64)).sum())
        for id, row in zip(rows.ids, rows.vectors, strict=True)
    }

    assert filled.search_meaning(asked) == sorted(expected.items(), key=lambda pair: (-pair[1], pair[0]))


def test_a_change_that_fails_leaves_nothing_behind(filled: Library) -> None:
    west, before = of_file(filled, "westmarch.md"), filled.version

    with pytest.raises(ZeroDivisionError), filled.holdings.keeper.change() as change:
        change.passages.remove(west)
        change.papers.remove(west)
        raise ZeroDivisionError

    assert (filled.version, len(filled.documents())) == (before, 2)
    assert filled.check().problems == ()


def test_the_version_grows_with_a_change_that_can_be_seen_alone(filled: Library) -> None:
    before = filled.version
    with filled.holdings.keeper.change(quiet=True) as change:
        change.notes.keep("remark", "one")
    assert (filled.version, filled.holdings.notes.note("remark")) == (before, "one")

    with filled.holdings.keeper.change() as change:
        change.notes.keep("remark", "two")
    assert (filled.version, filled.holdings.notes.note("remark")) == (before + 1, "two")


def test_what_people_say_of_a_figure_is_kept_and_taken_back(filled: Library) -> None:
    (fact,) = [fact for fact in filled.facts() if fact.value == 640]
    filled.review(fact.id, review=Review.CORRECTED, value=642, note="as printed later", author="jo")
    assert [one.value for one in filled.reviewed_facts()] == [642]

    filled.undo(fact.id)

    assert filled.fact(fact.id).value == 640
    assert [event.action.value for event in filled.history(fact.id)] == ["correct", "undo"]
    assert [event.number for event in filled.history(fact.id)] == [1, 2]


def test_a_history_is_seen_in_the_papers_that_may_be_read_alone(filled: Library) -> None:
    (fact,) = [fact for fact in filled.facts() if fact.value == 640]
    filled.review(fact.id, review=Review.CONFIRMED)
    west, east = of_file(filled, "westmarch.md"), of_file(filled, "eastmere.md")

    assert list(filled.holdings.reviews.events(Extent(frozenset({west})))) == [fact.id]
    assert filled.holdings.reviews.events(Extent(frozenset({east}))) == {}


def test_a_correction_of_the_body_reaches_headers_words_and_figures(filled: Library) -> None:
    west = of_file(filled, "westmarch.md")

    filled.update(west, body="Southdown District Council", period="2024-2028")

    assert filled.card(west).period == "2024-2028"
    assert [body.short_name for body in filled.bodies()] == ["Eastmere", "Southdown"]
    assert filled.search_words("southdown", documents=[west]) and not filled.search_words(
        "eastmere", documents=[west]
    )
    assert filled.check().problems == ()


def test_a_removed_paper_is_gone_from_everything(filled: Library) -> None:
    west = of_file(filled, "westmarch.md")
    original = filled.original(west)

    filled.remove(west)

    assert [card.file for card in filled.documents()] == ["eastmere.md"]
    assert filled.search_words("depots") == [] and filled.frequency(["depots"]) == ({"depots": 0}, 2)
    assert {id.split("-")[0] for id, _ in filled.search_meaning(filled.embed(["depots"])[0])} == {
        of_file(filled, "eastmere.md")
    }
    assert {fact.value for fact in filled.facts()} == {412.0}
    assert not original.exists()
    assert filled.check().problems == ()


def test_the_same_file_again_changes_nothing(filled: Library, papers: list[Path]) -> None:
    before = filled.version

    assert [one.status.value for one in filled.ingest(papers)] == ["unchanged", "unchanged"]
    assert filled.version == before


def test_a_reader_reads_and_changes_nothing(filled: Library, database: str) -> None:
    with Library.open(filled.folder, database=database, read_only=True) as reader:
        assert [card.file for card in reader.documents()] == ["eastmere.md", "westmarch.md"]
        with pytest.raises(ReadOnly):
            reader.remove(reader.documents()[0].id)
        with pytest.raises(ReadOnly), reader.holdings.keeper.change():
            pass


def test_reading_where_there_is_no_library_says_so(tmp_path: Path, database: str) -> None:
    with pytest.raises(NoLibrary, match="no library"):
        Library.open(tmp_path / "nowhere", database=database, read_only=True)


def test_an_index_of_another_model_is_refused(filled: Library, database: str) -> None:
    with filled.holdings.keeper.change() as change:
        change.notes.keep("model", '{"name": "other/model", "digest": "00ff00ff00ff00", "dimension": 768}')

    with pytest.raises(MixedModels, match="other/model"):
        Library.open(filled.folder, database=database, read_only=True)


def test_an_upload_is_taken_in_behind(library: Library) -> None:
    job = library.submit("plan.md", PAPER.encode())
    waited = threading.Event()
    for _ in range(600):
        if library.job(job).state.final:
            break
        waited.wait(0.1)

    assert library.job(job).state.value == "ready"
    assert [card.file for card in library.documents()] == ["plan.md"]


def test_a_narrowed_library_changes_the_whole_one(filled: Library) -> None:
    seen = SeenLibrary(filled, frozenset({of_file(filled, "eastmere.md")}))

    seen.update(of_file(filled, "eastmere.md"), title="People Plan")

    assert filled.card(of_file(filled, "eastmere.md")).title == "People Plan"


def test_a_file_that_changes_while_it_is_kept_is_refused(library: Library, papers: list[Path]) -> None:
    with pytest.raises(LibraryError, match="changed while it was read"):
        library.holdings.originals.keep(papers[0], "0" * 64)

    assert not library.holdings.originals.path("0" * 64).is_file()
