"""Which papers a reading is over: those that are named, or everything, which has to be said as well."""

from __future__ import annotations

from collections.abc import Collection


class Extent:
    """The papers that may be read; ``documents`` is None for all of them.

    Two of the same papers are two extents: what a store keeps ready for one goes when nobody holds it any more.
    """

    __slots__ = ("__weakref__", "documents")

    def __init__(self, documents: frozenset[str] | None) -> None:
        self.documents = documents

    def within(self, documents: Collection[str] | None) -> frozenset[str] | None:
        """Those of ``documents`` (None: of all papers) that may be read; None when that is everything."""
        if self.documents is None:
            return None if documents is None else frozenset(documents)
        return self.documents if documents is None else self.documents & frozenset(documents)

    def has(self, document: str) -> bool:
        """Whether a paper may be read."""
        return self.documents is None or document in self.documents


EVERYTHING = Extent(None)
