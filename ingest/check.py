"""Is the library whole? Documents, chunks, words, vectors and originals compared; what is derived can be
made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.catalogue import Catalogue
from ingest.catalogue_chunks import chunks_of, rebuild_words, vectors_of, words_fault
from ingest.embedding import DIMENSION
from ingest.index import VectorStore
from ingest.library_errors import LibraryInUse
from ingest.library_model import CheckReport, DocumentCard
from ingest.lock import WriteLock
from ingest.model import Document
from ingest.place import original_path

Rederive = Callable[[Document], None]


class Findings:
    """Problems as they are found, each repaired at once when that is wanted and possible."""

    def __init__(self, *, repair: bool) -> None:
        self.repair = repair
        self.problems: list[str] = []
        self.repaired: list[str] = []

    def add(self, problem: str, mend: Callable[[], None] | None = None) -> None:
        """Note a problem; ``mend`` puts it right, None when only a person can."""
        self.problems.append(problem)
        if self.repair and mend is not None:
            mend()
            self.repaired.append(problem)


def check(
    catalogue: Catalogue, store: VectorStore | None, folder: Path, *, repair: bool, rederive: Rederive
) -> CheckReport:
    """Compare all stores with the documents, and mend what is derived when ``repair``."""
    findings = Findings(repair=repair)
    _check_file(catalogue, findings)
    # Before the documents: a chunk cannot be taken out while the full-text index does not know it.
    _check_words(catalogue, findings)
    for card in catalogue.cards():
        _check_document(catalogue, card, findings, rederive)
        _check_original(folder, card.file, card.digest, findings)
    with _store_of(store, folder) as opened:
        _check_store(catalogue, opened, folder, findings)
    _check_strays(catalogue, folder, findings)
    connection = catalogue.connection()
    documents, chunks, facts = connection.execute(
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM chunks), (SELECT count(*) FROM facts)"
    ).fetchone()
    return CheckReport(documents, chunks, facts, tuple(findings.problems), tuple(findings.repaired))


def _check_file(catalogue: Catalogue, findings: Findings) -> None:
    """SQLite's own checks of the file and of its references."""
    connection = catalogue.connection()
    said = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    if said != "ok":
        findings.add(f"The library file is damaged ({said}): restore it from a copy.")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        findings.add("The library file holds rows of a document that is gone.")


def _check_document(catalogue: Catalogue, card: DocumentCard, findings: Findings, rederive: Rederive) -> None:
    """Chunks are complete, verbatim, and each has a vector."""
    document = catalogue.document(card.id)
    chunks = chunks_of(catalogue.connection(), card.id)
    if [chunk.ordinal for chunk in chunks] != list(range(card.chunks)):
        findings.add(f"{document.file}: chunks are missing.", lambda: rederive(document))
    elif any(document.text[chunk.start : chunk.end] != chunk.text for chunk in chunks):
        findings.add(f"{document.file}: chunks differ from the text.", lambda: rederive(document))
    elif chunks and not _vectors_fit(catalogue, card.id, len(chunks)):
        findings.add(
            f"{document.file}: vectors are missing or of the wrong width.", lambda: rederive(document)
        )


def _vectors_fit(catalogue: Catalogue, id: str, count: int) -> bool:
    wrong = catalogue.connection().execute(
        "SELECT count(*) FROM chunks WHERE document = ? AND length(vector) != ?", (id, DIMENSION * 4)
    )
    return count > 0 and int(wrong.fetchone()[0]) == 0


def _check_original(folder: Path, file: str, digest: str, findings: Findings) -> None:
    """The original is there and unchanged; only a person can bring back one that is not."""
    path = original_path(folder, digest)
    if not path.is_file():
        findings.add(f"{file}: the original is missing; remove the document and ingest the file again.")
        return
    with path.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != digest:
            findings.add(f"{file}: the original was changed; remove the document and ingest the file again.")


def _check_words(catalogue: Catalogue, findings: Findings) -> None:
    """The full-text index agrees with the chunks."""
    with catalogue.trying() as connection:
        fault = words_fault(connection)
    if not fault:
        return

    def mend() -> None:
        with catalogue.write() as connection:
            rebuild_words(connection)

    findings.add(fault, mend)


@contextmanager
def _store_of(store: VectorStore | None, folder: Path) -> Iterator[VectorStore | None]:
    """The vector store; for a reading process its own while nobody else writes, or None."""
    if store is not None or not (folder / "vectors").is_dir():
        yield store
        return
    try:
        lock = WriteLock(folder)
    except (LibraryInUse, OSError):
        yield None
        return
    opened = VectorStore(folder / "vectors")
    try:
        yield opened
    finally:
        opened.close()
        lock.release()


def _check_store(catalogue: Catalogue, store: VectorStore | None, folder: Path, findings: Findings) -> None:
    """The vector store is there and can be read; what is wrong as a whole is made anew as a whole."""
    held = catalogue.connection().execute("SELECT count(*) FROM chunks").fetchone()[0]
    if held and not (folder / "vectors").is_dir():
        findings.add("The vector store is missing.", _making_anew(catalogue, store))
    elif store is not None:
        try:
            _check_vectors(catalogue, store, findings)
        except Exception as fault:  # whatever its library raises, the store is of no use
            findings.add(
                f"The vector store cannot be read ({type(fault).__name__}).", _making_anew(catalogue, store)
            )


def _making_anew(catalogue: Catalogue, store: VectorStore | None) -> Callable[[], None] | None:
    """A repair that fills an empty vector store."""

    def mend() -> None:
        assert store is not None  # noqa: S101 - only a writing library repairs
        store.clear()
        for card in catalogue.cards():
            store.replace(card.id, *vectors_of(catalogue.connection(), card.id))

    return mend


def _check_vectors(catalogue: Catalogue, store: VectorStore, findings: Findings) -> None:
    """The vector store holds exactly the chunks' vectors."""
    held = store.ids()
    wanted: set[str] = set()
    for card in catalogue.cards():
        ids, vectors = vectors_of(catalogue.connection(), card.id)
        wanted.update(ids)
        wrong = [one for one in ids if one not in held] or (store.differing(ids, vectors) if ids else [])
        if wrong:
            mend = _replacing(store, card.id, ids, vectors)
            findings.add(
                f"{card.file}: {len(wrong)} of {len(ids)} chunks are missing or wrong in the vector store.",
                mend,
            )
    strays = sorted(held - wanted)
    if strays:
        findings.add(
            f"The vector store holds {len(strays)} chunks of no document.", lambda: store.forget(strays)
        )


def _replacing(store: VectorStore, document: str, ids: list[str], vectors: object) -> Callable[[], None]:
    """A repair that puts a document's rows into the vector store."""
    return lambda: store.replace(document, ids, vectors)  # type: ignore[arg-type]


def _check_strays(catalogue: Catalogue, folder: Path, findings: Findings) -> None:
    """Originals of no document: left by a process that was killed between copying a file and writing the
    document.
    """
    wanted = {card.digest for card in catalogue.cards()}
    for path in sorted((folder / "originals").glob("*/*")):
        if path.name not in wanted:
            findings.add(f"The original {path.name[:16]} belongs to no document.", path.unlink)
