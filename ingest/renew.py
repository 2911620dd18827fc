"""A library of an earlier format brought to this one: its papers read anew, what people said of them kept.

Paper by paper, each in one transaction, so that a start that is cut short goes on at the next. What was known of a paper
(body, title, period, type, status) stays; what people said of its figures becomes the beginning of their history.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from ingest.catalogue import Catalogue
from ingest.errors import Refused, Unreadable
from ingest.fact_model import Fact, Review, Scope
from ingest.holdings.ports import Renew
from ingest.intake import read_document
from ingest.library_model import DocumentCard
from ingest.model import Document
from ingest.place import original_path
from ingest.review_model import ACTIONS, LOCAL
from ingest.wire import from_json, to_json

_log = logging.getLogger(__name__)


def renew_all(folder: Path, catalogue: Catalogue, renew: Renew) -> None:
    """Read every paper anew that an earlier version took in, and carry over what people said of its figures."""
    waiting = [
        str(row[0]) for row in catalogue.connection().execute("SELECT document FROM stale ORDER BY document")
    ]
    for number, id in enumerate(waiting, 1):
        card = catalogue.card(id)
        _log.warning("Reading %s anew for this version: %d of %d.", card.file, number, len(waiting))
        try:
            renew(card, _read_anew(folder, card))
        except Refused as reason:
            _log.warning("It stays as it was read before: %s", reason)
            _keep_as_it_was(catalogue, card, str(reason))
    _carry_reviews(catalogue)


def _read_anew(folder: Path, card: DocumentCard) -> Document:
    """The paper as this version reads its original, under the name it came with."""
    original = original_path(folder, card.digest)
    if not original.is_file():
        raise Unreadable(f"the original of {card.file} is missing")
    with tempfile.TemporaryDirectory() as place:
        named = Path(place) / Path(card.file).name
        shutil.copyfile(original, named)
        return replace(read_document(named), file=card.file)


def _keep_as_it_was(catalogue: Catalogue, card: DocumentCard, reason: str) -> None:
    """Keep a paper that cannot be read anew with its text and no figures, and say so in its report."""
    row = (
        catalogue.connection().execute("SELECT structure FROM documents WHERE id = ?", (card.id,)).fetchone()
    )
    said = f"This version could not read it anew ({reason}), so it states no figures: remove it and add the file again."
    report = replace(card.report, warnings=(*card.report.warnings, said))
    with catalogue.write() as connection:
        connection.execute(
            "UPDATE documents SET structure = ?, report = ? WHERE id = ?",
            (_as_written_now(str(row[0])), json.dumps(asdict(report)), card.id),
        )
        connection.execute("DELETE FROM stale WHERE document = ?", (card.id,))


def _as_written_now(structure: str) -> str:
    """A document's JSON of format 2, in which a table had one header row, called ``columns``."""

    def changed(value: dict[str, Any]) -> dict[str, Any]:
        if columns := value.pop("columns", None):
            text = " | ".join(cell["text"] for cell in columns)
            value["heads"] = [
                {"text": text, "start": columns[0]["start"], "end": columns[-1]["end"], "cells": columns}
            ]
        return value

    return json.dumps(json.loads(structure, object_hook=changed), ensure_ascii=False)


def _carry_reviews(catalogue: Catalogue) -> None:
    """Turn the reviews of format 2 into events; each finds its figure again by its place and digits."""
    find = "SELECT 1 FROM sqlite_master WHERE name = 'earlier_reviews'"
    if catalogue.connection().execute(find).fetchone() is None:
        return
    with catalogue.write() as connection:
        rows = connection.execute(
            "SELECT stated, review, value, note, at FROM earlier_reviews ORDER BY at"
        ).fetchall()
        for stated, review, value, note, at in rows:
            fact = _earlier_fact(str(stated))
            changes = {} if value is None else {"value": value}
            before = {} if value is None else {"value": fact.value}
            connection.execute(
                "INSERT INTO fact_events (fact, author, at, action, note, changes, before, original)"
                " VALUES (?,?,?,?,?,?,?,?)",
                (
                    fact.id,
                    LOCAL,
                    at,
                    ACTIONS[Review(review)].value,
                    note,
                    json.dumps(changes),
                    json.dumps(before),
                    to_json(fact),
                ),
            )
        connection.execute("DROP TABLE earlier_reviews")


def _earlier_fact(stated: str) -> Fact:
    """A fact of format 2, whose ``scope`` named the population and whose ``label`` was its measure."""
    kept = {key: value for key, value in json.loads(stated).items() if value is not None}
    population = kept.pop("scope", "council")
    kept["measure"] = kept.pop("label", "")
    if population == "declared":
        kept["dimension"] = population
    elif population != "council":
        kept |= {"scope": Scope.PART.value, "part": population}
    return from_json(Fact, json.dumps(kept))
