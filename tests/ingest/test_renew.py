"""A library of the last format is brought to this one: papers read anew, corrections kept, nothing lost."""

from __future__ import annotations

import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ingest.catalogue import FILE_NAME
from ingest.fact_model import Review
from ingest.library import Library
from ingest.library_errors import LibraryError

PLAN = """# Example Borough Council

## Workforce Plan 2024-2027

| Measure | 31 March 2024 |
|---|---|
| Headcount | 640 |
| Full-time equivalent | 512.5 |
"""
# What format 2 had that this one does not, as it was written.
OLD_TABLES = """
DROP TABLE facts; DROP TABLE fact_events; DROP TABLE slips; DROP TABLE stale;
ALTER TABLE jobs DROP COLUMN starts;
CREATE TABLE facts (
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    id TEXT NOT NULL, body TEXT NOT NULL, metric TEXT NOT NULL, value REAL, unit TEXT NOT NULL, kind TEXT NOT NULL,
    fact TEXT NOT NULL, PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE fact_reviews (
    fact TEXT PRIMARY KEY, review TEXT NOT NULL, value REAL, note TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
PRAGMA user_version = 2;
"""


@pytest.fixture
def old_library(tmp_path: Path) -> Path:
    """A data folder as format 2 left it: one paper, its headcount corrected to 641 by a person."""
    return old_library_in(tmp_path)


def old_library_in(place: Path) -> Path:
    """The same, made in a folder."""
    paper, folder = place / "plan.md", place / "data"
    paper.write_text(PLAN, "utf-8")
    with Library.open(folder) as library:
        library.ingest([paper])
        library.update(library.documents()[0].id, title="The plan as a person calls it")
        headcount = next(fact for fact in library.facts() if fact.value == 640)
    place = headcount.places[0]
    stated = {
        "id": "0123456789abcdef", "body": headcount.body, "metric": "workforce.headcount", "value": 640.0,
        "unit": "persons", "kind": "actual", "as_of": "2024-03-31", "period": None, "scope": "council",
        "approx": "none", "decimals": 0, "label": "Headcount", "high": None, "conflicts_with": [], "review": None,
        "places": [{"document": place.document, "page": None, "start": place.start, "end": place.end, "quote": place.quote}],
    }  # fmt: skip
    with sqlite3.connect(folder / FILE_NAME) as connection:
        structure = connection.execute("SELECT structure FROM documents").fetchone()[0]
        connection.executescript(OLD_TABLES)
        old = json.loads(structure, object_hook=_with_columns)
        connection.execute("UPDATE documents SET structure = ?", (json.dumps(old),))
        connection.execute(
            "INSERT INTO facts VALUES (?,?,?,?,?,?,?,?)",
            (
                place.document,
                stated["id"],
                headcount.body,
                "workforce.headcount",
                640.0,
                "persons",
                "actual",
                json.dumps(stated),
            ),
        )
        connection.execute(
            "INSERT INTO fact_reviews VALUES (?,?,?,?,?)",
            (stated["id"], "corrected", 641.0, "payroll says so", "2025-01-02T03:04:05+00:00"),
        )
    connection.close()
    return folder


def _with_columns(value: dict[str, Any]) -> dict[str, Any]:
    """A block as format 2 wrote it: the cells of its one header row under ``columns``."""
    if heads := value.pop("heads", None):
        value["columns"] = heads[0]["cells"]
    return value


def test_a_correction_of_the_last_format_holds_for_the_figure_as_it_is_read_now(old_library: Path) -> None:
    with Library.open(old_library) as library:
        fact = next(fact for fact in library.facts() if fact.metric == "workforce.headcount")
        events = library.history(fact.id)

    assert (fact.value, fact.review) == (641, Review.CORRECTED)
    assert [(event.at, event.note) for event in events] == [("2025-01-02T03:04:05+00:00", "payroll says so")]


def test_what_people_said_of_a_paper_stays_when_it_is_read_anew(old_library: Path) -> None:
    with Library.open(old_library) as library:
        card = library.documents()[0]
        facts = {fact.metric: fact.value for fact in library.facts(named=True)}
        whole = library.check().problems

    assert card.title == "The plan as a person calls it"
    assert facts["workforce.fte"] == 512.5
    assert whole == ()


def test_a_paper_whose_original_is_gone_keeps_its_text_and_says_what_is_lacking(
    old_library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for original in (old_library / "originals").rglob("*"):
        if original.is_file():
            original.unlink()

    with caplog.at_level(logging.WARNING), Library.open(old_library) as library:
        card = library.documents()[0]
        text = library.document(card.id).text
        table = next(
            block for _, part in library.document(card.id).walk() for block in part.blocks if block.rows
        )
        heads = [cell.text for cell in table.columns]

    assert "640" in text
    assert heads == ["Measure", "31 March 2024"]
    assert any("could not read it anew" in warning for warning in card.report.warnings)
    assert "the original of plan.md is missing" in caplog.text


def test_a_library_of_the_last_format_is_not_opened_for_reading_before_it_is_brought_up(
    old_library: Path,
) -> None:
    with pytest.raises(LibraryError, match="earlier version"):
        Library.open(old_library, read_only=True)


def test_a_library_that_is_brought_up_is_read_anew_only_once(
    old_library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Library.open(old_library).close()
    assert "anew" in caplog.text
    caplog.clear()

    with caplog.at_level(logging.WARNING):
        Library.open(old_library).close()

    assert "anew" not in caplog.text


def test_a_copy_of_the_last_format_is_made_before(old_library: Path) -> None:
    Library.open(old_library).close()

    copy = old_library / "backups" / "library-format-2.sqlite"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT value FROM fact_reviews").fetchall() == [(641.0,)]
