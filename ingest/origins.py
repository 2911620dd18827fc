"""What a paper that is about to be read comes from: the archive or message that it lay in, or what its thing was before.

Whoever keeps something beside the library for each paper, such as who may read it, is told before anybody can see the
paper, and carries it over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from ingest.identity import id_of
from ingest.library_model import DocumentCard
from ingest.pipeline import digest_of
from ingest.unpacking import Wrapped

Follows = Callable[[str, Collection[str], bool], None]
"""Told of a paper, of what it comes from, and whether the paper is in the library already; all by id."""
Earlier = Mapping[Path, Collection[str]]
"""The papers that a file was when it was last taken in, for files that take the place of others."""


def tell_origins(
    follows: Follows, wrapped: Sequence[Wrapped], earlier: Earlier, cards: Sequence[DocumentCard]
) -> None:
    """Tell of each paper that has an origin, once."""
    files = {card.id: card.file for card in cards}
    found: dict[str, set[str]] = {}
    for one in wrapped:
        if one.path is None or not one.path.is_file():
            continue
        before = earlier.get(one.within or one.path, ())
        if not before and one.within is None:
            continue
        new = _id(one.path)
        if new not in before:
            origins = _likest(one.path.name, before, files) if before else {_id(one.within or one.path)}
            found.setdefault(new, set()).update(origins)
    for new, origins in found.items():
        follows(new, sorted(origins), new in files)


def _likest(name: str, before: Collection[str], files: Mapping[str, str]) -> Collection[str]:
    """Those that had this name of a file, all where none had: papers of one archive may lie in different places."""
    return {one for one in before if files.get(one) == name} or before


def _id(path: Path) -> str:
    return id_of(digest_of(path)[0])
