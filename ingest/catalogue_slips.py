"""The slips of each document's sums in the library file: found when it is taken in, since its tables never change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict

from ingest.slip import Slip


def add_slips(connection: sqlite3.Connection, document: str, slips: Sequence[Slip]) -> None:
    """Write what does not add up in a document, in the place of what was written before."""
    connection.execute("DELETE FROM slips WHERE document = ?", (document,))
    connection.executemany(
        "INSERT INTO slips VALUES (?,?,?)",
        [(document, number, slip_to_json(slip)) for number, slip in enumerate(slips)],
    )


def slips_of(connection: sqlite3.Connection, document: str | None = None) -> list[Slip]:
    """The slips of one document, or of all, by file name and in reading order."""
    rows = connection.execute(
        "SELECT slip FROM slips JOIN documents ON documents.id = slips.document"
        " WHERE ?1 IS NULL OR slips.document = ?1 ORDER BY documents.file, documents.id, slips.number",
        (document,),
    )
    return [slip_from_json(str(row[0])) for row in rows]


def slip_to_json(slip: Slip) -> str:
    """A slip as it is kept."""
    return json.dumps(asdict(slip), ensure_ascii=False)


def slip_from_json(text: str) -> Slip:
    """The slip that was kept; lists become tuples again."""
    kept = json.loads(text)
    return Slip(**{**kept, "terms": tuple(kept["terms"])})
