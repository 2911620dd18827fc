"""The embedded store: SQLite for everything, numpy and Chroma for meaning, files for the originals."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

from ingest import catalogue_chunks as kept_chunks
from ingest import catalogue_facts as kept_facts
from ingest.catalogue import Catalogue
from ingest.catalogue_facts import Wanted
from ingest.catalogue_seen import SeenCatalogue, SeenSearches
from ingest.catalogue_slips import slips_of
from ingest.fact_model import Fact
from ingest.holdings.embedded_change import EmbeddedKeeper, EmbeddedUpkeep
from ingest.holdings.embedded_records import EmbeddedHistories, EmbeddedRecords
from ingest.holdings.extent import EVERYTHING, Extent
from ingest.holdings.ports import Holdings
from ingest.index import Rows, Scored, VectorStore
from ingest.library_model import DocumentCard
from ingest.model import Body, Chunk, Document
from ingest.pipeline import keep_original
from ingest.place import original_path
from ingest.reading import Vectors
from ingest.review_model import ReviewEvent
from ingest.searches import Searches
from ingest.slip import Slip


class Views:
    """The catalogue as each extent sees it; kept for as long as somebody holds the extent."""

    def __init__(self, catalogue: Catalogue, store: VectorStore | None) -> None:
        self._catalogue = catalogue
        self._searches = Searches(catalogue, store)
        self._guard = threading.Lock()
        self._seen: WeakKeyDictionary[Extent, tuple[SeenCatalogue, SeenSearches]] = WeakKeyDictionary()

    def catalogue(self, extent: Extent) -> Catalogue:
        """The file with the papers of the extent in it."""
        return self._catalogue if extent.documents is None else self._of(extent, extent.documents)[0]

    def searches(self, extent: Extent) -> Searches:
        """The searches over the papers of the extent."""
        return self._searches if extent.documents is None else self._of(extent, extent.documents)[1]

    def _of(self, extent: Extent, documents: frozenset[str]) -> tuple[SeenCatalogue, SeenSearches]:
        with self._guard:
            found = self._seen.get(extent)
            if found is None:
                seen = SeenCatalogue(self._catalogue, documents)
                found = self._seen[extent] = (seen, SeenSearches(seen, self._searches, documents))
            return found


class EmbeddedPapers:
    """Papers, with and without their text."""

    def __init__(self, views: Views) -> None:
        self._at = views.catalogue

    def cards(self, extent: Extent) -> list[DocumentCard]:
        """Every paper, by file name and id."""
        return self._at(extent).cards()

    def card(self, id: str, extent: Extent) -> DocumentCard:
        """One paper."""
        return self._at(extent).card(id)

    def bodies(self, extent: Extent) -> list[Body]:
        """The bodies that have at least one paper."""
        return self._at(extent).bodies()

    def document(self, id: str, extent: Extent) -> Document:
        """One paper with its whole structure."""
        return self._at(extent).document(id)

    def with_digest(self, digest: str, extent: Extent) -> str | None:
        """The id of the paper made of these bytes."""
        return self._at(extent).with_digest(digest)


class EmbeddedPassages:
    """Chunks, and the two legs of the search."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def by_id(self, ids: Sequence[str], extent: Extent) -> list[Chunk]:
        """The chunks of these ids."""
        return kept_chunks.chunks_by_id(self._views.catalogue(extent).connection(), ids)

    def of(self, document: str, extent: Extent) -> list[Chunk]:
        """All chunks of a paper."""
        return kept_chunks.chunks_of(self._views.catalogue(extent).connection(), document)

    def search(self, query: str, extent: Extent, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by BM25."""
        return self._views.searches(extent).words(query, documents, limit)

    def frequency(self, words: Sequence[str], extent: Extent) -> tuple[dict[str, int], int]:
        """In how many chunks each word stands, and how many there are."""
        return self._views.searches(extent).frequency(words)

    def nearest(
        self, vector: Vectors, extent: Extent, documents: Collection[str] | None, limit: int
    ) -> Scored:
        """Chunk ids by cosine."""
        return self._views.searches(extent).meaning(vector, documents, limit)

    def rows(self, extent: Extent) -> Rows:
        """All vectors in memory."""
        return self._views.searches(extent).rows()

    def prepare(self) -> None:
        """Read the vectors into memory."""
        self._views.searches(EVERYTHING).rows()


class EmbeddedFacts:
    """Figures as papers state them, and what people said of them."""

    def __init__(self, views: Views) -> None:
        self._at = views.catalogue

    def stated_facts(self, wanted: Wanted, extent: Extent, also: Iterable[int] = ()) -> list[Fact]:
        """The facts wanted, with all that can disagree with them."""
        return kept_facts.stated_facts(self._at(extent).connection(), wanted, also)

    def stated_ids(self, wanted: Wanted, extent: Extent) -> list[str]:
        """The ids of the facts wanted."""
        return kept_facts.stated_ids(self._at(extent).connection(), wanted)

    def slips(self, document: str | None, extent: Extent) -> list[Slip]:
        """Printed sums that do not come out."""
        return slips_of(self._at(extent).connection(), document)

    def events(self, extent: Extent) -> dict[str, list[ReviewEvent]]:
        """The history of every figure."""
        return kept_facts.all_events(self._at(extent).connection())


class FileOriginals:
    """Originals as files of the data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, source: Path, digest: str) -> None:
        """Copy a file under its digest."""
        keep_original(self._folder, source, digest)

    def path(self, digest: str) -> Path:
        """Where the file lies."""
        return original_path(self._folder, digest)

    def remove(self, digest: str) -> None:
        """Delete the file."""
        self.path(digest).unlink(missing_ok=True)


class CatalogueNotes:
    """Notes of the library file."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def version(self) -> int:
        """Grows with every change."""
        return self._catalogue.version()

    def note(self, key: str) -> str | None:
        """One note, or None."""
        return self._catalogue.meta(key)


def embedded(catalogue: Catalogue, *, writing: bool) -> Holdings:
    """The library in this file, and in the folder that it lies in."""
    store = VectorStore(catalogue.folder / "vectors") if writing else None
    views = Views(catalogue, store)
    papers, passages, facts = EmbeddedPapers(views), EmbeddedPassages(views), EmbeddedFacts(views)
    return Holdings(
        *(papers, papers, passages, passages, passages, facts, facts),
        originals=FileOriginals(catalogue.folder),
        notes=CatalogueNotes(catalogue),
        records=EmbeddedRecords(catalogue),
        histories=EmbeddedHistories(catalogue),
        keeper=EmbeddedKeeper(catalogue, store),
        upkeep=EmbeddedUpkeep(catalogue, store),
    )
