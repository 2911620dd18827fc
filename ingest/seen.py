"""A library as somebody sees it who may read only some of its papers: every reader runs as it is, over those alone.

Every reading of the store is over these papers and no others, so that what is answered, counted, spelt, compared or
called not stated is what a library with these papers alone would say.
"""

from __future__ import annotations

from typing import NoReturn

from ingest.holdings.extent import Extent
from ingest.library import Library
from ingest.library_errors import ReadOnly
from ingest.library_model import DocumentCard, Job
from ingest.overrides import Overrides
from ingest.sources.service import Sources


class SeenLibrary(Library):
    """The library with nothing in it but these papers; ``whole`` stays open for as long as this is in use."""

    def __init__(self, whole: Library, seen: frozenset[str]) -> None:
        super().__init__(whole.folder, whole._catalogue, whole.holdings, None, whole._embedder, Extent(seen))
        self._whole = whole

    def close(self) -> None:
        """Let go of what was kept for these papers; the whole library stays open."""

    @property
    def read_only(self) -> bool:
        """Whether the whole library was opened for reading."""
        return self._whole.read_only

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
        """Correct what was recognised of a paper that is seen; raises UnknownDocument for any other."""
        self.card(id)
        self._whole.update(id, body=body, title=title, period=period, type=type, status=status)
        return self.card(id)

    def remove(self, id: str) -> None:
        """Take a paper that is seen out of the whole library; raises UnknownDocument for any other."""
        self.card(id)
        self._whole.remove(id)

    def submit(self, filename: str, data: bytes, overrides: Overrides | None = None) -> str:
        """Queue an uploaded file for the whole library; the id of its job."""
        return self._whole.submit(filename, data, overrides)

    def job(self, id: str) -> Job:
        """Where an upload stands, whoever sent it: the caller knows whose it is. Raises UnknownJob."""
        return self._whole.job(id)

    def recent_jobs(self, limit: int = 20) -> list[Job]:
        """The uploads of late to the whole library: the caller knows whose they are."""
        return self._whole.recent_jobs(limit)

    @property
    def sources(self) -> Sources:
        """The places that the whole library is kept equal to."""
        return self._whole.sources

    def trouble(self) -> str:
        """Why files cannot be taken in just now."""
        return self._whole.trouble()

    def ingest(self, *_: object, **__: object) -> NoReturn:
        """Files are read by the whole library alone."""
        raise ReadOnly("Files are taken in by the whole library, not by a part of it.")

    def check(self, **_: object) -> NoReturn:
        """Stores are compared by the whole library alone."""
        raise ReadOnly("The whole library is checked, not a part of it.")
