"""Is the library in the database whole? Chunks, words, vectors and originals compared with the papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.catalogue_terms import Place, counted
from ingest.check import Findings
from ingest.holdings.extent import EVERYTHING
from ingest.holdings.ports import Rederive, Renew
from ingest.library_model import CheckReport, DocumentCard
from ingest.postgres.database import Database
from ingest.postgres.inserting import insert_words, remove_words
from ingest.postgres.originals import PostgresOriginals
from ingest.postgres.papers import PostgresPapers
from ingest.postgres.passages import PostgresPassages
from ingest.postgres.words import places_of

_COUNTS = """SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM chunks) AS chunks,
    (SELECT count(*) FROM facts) AS facts"""


class PostgresUpkeep:
    """Checks and repairs."""

    def __init__(self, database: Database, originals: PostgresOriginals) -> None:
        self._database, self._originals = database, originals
        self._papers, self._passages = PostgresPapers(database), PostgresPassages(database)

    def bring_up(self, renew: Renew) -> None:
        """Nothing so far: the first version of this store is the present one."""

    def check(self, *, repair: bool, rederive: Rederive) -> CheckReport:
        """Compare what is derived with the papers."""
        findings = Findings(repair=repair)
        cards = self._papers.cards(EVERYTHING)
        for card in cards:
            self._check_chunks(card, findings, rederive)
            self._check_original(card, findings)
        for digest in sorted(self._originals.all() - {card.digest for card in cards}):
            self._stray(digest, findings)
        row = self._database.rows(_COUNTS)[0]
        return CheckReport(
            *(int(row["documents"]), int(row["chunks"]), int(row["facts"])),
            *(tuple(findings.problems), tuple(findings.repaired)),
        )

    def _check_chunks(self, card: DocumentCard, findings: Findings, rederive: Rederive) -> None:
        """Chunks are complete, verbatim, and each has a vector and its words."""
        document = self._papers.document(card.id, EVERYTHING)
        chunks = self._passages.of(card.id, EVERYTHING)
        texts = [(chunk.header, chunk.text) for chunk in chunks]
        if [chunk.ordinal for chunk in chunks] != list(range(card.chunks)):
            findings.add(f"{card.file}: chunks are missing.", lambda: rederive(document))
        elif any(document.text[chunk.start : chunk.end] != chunk.text for chunk in chunks):
            findings.add(f"{card.file}: chunks differ from the text.", lambda: rederive(document))
        elif self._vectors(card.id) != len(chunks):
            findings.add(f"{card.file}: vectors are missing.", lambda: rederive(document))
        elif self._words(card.id) != _told(counted(texts).places):
            findings.add(
                f"{card.file}: its words do not agree with its chunks.", lambda: self._count(card.id, texts)
            )

    def _check_original(self, card: DocumentCard, findings: Findings) -> None:
        if self._originals.digest(card.digest) != card.digest:
            findings.add(
                f"{card.file}: the original is missing or was changed; remove the document and ingest the file again."
            )

    def _stray(self, digest: str, findings: Findings) -> None:
        findings.add(
            f"The original {digest[:16]} belongs to no document.", lambda: self._originals.remove(digest)
        )

    def _vectors(self, document: str) -> int:
        row = self._database.row("SELECT count(*) AS n FROM vectors WHERE document = %s", (document,))
        return int(row["n"]) if row else 0

    def _words(self, document: str) -> set[tuple[str, Place]]:
        rows = self._database.rows("SELECT term, places FROM words WHERE document = %s", (document,))
        return {(str(row["term"]), place) for row in rows for place in places_of(row["places"])}

    def _count(self, document: str, texts: list[tuple[str, str]]) -> None:
        with self._database.change() as connection:
            remove_words(connection, document)
            insert_words(connection, document, texts)


def _told(places: Mapping[str, list[Place]]) -> set[tuple[str, Place]]:
    def told() -> Iterator[tuple[str, Place]]:
        for term, found in places.items():
            yield from ((term, place) for place in found)

    return set(told())
