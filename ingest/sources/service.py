"""The sources of one library: added, tried out, run by hand or in time, paused, and taken away."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ingest import catalogue_sources as store
from ingest.catalogue import Catalogue
from ingest.faults import told
from ingest.sources.model import Listing, Run, Shelf, SourceCard, UnknownSource
from ingest.sources.registry import made
from ingest.sources.sync import Sync, pay_debts

_log = logging.getLogger(__name__)
_LOOK_S = 30.0


class Sources:
    """What a library is kept equal to. One run at a time."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf) -> None:
        """``shelf`` is the library itself."""
        self._catalogue, self._shelf = catalogue, shelf
        self._running = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self.running = ""
        """The id of the source that is being run now."""

    def cards(self) -> list[SourceCard]:
        """Every source with its last run."""
        connection = self._catalogue.connection()
        return store.sources(connection) if store.has_tables(connection) else []

    def card(self, id: str) -> SourceCard:
        """One source; raises UnknownSource."""
        found = next((card for card in self.cards() if id in (card.id, card.name)), None)
        if found is None:
            raise UnknownSource(f"There is no source {id!r}.")
        return found

    def add(
        self,
        kind: str,
        address: str,
        *,
        name: str = "",
        options: Mapping[str, str] | None = None,
        every_s: int = 0,
    ) -> SourceCard:
        """Set a source up; nothing is read yet. Raises BadSource."""
        given = dict(options or {})
        made(kind, address, given)
        card = SourceCard(
            secrets.token_hex(4),
            kind,
            name or address,
            address,
            tuple(given.items()),
            every_s=max(0, every_s),
        )
        self._keep(card)
        return card

    def test(self, id: str) -> Listing:
        """What the source holds now; nothing is read or changed. Raises SourceDown."""
        card = self.card(id)
        return made(card.kind, card.address, dict(card.options)).listing()

    def run(self, id: str, *, confirm: bool = False) -> Run:
        """Bring the library into step with a source; ``confirm`` makes deletions that were held."""
        with self._running:
            card = self.card(id)
            self.running = card.id
            try:
                source = made(card.kind, card.address, dict(card.options))
                run = Sync(self._catalogue, self._shelf, card.id).run(source, confirm=confirm)
                self._keep(replace(self.card(card.id), last=run))
            finally:
                self.running = ""
        return run

    def start(self, id: str, *, confirm: bool = False) -> None:
        """Begin a run behind; its result is kept with the source. Raises UnknownSource."""
        card = self.card(id)
        threading.Thread(target=self._in_time, args=(card,), kwargs={"confirm": confirm}, daemon=True).start()

    def pause(self, id: str, *, paused: bool = True) -> SourceCard:
        """Stop running a source in time, or go on with it."""
        card = replace(self.card(id), paused=paused)
        self._keep(card)
        return card

    def remove(self, id: str, *, papers: bool = False) -> None:
        """Take a source away; what came from it stays in the library, unless its ``papers`` go too."""
        with self._running:
            card = self.card(id)
            with self._catalogue.write(quiet=True) as connection:
                for key in store.held_items(connection, card.id):
                    held = store.documents_of(connection, card.id, key)
                    store.release(connection, card.id, key, held)
                    if not papers:
                        for document in held:
                            store.settle(connection, document)
                store.forget_source(connection, card.id)
            pay_debts(self._catalogue, self._shelf)

    def due(self, now: datetime) -> list[SourceCard]:
        """The sources whose time has come."""
        return [card for card in self.cards() if card.every_s and not card.paused and _is_due(card, now)]

    def keep_running(self) -> None:
        """Run what is due, from a thread of its own, until closed."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sources", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Let the run at hand end, and begin no more."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(_LOOK_S)

    def _work(self) -> None:
        while not self._closing.wait(_LOOK_S):
            for card in self.due(datetime.now(UTC)):
                if self._closing.is_set():
                    return
                self._in_time(card)

    def _in_time(self, card: SourceCard, *, confirm: bool = False) -> None:
        """Run one source unless the library is closed; whatever goes wrong is kept with it and holds up no other."""
        if self._shelf.why_closed():
            return  # it is due for as long, and runs once the library is open again
        try:
            self.run(card.id, confirm=confirm)
        except UnknownSource:
            return  # it was taken away meanwhile
        except Exception as fault:
            _log.exception("the source %s", card.name)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            why = str(told(fault) or f"The run stopped ({type(fault).__name__}): see the log.")
            self._keep(replace(card, last=Run(at, problem=why)))

    def _keep(self, card: SourceCard) -> None:
        with self._catalogue.write(quiet=True) as connection:
            store.make_tables(connection)
            store.keep_source(connection, card)


def _is_due(card: SourceCard, now: datetime) -> bool:
    """Whether so long has passed since the last run; a run that lies ahead, by a clock that was put back, counts as due."""
    if card.last is None or not card.last.at:
        return True
    last = datetime.fromisoformat(card.last.at)
    return last > now or now - last >= timedelta(seconds=card.every_s)
