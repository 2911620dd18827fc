"""The ports of the library, put together over one database."""

from __future__ import annotations

from pathlib import Path

from ingest.holdings.ports import Holdings
from ingest.postgres.change import PostgresKeeper
from ingest.postgres.database import Database
from ingest.postgres.facts import PostgresFacts
from ingest.postgres.meaning import PostgresMeaning
from ingest.postgres.originals import PostgresOriginals
from ingest.postgres.papers import PostgresPapers
from ingest.postgres.passages import PostgresPassages
from ingest.postgres.records import PostgresHistories, PostgresRecords
from ingest.postgres.upkeep import PostgresUpkeep
from ingest.postgres.words import Counts, PostgresWords


class DatabaseNotes:
    """Notes of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def version(self) -> int:
        """Grows with every change."""
        return self._database.version()

    def note(self, key: str) -> str | None:
        """One note, or None."""
        return self._database.note(key)


def in_database(folder: Path, url: str, *, read_only: bool) -> Holdings:
    """The library in the database at this URL; ``folder`` has copies of the originals that are shown."""
    database, counts = Database(url, read_only=read_only), Counts()
    papers, facts = PostgresPapers(database), PostgresFacts(database)
    originals = PostgresOriginals(folder, database)
    return Holdings(
        *(papers, papers, PostgresPassages(database)),
        *(PostgresWords(database, counts), PostgresMeaning(database, counts)),
        *(facts, facts),
        originals=originals,
        notes=DatabaseNotes(database),
        records=PostgresRecords(database),
        histories=PostgresHistories(database),
        keeper=PostgresKeeper(database),
        upkeep=PostgresUpkeep(database, originals),
    )
