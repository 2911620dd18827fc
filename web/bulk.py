"""Details of documents, or figures, edited in a spreadsheet: what differs from the library, and the change of it."""

from __future__ import annotations

import csv
import io
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.fact_model import Fact, Review
from ingest.library_errors import LibraryError, UnknownDocument
from web.details import read_details
from web.exports import FORMULA, Sheet, Value
from web.facade import Card, Library
from web.fact_view import fact_line
from web.library import correct
from web.library_view import values_of
from web.problems import Problem, invalid, not_found
from web.review_view import LABELS, shown_fields
from web.reviewing import Word, review

DOCUMENT_FIELDS = ("council", "title", "period", "type", "status")
KINDS = ("documents", "figures")
MOST_ROWS, MOST_BYTES, HOUR_S = 20_000, 5_000_000, 3600.0
FOLDER = "edits"
Edits = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the file gives otherwise than the library."""

    id: str
    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """All of a file; ``unknown`` are ids that are not in the library, ``faults`` rows that cannot be, by their name."""

    kind: str
    changes: Sequence[Difference]
    unknown: Sequence[str]
    faults: Sequence[str]


def table_of(library: Library, kind: str) -> Sheet:
    """What people edit: a row a document or figure, known by its id."""
    if kind == "documents":
        rows: list[Sequence[Value]] = [("id", *DOCUMENT_FIELDS, "file")]
        return rows + [(card.id, *_details(card).values(), card.file) for card in library.documents()]
    titles = {card.id: card.title for card in library.documents()}
    made: list[Sequence[Value]] = [("id", *LABELS, "paper", "page", "quote", "reviewed")]
    for fact in library.facts(named=True):
        place = fact.places[0]
        about = (
            titles.get(place.document, ""),
            place.page,
            place.quote,
            fact.review.value if fact.review else "",
        )
        made.append((fact.id, *(shown_fields(fact)[name] for name in LABELS), *about))
    return made


def _details(card: Card) -> dict[str, str]:
    values = values_of(card)
    return {name: values[name] for name in DOCUMENT_FIELDS}


def read_table(name: str, data: bytes) -> list[dict[str, str]]:
    """The rows of an edited file by the names of their columns; raises a 422 Problem."""
    if len(data) > MOST_BYTES:
        raise invalid({"table": f"{name} is larger than {MOST_BYTES // 1_000_000} MB."})
    try:
        if name.lower().endswith(".xlsx"):
            from web.bulk_xlsx import rows_of_xlsx

            rows = rows_of_xlsx(data, MOST_ROWS + 2)
        else:
            rows = [list(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))]
    except (ValueError, csv.Error) as fault:
        raise invalid({"table": f"{name} cannot be read as a table: {fault}."}) from None
    heads = [head.strip() for head in rows[0]] if rows else []
    if "id" not in heads:
        raise invalid({"table": f"{name} has no column “id”: download the table from here, and edit that."})
    if len(rows) > MOST_ROWS + 1:
        raise invalid({"table": f"{name} has more than {MOST_ROWS:,} rows."})
    return [dict(zip(heads, map(_plain, row), strict=False)) for row in rows[1:] if any(row)]


def _plain(text: str) -> str:
    """The text without the apostrophe that keeps it from being a formula."""
    guarded = text.startswith("'") and FORMULA.match(text[1:].lstrip())
    return (text[1:] if guarded else text).strip()


def differences(library: Library, rows: Sequence[Mapping[str, str]]) -> Differences:
    """What of the rows differs; a column that is not there changes nothing."""
    if any("metric" in row for row in rows):
        facts = {fact.id: fact for fact in library.facts(named=True)}
        known = {id: (fact_name(fact), dict(shown_fields(fact))) for id, fact in facts.items()}
        return _compared("figures", rows, known, tuple(LABELS))
    held = {card.id: (card.title or card.file, _details(card)) for card in library.documents()}
    return _compared("documents", rows, held, DOCUMENT_FIELDS)


def fact_name(fact: Fact) -> str:
    """A figure as people know it: "Headcount: 640 people"."""
    line = fact_line(fact)
    return f"{line.metric}: {line.value}"


def _compared(
    kind: str,
    rows: Sequence[Mapping[str, str]],
    known: Mapping[str, tuple[str, Mapping[str, str]]],
    fields: Sequence[str],
) -> Differences:
    changes: list[Difference] = []
    faults: list[str] = []
    for row in rows:
        if row.get("id", "") not in known:
            continue
        name, held = known[row["id"]]
        mine = [
            Difference(row["id"], name, field, held[field], row[field])
            for field in fields
            if field in row and not _alike(row[field], held[field])
        ]
        fault = _fault(kind, {one.field: one.after for one in mine})
        changes += [] if fault else mine
        faults += [f"{name}: {fault}"] if fault else []
    unknown = [row.get("id", "") for row in rows if row.get("id", "") not in known]
    return Differences(kind, changes, list(dict.fromkeys(unknown)), faults)


def _alike(typed: str, held: str) -> bool:
    if typed == held.strip():
        return True
    try:
        return float(typed) == float(held)
    except ValueError:
        return False


def _fault(kind: str, changed: Mapping[str, str]) -> str:
    """Why the new details of a document cannot be; figures are checked as they are changed."""
    if kind == "figures":
        return ""
    if emptied := [name for name, text in changed.items() if not text]:
        return f"{emptied[0]} is empty, and what a document is cannot be taken away."
    try:
        read_details(changed)
    except Problem as problem:
        return " ".join(problem.errors.values())
    return ""


def hold(data: Path, found: Differences) -> str:
    """Keep what was found for an hour, to be applied as it was seen; its token."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    forget_old(data)
    edits: dict[str, dict[str, str]] = {}
    for change in found.changes:
        edits.setdefault(change.id, {})[change.field] = change.after
    token = secrets.token_hex(8)
    (folder / f"{token}.json").write_text(json.dumps({"kind": found.kind, "edits": edits}), "utf-8")
    return token


def forget_old(data: Path) -> None:
    """Delete what was read more than an hour ago and never applied."""
    for old in (data / FOLDER).glob("*.json"):
        if time.time() - old.stat().st_mtime > HOUR_S:
            old.unlink(missing_ok=True)


def held(data: Path, token: str) -> tuple[str, Edits]:
    """What was kept under a token, which is good once; raises a 404 Problem."""
    path = data / FOLDER / f"{token}.json"
    if not token.isalnum() or not path.is_file():
        raise not_found("edit", token)
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    path.unlink(missing_ok=True)
    return kept["kind"], kept["edits"]


def apply(library: Library, kind: str, edits: Edits, word: Word) -> tuple[int, list[str]]:
    """Change the library; how many rows were changed, and why others were not."""
    done, faults = 0, []
    for identifier, changed in edits.items():
        try:
            if kind == "documents":
                correct(library, identifier, read_details(changed))
            else:
                review(library, identifier, Review.CORRECTED, changed, word)
            done += 1
        except Problem as problem:
            faults.append(f"{identifier}: {problem.detail}")
        except UnknownDocument:
            faults.append(f"{identifier}: it is not in the library any more.")
        except LibraryError as fault:
            faults.append(f"{identifier}: {fault}")
    return done, faults
