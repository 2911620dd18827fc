"""The library: the only way the upper rooms reach the stores.

One process may change a data folder at a time (it holds a lock); others may open it for reading. All
methods are safe to call from several threads.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from pathlib import Path

from ingest import pipeline
from ingest.catalogue import Catalogue
from ingest.catalogue_jobs import forget_jobs
from ingest.embedding import Embedder
from ingest.holdings.extent import EVERYTHING, Extent
from ingest.holdings.opening import open_holdings
from ingest.holdings.ports import Holdings
from ingest.index import Rows, Scored
from ingest.intake import Intake, OnProgress, compare_models
from ingest.jobs import Jobs
from ingest.library_errors import ReadOnly
from ingest.library_facts import LibraryFacts
from ingest.library_model import CheckReport, DocumentCard, IngestOutcome, Job, Progress
from ingest.library_sources import LibrarySources
from ingest.lock import WriteLock
from ingest.model import Body, Chunk, Document
from ingest.origins import Earlier, Follows
from ingest.overrides import Overrides
from ingest.owners import owners
from ingest.place import refuse_half_restored
from ingest.reading import Reading, Vectors
from ingest.unpacking import as_one, in_order, said_of_all, unpacked

_DOCUMENTS_IN_MEMORY = 64
Version = int


class Library(LibraryFacts, LibrarySources):
    """An open library. Made by ``Library.open``; ``close`` it when done, or use it in a ``with``."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        holdings: Holdings,
        lock: WriteLock | None,
        embedder: Embedder | None = None,
        extent: Extent = EVERYTHING,
    ) -> None:
        """Put the parts together; ``Library.open`` is what callers want. ``catalogue`` has this folder's uploads and sources."""
        super().__init__(folder, holdings, extent)
        self._catalogue, self._lock = catalogue, lock
        self._embedder = embedder or Embedder(folder / "models")
        self._guard, self._ingesting = threading.Lock(), threading.RLock()
        self._intake = Intake(holdings, self._embedder, self._ingesting)
        self._documents: OrderedDict[str, tuple[Version, Document]] = OrderedDict()
        self._lists: tuple[Version, tuple[DocumentCard, ...], tuple[Body, ...]] | None = None
        self._jobs = Jobs(folder, catalogue, self._take_in_upload) if lock else None

    @classmethod
    def open(
        cls, folder: Path, *, read_only: bool = False, database: str = "", follows: Follows | None = None
    ) -> Library:
        """Open the library in ``folder``, or in the ``database`` (a URL), making it when it is not there; ``follows`` is told
        where papers come from.

        Raises LibraryInUse when another process writes it, NoLibrary when there is none to read,
        MixedModels when its vectors come from another embedding model.
        """
        refuse_half_restored(folder)
        if not read_only:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as undo:
            lock = None if read_only else WriteLock(folder)
            if lock:
                undo.callback(lock.release)
            catalogue, holdings = open_holdings(folder, database, read_only=read_only)
            undo.callback(catalogue.close)
            undo.callback(holdings.keeper.close)
            compare_models(holdings.notes)
            undo.pop_all()
        library = cls(folder, catalogue, holdings, lock)
        library.follows = follows
        if library._jobs is not None:
            holdings.upkeep.bring_up(library._intake.renew)
            holdings.keeper.settle()
            library._jobs.resume()
        return library

    def close(self) -> None:
        """Finish the job at hand, close the stores and let another process write."""
        self.close_sources()
        if self._jobs is not None:
            self._jobs.close()
        self.holdings.keeper.close()
        self._catalogue.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Library:
        """The library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading."""
        return self._lock is None

    @property
    def version(self) -> Version:
        """Changes whenever the library does: an age for what others keep in memory."""
        return self.holdings.notes.version()

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        overrides: Overrides | None = None,
        on_progress: OnProgress | None = None,
        earlier: Earlier | None = None,
    ) -> list[IngestOutcome]:
        """Take in files and folders; one outcome a file, in order. A refused file does not stop the others.

        ``overrides`` hold for every file and come before a library.toml beside it; ``earlier`` are the papers whose
        place a file takes. Raises LibraryError for a path that does not exist, and ReadOnly.
        """
        self._must_write()
        files = pipeline.gather([Path(path) for path in paths])
        try:
            with unpacked(files) as wrapped:
                self.tell_origins(wrapped, earlier or {}, self.documents())
                said = said_of_all(overrides or Overrides(), files, wrapped)
                papers = [one.path for one in wrapped if one.path]
                return in_order(wrapped, self._intake.run(papers, said, on_progress or (lambda _: None)))
        finally:
            with self._ingesting:
                self.holdings.keeper.settle()

    def submit(self, filename: str, data: bytes, overrides: Overrides | None = None) -> str:
        """Queue an uploaded file; the id of its job. The upload is on disk when this returns."""
        return self._writing_jobs().submit(filename, data, overrides or Overrides())

    def job(self, id: str) -> Job:
        """Where an upload stands; raises UnknownJob."""
        return self._writing_jobs().job(id)

    def forget_jobs(self, before: str) -> int:
        """Forget which uploads ended before a time (ISO 8601, UTC); their papers stay. How many were forgotten."""
        self._must_write()
        with self._catalogue.write(quiet=True) as connection:
            return forget_jobs(connection, before)

    def recent_jobs(self, limit: int = 20) -> list[Job]:
        """The latest uploads, the latest first; none where nobody may upload."""
        return self._jobs.recent(limit) if self._jobs else []

    def trouble(self) -> str:
        """Why files cannot be taken in just now, as a sentence; empty when they can, or when nobody may."""
        return self._jobs.trouble() if self._jobs else ""

    def documents(self) -> list[DocumentCard]:
        """Every document without its text, by file name and id."""
        return list(self._listed()[0])

    def card(self, id: str) -> DocumentCard:
        """One document without its text; raises UnknownDocument."""
        return next((card for card in self._listed()[0] if card.id == id), None) or self.holdings.papers.card(
            id, self._extent
        )

    def document(self, id: str) -> Document:
        """One document with its whole structure; raises UnknownDocument. The last dozens stay in memory."""
        version = self.version
        with self._guard:
            kept = self._documents.get(id)
            if kept is not None and kept[0] == version:
                self._documents.move_to_end(id)
                return kept[1]
        found = self.holdings.texts.document(id, self._extent)
        with self._guard:
            self._documents[id] = (version, found)
            self._documents.move_to_end(id)
            while len(self._documents) > _DOCUMENTS_IN_MEMORY:
                self._documents.popitem(last=False)
        return found

    def original(self, id: str) -> Path:
        """Where the file lies as it was taken in; raises UnknownDocument."""
        return self.holdings.originals.path(self.card(id).digest)

    def bodies(self) -> list[Body]:
        """The bodies that have at least one document, by name."""
        return list(self._listed()[1])

    def update(
        self,
        id: str,
        *,
        body: str | None = None,
        title: str | None = None,
        period: str | None = None,
        type: str | None = None,
        status: str | None = None,
    ) -> DocumentCard:
        """Correct what was recognised of a document; headers, vectors and facts follow. None leaves as it is."""
        self._must_write()
        with self._ingesting:
            self._intake.describe(id, Overrides(body, title, period, type, status))
            self.holdings.keeper.settle()
        return self.card(id)

    def remove(self, id: str) -> None:
        """Take a document out of every store, its original too; raises UnknownDocument."""
        self._must_write()
        with self._ingesting:
            digest = self.card(id).digest
            with self.holdings.keeper.change() as change:
                change.passages.remove(id)
                change.papers.remove(id)
            self.holdings.originals.remove(digest)
            self.holdings.keeper.settle()

    def chunks(self, ids: Sequence[str]) -> list[Chunk]:
        """The chunks of these ids in the order asked; unknown ids are left out."""
        return self.holdings.passages.by_id(list(ids), self._extent)

    def chunks_of(self, document: str) -> list[Chunk]:
        """All chunks of a document in reading order."""
        return self.holdings.passages.of(document, self._extent)

    def search_words(
        self, query: str, *, documents: Collection[str] | None = None, limit: int = 50
    ) -> Scored:
        """Chunk ids by BM25 over stemmed words, any of them, best first; only of ``documents`` when given."""
        return self.holdings.words.search(query, self._extent, documents, limit)

    def search_meaning(
        self, vector: Vectors, *, documents: Collection[str] | None = None, limit: int = 50
    ) -> Scored:
        """Chunk ids by cosine with a vector of ``embed``, best first."""
        return self.holdings.meaning.nearest(vector, self._extent, documents, limit)

    def frequency(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        """In how many chunks each word stands, stemmed, and how many chunks there are."""
        return self.holdings.words.frequency(words, self._extent)

    def vectors(self) -> Rows:
        """All vectors in memory with their chunk ids, for those who compute with them."""
        return self.holdings.meaning.rows(self._extent)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, 384) of questions or sentences: float32, of length one."""
        return self._embedder.queries(texts)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Each text with its vector and a vector for every token."""
        return self._embedder.read(texts)

    def prepare(self) -> None:
        """Load what the first question needs: the embedding model and the vectors."""
        self._embedder.prepare()
        self.holdings.meaning.prepare()

    def check(self, *, repair: bool = False) -> CheckReport:
        """Compare all stores with the documents, and mend what is derived when ``repair``."""
        if repair:
            self._must_write()
        with self._ingesting:
            return self.holdings.upkeep.check(repair=repair, rederive=self._intake.rederive)

    def _listed(self) -> tuple[tuple[DocumentCard, ...], tuple[Body, ...]]:
        version = self.version
        with self._guard:
            if self._lists is None or self._lists[0] != version:
                cards = tuple(self.holdings.papers.cards(self._extent))
                self._lists = (version, cards, owners(cards, self.holdings.papers.bodies(self._extent)))
            return self._lists[1], self._lists[2]

    def _take_in_upload(
        self, path: Path, overrides: Overrides, tell: Callable[[Progress], None]
    ) -> IngestOutcome:
        return as_one(path.name, self.ingest([path], overrides=overrides, on_progress=tell))

    def _must_write(self) -> None:
        if self.read_only:
            raise ReadOnly(f"The library in {self.folder} was opened for reading only.")

    def _writing_jobs(self) -> Jobs:
        self._must_write()
        assert self._jobs is not None  # noqa: S101 - a writing library has jobs
        return self._jobs
