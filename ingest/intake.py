"""One run of taking files in: each is added, unchanged or refused, and a refusal never stops the others."""

from __future__ import annotations

import importlib
import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from ingest import pipeline
from ingest.derive import Wanted, derive
from ingest.embedding import Embedder, installed_model
from ingest.errors import Refused, Unreadable
from ingest.faults import told
from ingest.holdings.extent import EVERYTHING
from ingest.holdings.ports import Holdings, Notes
from ingest.library_errors import LibraryError, MixedModels
from ingest.library_model import DocumentCard, IngestOutcome, IngestStatus, Progress
from ingest.model import Document, DocumentStatus
from ingest.overrides import LibraryFile, Overrides, read_library_file
from ingest.reading import Vectors
from ingest.whose.recognise import as_said

_log = logging.getLogger(__name__)

OnProgress = Callable[[Progress], None]


def read_document(path: Path) -> Document:
    """The parsed document of a file; raises a ``Refused``. The parser is imported late: queries never need
    it.
    """
    document: Document = importlib.import_module("ingest.parse").read(path)
    return document


class Intake:
    """Takes files into one library. Several runs may go on at once: reading is done in processes of their own, and what
    changes the stores takes turns."""

    def __init__(self, holdings: Holdings, embedder: Embedder, turns: threading.RLock) -> None:
        """``turns`` is held while the stores are changed."""
        self._holdings, self._embedder = holdings, embedder
        self._turns = turns
        self._waiting = 0
        self._embedded: list[int] = []

    def run(self, files: Sequence[Path], said: Overrides, tell: OnProgress) -> list[IngestOutcome]:
        """One outcome a file, in the order given."""
        digests = [_digest(path) for path in files]
        new = self._new(files, digests)
        self._waiting, self._embedded = len(new), []
        reads = pipeline.read_ahead(new, read_document)
        refusals: dict[str, IngestOutcome] = {}
        outcomes: list[IngestOutcome] = []
        for number, (path, digest) in enumerate(zip(files, digests, strict=True)):
            tell(Progress(number, len(files), path.name, "reading"))
            if isinstance(digest, IngestOutcome):
                outcome = digest
            elif path in new:
                begun = time.perf_counter()
                indexing = partial(tell, Progress(number, len(files), path.name, "indexing"))
                outcome = self._add(path, digest, next(reads)[1], said, indexing)
                outcome = replace(outcome, seconds=round(time.perf_counter() - begun, 3))
            elif digest in refusals:
                outcome = replace(refusals[digest], file=path.name)
            else:
                outcome = self._again(path, digest, said)
            if outcome.status is IngestStatus.REFUSED and isinstance(digest, str):
                refusals[digest] = outcome
            outcomes.append(outcome)
            tell(Progress(number + 1, len(files), path.name, "done", outcome))
        return outcomes

    def _new(self, files: Sequence[Path], digests: Sequence[str | IngestOutcome]) -> list[Path]:
        """The files whose bytes the library does not hold, the first of those that are alike."""
        first: dict[str, Path] = {}
        for path, digest in zip(files, digests, strict=True):
            if isinstance(digest, str) and self._there(digest) is None:
                first.setdefault(digest, path)
        return list(first.values())

    def _add(
        self,
        path: Path,
        digest: str,
        read: Callable[[], Document],
        said: Overrides,
        indexing: Callable[[], None],
    ) -> IngestOutcome:
        """Read, prepare and write one file."""
        try:
            document = read()
            if document.digest != digest:
                raise LibraryError(f"{path.name} changed while it was read: ingest it again.")
            indexing()
            library_file = read_library_file(path.parent)
            overrides = said.over(library_file.of(path.name))
            derived = derive(Wanted(document, False, overrides, tuple(library_file.bodies.values())))
            with self._turns:
                if self._there(digest) is not None:
                    return self._again(path, digest, said)
                prepared = pipeline.prepare(derived, self._embed, size=path.stat().st_size)
                self._holdings.originals.keep(path, digest)
                self._mark_model()
                pipeline.write(self._holdings, prepared)
        except (Refused, LibraryError) as error:
            return _refused(path, error)
        except Exception as error:  # one file's surprise must not cost the others
            if (why := told(error)) is not None:
                return _refused(path, why)
            _log.exception("ingesting %r", path.name)
            return _refused(
                path,
                Unreadable(f"{path.name} could not be taken in ({type(error).__name__}): report this file."),
            )
        return IngestOutcome(
            path.name,
            IngestStatus.ADDED,
            document.id,
            report=prepared.document.report,
            chunks=len(prepared.chunks),
            facts=len(prepared.facts),
        )

    def _again(self, path: Path, digest: str, said: Overrides) -> IngestOutcome:
        """A file whose bytes are there already; what people now say of it is taken over."""
        id = self._there(digest)
        if id is None:
            return _refused(path, LibraryError(f"{path.name} was not taken in: ingest it again."))
        try:
            library_file = read_library_file(path.parent)
            overrides = said.over(library_file.of(path.name))
            if overrides:
                with self._turns:
                    self.describe(id, overrides, library_file)
        except LibraryError as error:
            return _refused(path, error)
        report = self._holdings.papers.card(id, EVERYTHING).report
        return IngestOutcome(path.name, IngestStatus.UNCHANGED, id, report=report)

    def _there(self, digest: str) -> str | None:
        return self._holdings.texts.with_digest(digest, EVERYTHING)

    def describe(self, id: str, said: Overrides, library_file: LibraryFile | None = None) -> None:
        """Take over what people say of a document; headers, vectors and facts follow, in one transaction."""
        before = self._holdings.texts.document(id, EVERYTHING)
        after = as_said(before, said, library_file)
        if after != before:
            self.rederive(after)

    def renew(self, card: DocumentCard, document: Document) -> None:
        """Put a paper that was read anew in the place of the old one; what was known of it stays. Raises a Refused."""
        known = Overrides(
            card.body.name if card.body else None,
            card.title or None,
            card.period,
            card.type,
            None if card.status is DocumentStatus.UNKNOWN else card.status.value,
        )
        derived = derive(Wanted(document, False, known, (card.body,) if card.body else ()))
        prepared = pipeline.prepare(derived, self._embed, size=card.bytes)
        pipeline.write(self._holdings, prepared, instead_of=card)

    def rederive(self, document: Document) -> None:
        """Make chunks, vectors and facts of a document anew and put them in the place of the old ones."""
        prepared = pipeline.prepare(derive(Wanted(document, True)), self._embed, size=0)
        with self._holdings.keeper.change() as change:
            change.papers.describe(document, chunks=len(prepared.chunks))
            change.passages.remove(document.id)
            change.facts.remove(document.id)
            change.passages.add(document.id, prepared.chunks, prepared.vectors)
            change.facts.add(document.id, prepared.facts, prepared.slips)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors for the index, in the precision that was chosen for it before."""
        if self._embedder.indexing_dtype is None:
            self._embedder.indexing_dtype = self._holdings.notes.note("indexing_dtype")
        # What the run is likely to bring: the papers still waiting, each as long as those before.
        self._embedded.append(len(texts))
        expected = self._waiting * sum(self._embedded) // len(self._embedded)
        self._waiting = max(0, self._waiting - 1)
        vectors = self._embedder.passages(texts, expected=expected)
        if (
            self._embedder.indexing_dtype
            and self._holdings.notes.note("indexing_dtype") != self._embedder.indexing_dtype
        ):
            with self._holdings.keeper.change(quiet=True) as change:
                change.notes.keep("indexing_dtype", self._embedder.indexing_dtype)
        return vectors

    def _mark_model(self) -> None:
        """Record which model makes this index, once."""
        if self._holdings.notes.note("model") is None:
            with self._holdings.keeper.change(quiet=True) as change:
                change.notes.keep("model", json.dumps(asdict(installed_model())))


def compare_models(notes: Notes) -> None:
    """Refuse to go on with an index that another model made; raises MixedModels."""
    kept = notes.note("model")
    if kept is None:
        return
    made, here = json.loads(kept), asdict(installed_model())
    if made != here:
        raise MixedModels(
            f"This library was indexed with {made['name']} ({made['digest'][:12]}, {made['dimension']} wide),"
            f" but {here['name']} ({here['digest'][:12]}, {here['dimension']} wide) is installed: install the"
            " first, or ingest the documents anew into an empty data folder."
        )


def _digest(path: Path) -> str | IngestOutcome:
    """The digest of a file, or the refusal of one that cannot be opened."""
    try:
        return pipeline.digest_of(path)[0]
    except OSError as error:
        reason = f"{path.name} cannot be opened ({error.strerror}): check that it is a file and may be read."
        return _refused(path, Unreadable(reason))


def _refused(path: Path, error: Exception) -> IngestOutcome:
    return IngestOutcome(path.name, IngestStatus.REFUSED, reason=str(error), kind=type(error).__name__)
