"""The sources of a library; imported late, for a question needs none of them."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from ingest.catalogue import Catalogue
from ingest.holdings.extent import Extent
from ingest.holdings.ports import Holdings
from ingest.library_model import DocumentCard
from ingest.origins import Earlier, Follows, tell_origins
from ingest.unpacking import Wrapped

if TYPE_CHECKING:
    from ingest.sources.model import Shelf
    from ingest.sources.service import Sources


class LibrarySources(ABC):
    """What a library knows of the places that its papers come from. ``Library`` adds the rest."""

    _catalogue: Catalogue
    holdings: Holdings
    _extent: Extent
    held: Callable[[str], bool] | None = None
    """Says of a document that it must stay, whatever a source says; nothing must where it is not set."""
    follows: Follows | None = None
    """Told of each paper that comes from another, before it is read; set from the start, for uploads may be waiting."""
    closed: Callable[[], str] | None = None
    """Why no papers may be added just now, empty when they may; they always may where it is not set."""

    @cached_property
    def sources(self) -> Sources:
        """The places that the library is kept equal to."""
        from ingest.sources.service import Sources

        return Sources(self._catalogue, cast("Shelf", self))

    def must_stay(self, id: str) -> bool:
        """Whether a document may not be removed just now, whoever asks."""
        return self.held is not None and self.held(id)

    def tell_origins(
        self, wrapped: Sequence[Wrapped], earlier: Earlier, cards: Sequence[DocumentCard]
    ) -> None:
        """Tell ``follows`` what these papers come from."""
        if self.follows is not None:
            tell_origins(self.follows, wrapped, earlier, cards)

    def why_closed(self) -> str:
        """Why no papers may be added just now; empty when they may."""
        return self.closed() if self.closed is not None else ""

    def holds(self, digest: str) -> bool:
        """Whether a paper of these bytes is in it."""
        return self.holdings.texts.with_digest(digest, self._extent) is not None

    def close_sources(self) -> None:
        """Let the run at hand end."""
        if "sources" in self.__dict__:
            self.sources.close()
