"""What every source can do, and what is said of a run over it.

Raised by sources: ``SourceDown`` when it cannot be reached now (nothing is concluded from that), ``Gone`` when one thing
is certainly not there any more, ``TooLarge`` when it has more bytes than are fetched, ``BadSource`` when its address or
options cannot be used.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.library_errors import LibraryError
from ingest.library_model import IngestOutcome


class SourceDown(LibraryError):
    """The source cannot be reached or read now; the text is one sentence."""


class Gone(LibraryError):
    """One thing is not in the source any more."""


class TooLarge(LibraryError):
    """One thing has more bytes than are fetched; the text goes on from its name ("larger than …")."""


class BadSource(LibraryError):
    """The address or an option of a source cannot be used; the text is one sentence."""


class UnknownSource(LibraryError):
    """No source of this id."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a source holds. ``key`` names it for good, ``name`` is its file name. ``version`` changes whenever it
    does; empty where only fetching it tells. ``about`` is what the source says of it, by name ("committee", "date").
    """

    key: str
    name: str
    version: str = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a source holds now; not ``complete`` when a part of it could not be listed (``problem`` says why).

    ``settling`` are the keys of things that are still being written: they are there, but not to be read yet.
    """

    items: tuple[Item, ...]
    complete: bool = True
    settling: frozenset[str] = frozenset()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A thing as a file, with the version that was read."""

    path: Path
    version: str


class Source(Protocol):
    """A place that papers come from."""

    def listing(self) -> Listing:
        """What is there now. Raises SourceDown."""
        ...

    def fetch(self, item: Item, version: str, folder: Path) -> Fetched | None:
        """The thing as a file, made in the folder if need be; None when it is what it was at that version.

        Raises SourceDown, Gone and TooLarge.
        """
        ...


class Shelf(Protocol):
    """What a run needs of a library."""

    def ingest(
        self, paths: list[Path], /, *, earlier: Mapping[Path, Collection[str]] | None = None
    ) -> list[IngestOutcome]:
        """Take files in, ``earlier`` being the papers whose place each takes; one outcome for each paper, in order."""
        ...

    def holds(self, digest: str, /) -> bool:
        """Whether a paper of these bytes is in it."""
        ...

    def why_closed(self) -> str:
        """Why no papers may be added just now; empty when they may."""
        ...

    def must_stay(self, id: str, /) -> bool:
        """Whether a document may not be removed just now, whoever asks."""
        ...

    def remove(self, id: str, /) -> None:
        """Take a document out; raises UnknownDocument."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that was not taken in, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did. ``held`` are deletions that wait for a person; ``problem`` is why it could not do all."""

    at: str = ""
    seconds: float = 0.0
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unchanged: int = 0
    settling: int = 0
    held: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as it was set up, with its last run. ``every_s`` is how often it is run, 0 when only by hand."""

    id: str
    kind: str
    name: str
    address: str
    options: tuple[tuple[str, str], ...] = ()
    every_s: int = 0
    paused: bool = False
    last: Run | None = None
    items: int = 0
