"""One run over a source: what is new is taken in, what changed is replaced, what is gone is removed, and only that.

A source that cannot be reached changes nothing. Deletions need a complete listing, and many at once wait for a person. What
is new goes in before what is old goes out, so that a thing that was moved is never read twice nor lost between.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ingest import catalogue_sources as store
from ingest.catalogue import Catalogue
from ingest.identity import id_of
from ingest.library_errors import UnknownDocument
from ingest.library_model import IngestOutcome, IngestStatus
from ingest.parse.unpack_model import ARCHIVES, MESSAGES
from ingest.pipeline import digest_of
from ingest.sources.model import Gone, Item, Listing, Refusal, Run, Shelf, Source, SourceDown, TooLarge

FREE_DELETIONS, DELETED_SHARE = 3, 0.2
"""So many deletions, or this share of all, are made without asking."""
_TOGETHER = 8
_MOST_FAULTS = 5  # things in a row that cannot be fetched: the source is down
_NOT_FINAL = ("NotKept", "LibraryError", "Broken")  # refusals that say nothing of the file


@dataclass(slots=True)
class _Told:
    """A run while it is made."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Waiting:
    item: Item
    path: Path
    version: str


class Sync:
    """Keeps one library equal to one source."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf, source: str) -> None:
        """``source`` is the id under which its things are known."""
        self._catalogue, self._shelf, self._id = catalogue, shelf, source
        self._told = _Told()

    def run(self, source: Source, *, confirm: bool = False) -> Run:
        """Do one run; with ``confirm`` deletions are made however many they are."""
        begun, at = time.monotonic(), datetime.now(UTC).isoformat(timespec="seconds")
        self._told = _Told()
        try:
            listing = source.listing()
        except SourceDown as down:
            return Run(at, round(time.monotonic() - begun, 3), problem=str(down))
        self._told.problem = listing.problem
        missing = self._take_in(source, listing)
        self._take_out(listing, missing, confirm=confirm)
        pay_debts(self._catalogue, self._shelf)
        told = self._told
        return Run(
            at,
            round(time.monotonic() - begun, 3),
            added=tuple(told.added),
            changed=tuple(told.changed),
            gone=tuple(told.gone),
            unchanged=told.unchanged,
            settling=len(listing.settling),
            held=tuple(told.held),
            refused=tuple(told.refused),
            problem=told.problem,
        )

    def _take_in(self, source: Source, listing: Listing) -> set[str]:
        """Take in what is new or changed; the keys of what turned out to be gone."""
        known = store.held_items(self._catalogue.connection(), self._id)
        missing: set[str] = set()
        faults = 0
        with tempfile.TemporaryDirectory(prefix="moothall-") as folder:
            waiting: list[_Waiting] = []
            for number, item in enumerate(listing.items):
                held = known.get(item.key)
                if item.key in listing.settling or (held and item.version and held.version == item.version):
                    self._told.unchanged += held is not None
                    self._renamed(item, held)
                    continue
                if faults >= _MOST_FAULTS:
                    break
                place = Path(folder) / str(number)
                place.mkdir()
                try:
                    fetched = source.fetch(item, held.version if held else "", place)
                    faults = 0
                except SourceDown as down:
                    faults += 1
                    self._told.problem = self._told.problem or str(down)
                    continue
                except Gone:
                    missing.add(item.key)
                    continue
                except TooLarge as large:
                    faults = 0
                    self._refuse(item, held, f"“{item.name}” is {large}")
                    continue
                if fetched is None:
                    self._told.unchanged += 1
                    continue
                waiting.append(_Waiting(item, fetched.path, fetched.version))
                if len(waiting) >= _TOGETHER:
                    self._keep(waiting, known)
                    waiting = []
            self._keep(waiting, known)
        return missing

    def _renamed(self, item: Item, held: store.Held | None) -> None:
        """A thing that is as it was may have another name now."""
        if held and held.version == item.version and held.name != item.name:
            with self._catalogue.write(quiet=True) as connection:
                store.keep_item(connection, self._id, item, held.version, reason=held.reason)

    def _refuse(self, item: Item, held: store.Held | None, reason: str) -> None:
        """Tell why a thing was not fetched; what the library has of it stays, as it was the last time that it could be."""
        self._told.refused.append(Refusal(item.name, reason))
        version = item.version or (held.version if held else "")
        with self._catalogue.write(quiet=True) as connection:
            store.keep_item(connection, self._id, item, version, reason=reason)

    def _keep(self, waiting: Sequence[_Waiting], known: dict[str, store.Held]) -> None:
        for one, outcomes in self._ingested(waiting):
            self._settle(one, outcomes, new=one.item.key not in known)

    def _ingested(self, waiting: Sequence[_Waiting]) -> Iterator[tuple[_Waiting, list[IngestOutcome]]]:
        """Each thing with what became of it; plain files together, so that several are read at once."""
        wrapped = [one for one in waiting if one.path.suffix.lower() in ARCHIVES | MESSAGES]
        plain = [one for one in waiting if one not in wrapped]
        if plain:
            self._intend([one.path for one in plain])
            outcomes = self._shelf.ingest([one.path for one in plain], earlier=self._earlier(plain))
            yield from ((one, [outcome]) for one, outcome in zip(plain, outcomes, strict=True))
        for one in wrapped:
            yield one, self._shelf.ingest([one.path], earlier=self._earlier([one]))

    def _earlier(self, waiting: Sequence[_Waiting]) -> dict[Path, set[str]]:
        """The papers that each thing was before."""
        connection = self._catalogue.connection()
        return {one.path: store.documents_of(connection, self._id, one.item.key) for one in waiting}

    def _intend(self, paths: Sequence[Path]) -> None:
        """Note what is about to be taken in, so that an end of the process before it is held leaves nothing behind."""
        with self._catalogue.write(quiet=True) as connection:
            for path in paths:
                with contextlib.suppress(OSError):
                    digest, _ = digest_of(path)
                    if not self._shelf.holds(digest):
                        store.owe(connection, id_of(digest))

    def _settle(self, one: _Waiting, outcomes: Sequence[IngestOutcome], *, new: bool) -> None:
        """Write what a thing became; what it was before goes, unless something else holds it."""
        refused = [outcome for outcome in outcomes if outcome.status is IngestStatus.REFUSED]
        self._told.refused += [Refusal(outcome.file, outcome.reason) for outcome in refused]
        if any(outcome.kind in _NOT_FINAL for outcome in refused):
            return  # nothing is known of the file: it is tried again
        now = {o.document: o.status is IngestStatus.ADDED for o in outcomes if o.document is not None}
        reason = " ".join(outcome.reason for outcome in refused)
        with self._catalogue.write(quiet=True) as connection:
            before = store.documents_of(connection, self._id, one.item.key)
            store.keep_item(connection, self._id, one.item, one.version, reason=reason)
            for document, added in now.items():
                brought = added or store.is_owed(connection, document)
                store.hold(connection, self._id, one.item.key, document, brought=brought)
            store.release(connection, self._id, one.item.key, before - now.keys())
        if now.keys() == before and not new:
            self._told.unchanged += 1
        elif now:
            (self._told.added if new else self._told.changed).append(one.item.name)

    def _take_out(self, listing: Listing, missing: set[str], *, confirm: bool) -> None:
        """Remove what is gone, or hold it when it is much."""
        known = store.held_items(self._catalogue.connection(), self._id)
        there = {item.key for item in listing.items} | listing.settling
        gone = [key for key in known if (listing.complete and key not in there) or key in missing]
        empty = bool(gone) and not there
        if not confirm and (empty or len(gone) > max(FREE_DELETIONS, DELETED_SHARE * len(known))):
            self._told.held += [known[key].name for key in gone]
            return
        for key in gone:
            with self._catalogue.write(quiet=True) as connection:
                held = store.documents_of(connection, self._id, key)
                store.release(connection, self._id, key, held)
                store.drop_item(connection, self._id, key)
            self._told.gone.append(known[key].name)


def pay_debts(catalogue: Catalogue, shelf: Shelf) -> None:
    """Remove what sources brought and nothing holds any longer, now that all that is new is held."""
    for document, held in store.debts(catalogue.connection()):
        if not held and shelf.must_stay(document):
            continue  # it is removed in the first run after it was let go
        if not held:
            with contextlib.suppress(UnknownDocument):  # a person took it out, or it was never taken in
                shelf.remove(document)
        with catalogue.write(quiet=True) as connection:
            store.settle(connection, document)
