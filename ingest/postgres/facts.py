"""Figures as papers state them, in the database, and what people said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.catalogue_facts import Wanted, by_fact, event_of
from ingest.catalogue_slips import slip_from_json
from ingest.fact_model import Fact
from ingest.holdings.extent import Extent
from ingest.postgres.database import Database
from ingest.postgres.papers import seen
from ingest.review_model import ReviewEvent
from ingest.slip import Slip
from ingest.wire import from_json

# Whole groups of facts that can disagree come together: "about" is the number of what a figure is of.
_STATED = """WITH visible AS (
        SELECT document, id, body, metric, about, fact FROM facts
        WHERE (%(seen)s::text[] IS NULL OR document = ANY(%(seen)s))
    )
    SELECT fact FROM visible WHERE (
        (%(body)s::text IS NULL OR body = %(body)s) AND (%(metric)s::text IS NULL OR metric = %(metric)s)
        AND (%(document)s::text IS NULL OR about IN (SELECT about FROM visible WHERE document = %(document)s))
        AND (%(ids)s::text[] IS NULL OR about IN (SELECT about FROM visible WHERE id = ANY(%(ids)s)))
        AND (NOT %(named)s OR metric != '')
    ) OR about = ANY(%(also)s::bigint[])
    ORDER BY body, metric, id, document"""
_IDS = """SELECT DISTINCT id FROM facts WHERE (%(seen)s::text[] IS NULL OR document = ANY(%(seen)s))
    AND (%(body)s::text IS NULL OR body = %(body)s) AND (%(metric)s::text IS NULL OR metric = %(metric)s)
    AND (%(document)s::text IS NULL OR document = %(document)s) AND (%(ids)s::text[] IS NULL OR id = ANY(%(ids)s))
    AND (NOT %(named)s OR metric != '') ORDER BY id"""
_SLIPS = """SELECT slip FROM slips JOIN documents ON documents.id = slips.document
    WHERE (%(document)s::text IS NULL OR slips.document = %(document)s)
    AND (%(seen)s::text[] IS NULL OR slips.document = ANY(%(seen)s))
    ORDER BY documents.file, documents.id, slips.number"""
_EVENTS = """SELECT number, fact, author, at, action, note, changes, before, original FROM fact_events ORDER BY number"""


class PostgresFacts:
    """Facts, slips and histories over the papers of an extent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stated_facts(self, wanted: Wanted, extent: Extent, also: Iterable[int] = ()) -> list[Fact]:
        """The facts wanted, with all that can disagree with them."""
        given = _given(wanted, extent) | {"also": list(also)}
        return [from_json(Fact, str(row["fact"])) for row in self._database.rows(_STATED, given)]

    def stated_ids(self, wanted: Wanted, extent: Extent) -> list[str]:
        """The ids of the facts wanted."""
        return [str(row["id"]) for row in self._database.rows(_IDS, _given(wanted, extent))]

    def slips(self, document: str | None, extent: Extent) -> list[Slip]:
        """Printed sums that do not come out."""
        rows = self._database.rows(_SLIPS, {"document": document, "seen": seen(extent)})
        return [slip_from_json(str(row["slip"])) for row in rows]

    def events(self, extent: Extent) -> dict[str, list[ReviewEvent]]:
        """The history of every figure; of its places those in papers that may be read."""
        events = (event_of(row) for row in self._database.rows(_EVENTS))
        return by_fact(events if extent.documents is None else _seen(events, extent))


def _given(wanted: Wanted, extent: Extent) -> dict[str, object]:
    return {
        **{"body": wanted.body, "metric": wanted.metric, "document": wanted.document, "named": wanted.named},
        "ids": None if wanted.ids is None else list(wanted.ids),
        "seen": seen(extent),
    }


def _seen(events: Iterable[ReviewEvent], extent: Extent) -> Iterator[ReviewEvent]:
    for event in events:
        places = tuple(place for place in event.original.places if extent.has(place.document))
        if places:
            yield replace(event, original=replace(event.original, places=places))
