"""A library moved into a database and back: nothing lost, nothing changed, and a move that was cut short goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from ingest.fact_model import Review
from ingest.holdings.opening import open_holdings
from ingest.library import Library
from ingest.library_errors import Broken, LibraryError
from ingest.moving import copy, move
from tests.conformance.server import new_database
from tests.conformance.test_ports import EAST, PAPER
from web.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with two papers, of which one has a reviewed figure, and one a body that a person gave it."""
    for name, text in (("westmarch", PAPER), ("eastmere", EAST)):
        (tmp_path / f"{name}.md").write_text(text)
    with Library.open(tmp_path / "data") as library:
        library.ingest([tmp_path / "westmarch.md", tmp_path / "eastmere.md"])
        (fact,) = [fact for fact in library.facts() if fact.value == 640]
        library.review(fact.id, review=Review.CORRECTED, value=641)
        east = next(card.id for card in library.documents() if card.file == "eastmere.md")
        library.update(east, body="Southdown District Council")
    return tmp_path / "data"


def digests(folder: Path, database: str) -> list[str]:
    catalogue, holdings = open_holdings(folder, database, read_only=True)
    found = [holdings.records.read(id).digest() for id in holdings.records.order()]
    holdings.keeper.close()
    catalogue.close()
    return found


def test_there_and_back_leaves_every_row_as_it_was(folder: Path, tmp_path: Path, address: str) -> None:
    url, before = new_database(address), digests(folder, "")

    there = move(folder, "", url)
    back = move(tmp_path / "other", url, "")

    assert (there.written, there.there, there.events) == (2, 0, 1)
    assert (back.written, back.there, back.events) == (2, 0, 1)
    assert digests(folder, url) == before == digests(tmp_path / "other", "")
    with Library.open(tmp_path / "other") as library:
        assert library.check().problems == ()
        assert [fact.value for fact in library.reviewed_facts()] == [641]
        assert [body.short_name for body in library.bodies()] == ["Southdown", "Westmarch"]
        library.ingest([tmp_path / "westmarch.md"])
        assert len(library.documents()) == 2


def test_the_next_paper_and_the_next_review_after_a_move_get_numbers_of_their_own(
    folder: Path, tmp_path: Path, address: str
) -> None:
    url = new_database(address)
    move(folder, "", url)
    (tmp_path / "new.md").write_text(PAPER.replace("Westmarch", "Northam").replace("640", "77"))

    with Library.open(folder, database=url) as library:
        library.ingest([tmp_path / "new.md"])
        (fact,) = [fact for fact in library.facts() if fact.value == 77]
        library.review(fact.id, review=Review.CONFIRMED)

        assert sorted(card.added for card in library.documents()) == [1, 2, 3]
        assert [event.number for event in library.history(fact.id)] == [2]


def test_a_move_that_was_cut_short_goes_on_where_it_stopped(folder: Path, address: str) -> None:
    url = new_database(address)

    def cut(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(folder, "", url, cut)
    moved = move(folder, "", url)

    assert (moved.written, moved.there) == (1, 1)
    assert move(folder, "", url).written == 0


def test_a_paper_that_was_changed_where_it_went_is_brought_anew(folder: Path, address: str) -> None:
    url = new_database(address)
    move(folder, "", url)
    with psycopg.connect(url) as connection:
        connection.execute(
            "UPDATE chunks SET text = text || '!' WHERE ordinal = 0 AND document IN (SELECT min(id) FROM documents)"
        )

    assert move(folder, "", url).written == 1
    assert digests(folder, url) == digests(folder, "")


def other_papers(holdings_of: Library, tmp_path: Path) -> None:
    (tmp_path / "stranger.md").write_text(EAST.replace("Eastmere", "Northam"))
    holdings_of.ingest([tmp_path / "stranger.md"])


def other_model(library: Library, tmp_path: Path) -> None:
    with library.holdings.keeper.change() as change:
        change.notes.keep("model", '{"name": "other/model", "digest": "00ff00ff00ff00", "dimension": 384}')


def other_history(library: Library, tmp_path: Path) -> None:
    library.ingest([tmp_path / "westmarch.md"])
    (fact,) = [fact for fact in library.facts() if fact.value == 640]
    library.review(fact.id, review=Review.REJECTED)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(other_papers, "1 other papers"), (other_model, "another model"), (other_history, "said other things")],
)
def test_a_library_is_never_mixed_with_another(
    folder: Path, tmp_path: Path, address: str, spoil: Callable[[Library, Path], None], said: str
) -> None:
    url = new_database(address)
    with Library.open(tmp_path / "elsewhere", database=url) as library:
        spoil(library, tmp_path)

    with pytest.raises(LibraryError, match=said):
        move(folder, "", url)


def test_a_store_that_keeps_something_else_is_found_out(folder: Path, address: str, tmp_path: Path) -> None:
    """A database that changes a text by itself, here by a trigger, gives another digest."""
    url = new_database(address)
    Library.open(tmp_path / "elsewhere", database=url).close()
    with psycopg.connect(url) as connection:
        connection.execute(
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN NEW.heading := upper(NEW.heading); RETURN NEW; END $$"
        )
        connection.execute(
            "CREATE TRIGGER spoil BEFORE INSERT ON chunks FOR EACH ROW EXECUTE FUNCTION spoil()"
        )

    with Library.open(folder) as library:
        catalogue, holdings = open_holdings(tmp_path / "elsewhere", url, read_only=False)
        with pytest.raises(Broken, match="is not the same"):
            copy(library.holdings, holdings)
        holdings.keeper.close()
        catalogue.close()


def test_the_command_moves_and_asks_both(
    folder: Path,
    tmp_path: Path,
    address: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = new_database(address)
    monkeypatch.delenv("MOOTHALL_DATABASE", raising=False)
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"q": "How many people does Westmarch employ?"}\n')

    assert main(["move", "--to", url, "--data", str(folder), "--json", "--ask", str(questions)]) == 0
    told = json.loads(capsys.readouterr().out)
    monkeypatch.setenv("MOOTHALL_DATABASE", url)
    assert main(["ask", "How many people does Westmarch employ?", "--data", str(tmp_path / "new")]) == 0
    answer = capsys.readouterr().out
    assert main(["check", "--data", str(folder)]) == 0
    assert main(["move", "--to", url, "--data", str(folder)]) == 1

    assert told == {"written": 2, "there": 0, "events": 1, "asked": 1, "differing": []}
    assert answer.startswith("**641 people**")
    assert "there already" in capsys.readouterr().err
