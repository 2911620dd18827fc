"""The ports of a library: what it asks of the store that holds it, each of one to three questions.

Every reading says over which papers it is (``Extent``); there is no way to mean all of them by leaving something out. The
order of whatever is given does not depend on the store, nor on the order in which papers were taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.catalogue_facts import Wanted
from ingest.fact_model import Fact
from ingest.holdings.extent import Extent
from ingest.holdings.record import Record
from ingest.index import Rows, Scored
from ingest.library_model import CheckReport, DocumentCard
from ingest.model import Body, Chunk, Document
from ingest.reading import Vectors
from ingest.review_model import NewReview, ReviewEvent
from ingest.slip import Slip

Version = int


class Papers(Protocol):
    """Papers without their text, and whose they are."""

    def cards(self, extent: Extent) -> list[DocumentCard]:
        """Every paper, by file name and id."""

    def card(self, id: str, extent: Extent) -> DocumentCard:
        """One paper; raises UnknownDocument."""

    def bodies(self, extent: Extent) -> list[Body]:
        """The bodies that have at least one paper, by name; of several names the one that most papers print."""


class Texts(Protocol):
    """Papers with their whole structure."""

    def document(self, id: str, extent: Extent) -> Document:
        """One paper as it was taken in, with what was said of it since; raises UnknownDocument."""

    def with_digest(self, digest: str, extent: Extent) -> str | None:
        """The id of the paper made of these bytes, or None."""


class Passages(Protocol):
    """The chunks of papers."""

    def by_id(self, ids: Sequence[str], extent: Extent) -> list[Chunk]:
        """The chunks of these ids in the order asked; those that are not there are left out."""

    def of(self, document: str, extent: Extent) -> list[Chunk]:
        """All chunks of a paper in reading order."""


class Words(Protocol):
    """The leg of the search that goes by words."""

    def search(self, query: str, extent: Extent, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by BM25, best first, ties by id; how rare a word is, is counted over the whole extent."""

    def frequency(self, words: Sequence[str], extent: Extent) -> tuple[dict[str, int], int]:
        """In how many chunks each word stands, stemmed, and how many chunks there are."""


class Meaning(Protocol):
    """The leg of the search that goes by meaning."""

    def nearest(
        self, vector: Vectors, extent: Extent, documents: Collection[str] | None, limit: int
    ) -> Scored:
        """Chunk ids by cosine, best first, ties by id; nothing is missed where papers are named."""

    def rows(self, extent: Extent) -> Rows:
        """All vectors in memory with their chunk ids."""

    def prepare(self) -> None:
        """Make ready what the first question needs."""


class Facts(Protocol):
    """Figures as papers state them."""

    def stated_facts(self, wanted: Wanted, extent: Extent, also: Iterable[int] = ()) -> list[Fact]:
        """The facts wanted, with all that share what they are of with those of a paper or of ids.

        ``also`` are numbers of ``about`` whose facts come too.
        """

    def stated_ids(self, wanted: Wanted, extent: Extent) -> list[str]:
        """The ids of the facts wanted, each once, in order."""

    def slips(self, document: str | None, extent: Extent) -> list[Slip]:
        """The printed sums of one paper, or of all, that do not come out."""


class Reviews(Protocol):
    """What people said of figures."""

    def events(self, extent: Extent) -> dict[str, list[ReviewEvent]]:
        """The whole history by the id that each figure had at the time, in order."""


class Originals(Protocol):
    """The files as they were taken in."""

    def keep(self, source: Path, digest: str) -> None:
        """Keep a file under its digest, wholly or not at all; raises LibraryError when it changed meanwhile."""

    def path(self, digest: str) -> Path:
        """Where the file can be read on this machine; whether it is there is for the caller to see."""

    def remove(self, digest: str) -> None:
        """Let go of a file."""


class Notes(Protocol):
    """Notes about the library as a whole."""

    def version(self) -> Version:
        """Grows with every change that a search or an answer could show, whichever process made it."""

    def note(self, key: str) -> str | None:
        """One note, or None."""


class PaperWriting(Protocol):
    """Changes of papers."""

    def add(self, document: Document, *, size: int, chunks: int, instead_of: DocumentCard | None) -> None:
        """Write a paper; one that is read anew takes the place in time of the card."""

    def describe(self, document: Document, *, chunks: int) -> None:
        """Write body, title, period, type, status and the number of chunks of a paper that is there."""

    def remove(self, document: str) -> None:
        """Take a paper out with all that was made of it."""


class PassageWriting(Protocol):
    """Changes of chunks, their words and their vectors."""

    def add(self, document: str, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Write the chunks of a paper; ``vectors`` is (len(chunks), width)."""

    def remove(self, document: str) -> None:
        """Take the chunks of a paper out."""


class FactWriting(Protocol):
    """Changes of what papers state."""

    def add(self, document: str, facts: Sequence[Fact], slips: Sequence[Slip]) -> None:
        """Write what a paper states, before it is linked with what others do, and where its sums do not come out."""

    def remove(self, document: str) -> None:
        """Take out what a paper states."""


class ReviewWriting(Protocol):
    """The history of figures is only added to."""

    def add(self, review: NewReview) -> None:
        """Add a word to the history of a figure."""


class NoteWriting(Protocol):
    """Changes of notes."""

    def keep(self, key: str, value: str) -> None:
        """Write a note."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the library, in one transaction."""

    papers: PaperWriting
    passages: PassageWriting
    facts: FactWriting
    reviews: ReviewWriting
    notes: NoteWriting


class Records(Protocol):
    """Papers as they are stored, to be moved from one store into another."""

    def order(self) -> Sequence[str]:
        """The ids of all papers in the order in which they were taken in."""

    def read(self, id: str) -> Record:
        """One paper with all that is stored of it."""

    def write(self, record: Record) -> None:
        """Put a paper in as it was stored elsewhere, in the place of one of the same id."""


class Histories(Protocol):
    """The history of figures and the notes as they are stored, to be moved."""

    def read(self) -> Sequence[Mapping[str, str | int]]:
        """Every word that was said of a figure, in order."""

    def write(self, events: Sequence[Mapping[str, str | int]]) -> None:
        """Put in those that are not there yet, under the numbers they have."""

    def notes(self) -> Mapping[str, str]:
        """The notes that say how the library was made."""


Rederive = Callable[[Document], None]
Renew = Callable[[DocumentCard, Document], None]


class Keeper(Protocol):
    """The store as one that changes and ends."""

    def change(self, *, quiet: bool = False) -> AbstractContextManager[Change]:
        """One transaction: kept when the block ends, undone when it raises; ``quiet`` leaves the version."""

    def settle(self) -> None:
        """Bring what is derived into step with the papers that changed."""

    def close(self) -> None:
        """Let go of the store."""


class Upkeep(Protocol):
    """The store as one that grows old."""

    def bring_up(self, renew: Renew) -> None:
        """Have ``renew`` put in anew whatever an earlier version read."""

    def check(self, *, repair: bool, rederive: Rederive) -> CheckReport:
        """Compare what is held with itself, and mend what is derived when ``repair``."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """A store of a library: its ports."""

    papers: Papers
    texts: Texts
    passages: Passages
    words: Words
    meaning: Meaning
    facts: Facts
    reviews: Reviews
    originals: Originals
    notes: Notes
    records: Records
    histories: Histories
    keeper: Keeper
    upkeep: Upkeep
