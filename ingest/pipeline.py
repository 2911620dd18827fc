"""From a file to a searchable, cited document: read, recognise, cut, embed, take out the facts, and write
all of it at once.

``ingest.derive`` reads the words, ``prepare`` adds the vectors, and ``write`` puts all of it in with one transaction.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ingest.derive import Derived
from ingest.fact_model import Fact
from ingest.holdings.ports import Holdings
from ingest.library_errors import LibraryError
from ingest.library_model import DocumentCard
from ingest.model import Chunk, Document
from ingest.papers import may_be_paper
from ingest.place import original_path
from ingest.reading import Vectors
from ingest.slip import Slip
from ingest.stores import sync

Embed = Callable[[Sequence[str]], Vectors]

AHEAD = 3
"""Files that are read while an earlier one is embedded: reading runs in child processes, on another
processor.
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all that is made of it, ready to be written; ``vectors`` is (len(chunks), width)."""

    document: Document
    chunks: tuple[Chunk, ...]
    vectors: Vectors
    facts: tuple[Fact, ...]
    size: int
    slips: tuple[Slip, ...] = ()


def gather(paths: Sequence[Path]) -> list[Path]:
    """The files to take in, in a fixed order: those named, and those within folders.

    Within folders, hidden files, settings (``library.toml``) and notes about the folder itself (README,
    LICENCE) are left out; a file that is named is always taken. Raises LibraryError for a path that does
    not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update((one, None) for one in _within(path))
        elif path.exists():
            found[path] = None
        else:
            raise LibraryError(f"There is no file or folder {path}.")
    return list(found)


def _within(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and may_be_paper(path.name):
            yield path


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, read in pieces."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, file.tell()


def read_ahead(
    paths: Sequence[Path], read: Callable[[Path], Document]
) -> Iterator[tuple[Path, Callable[[], Document]]]:
    """Each path with a call that gives its document (or raises what reading raised), a few files being read
    ahead.
    """
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="read") as pool:
        waiting: list[tuple[Path, Future[Document]]] = []
        rest = iter(paths)
        try:
            for path in rest:
                waiting.append((path, pool.submit(read, path)))
                if len(waiting) > AHEAD:
                    first, future = waiting.pop(0)
                    yield first, future.result
            for first, future in waiting:
                yield first, future.result
        finally:
            for _, future in waiting:
                future.cancel()


def prepare(derived: Derived, embed: Embed, *, size: int) -> Prepared:
    """A document with all that was made of its words, and the vectors of its chunks."""
    vectors = embed([indexed_text(chunk) for chunk in derived.chunks])
    return Prepared(derived.document, derived.chunks, vectors, derived.facts, size, derived.slips)


def indexed_text(chunk: Chunk) -> str:
    """What of a chunk is embedded and searched: its header, then its text."""
    return f"{chunk.header}\n{chunk.text}" if chunk.header else chunk.text


def write(holdings: Holdings, prepared: Prepared, *, instead_of: DocumentCard | None = None) -> None:
    """Put a prepared document in, wholly or not at all.

    ``instead_of`` is the same paper as it was read before, whose place in time the new reading takes.
    """
    id = prepared.document.id
    with holdings.keeper.change() as change:
        change.papers.add(
            prepared.document, size=prepared.size, chunks=len(prepared.chunks), instead_of=instead_of
        )
        change.passages.add(id, prepared.chunks, prepared.vectors)
        change.facts.add(id, prepared.facts, prepared.slips)


def keep_original(folder: Path, source: Path, digest: str) -> Path:
    """Copy a file under its digest so that it is wholly there or not at all; done before the document is
    written.
    """
    target = original_path(folder, digest)
    if target.is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.part")
    copied = hashlib.sha256()
    with source.open("rb") as read, partial.open("wb") as written:
        while piece := read.read(1 << 20):
            copied.update(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    if copied.hexdigest() != digest:
        partial.unlink()
        raise LibraryError(f"{source.name} changed while it was read: ingest it again.")
    partial.replace(target)
    sync(target.parent)
    return target
