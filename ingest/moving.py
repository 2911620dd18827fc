"""A library moved from one store into another: paper by paper, so that a move that is cut short goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.holdings.opening import open_holdings
from ingest.holdings.ports import Holdings
from ingest.library import Library
from ingest.library_errors import Broken, LibraryError

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did: the papers written now, those that were there already, and the words on figures."""

    written: int
    there: int
    events: int


def move(folder: Path, source: str, target: str, tell: Tell = lambda done, total: None) -> Moved:
    """Copy the library of a data folder from one store into the other; each is a URL, or empty for the folder itself.

    What is in the source stays there. Raises LibraryError when the target holds other papers, or was made with another model.
    """
    with Library.open(folder, database=source) as library:  # which nobody else writes meanwhile
        catalogue, holdings = open_holdings(folder, target, read_only=False)
        with closing(catalogue), closing(holdings.keeper):
            return copy(library.holdings, holdings, tell)


def copy(source: Holdings, target: Holdings, tell: Tell = lambda done, total: None) -> Moved:
    """Make ``target`` hold what ``source`` holds, and prove it paper by paper."""
    _same_making(source, target)
    ids, there = source.records.order(), set(target.records.order())
    if strangers := there - set(ids):
        raise LibraryError(
            f"Where it is to go there are {len(strangers)} other papers: move into an empty database or folder."
        )
    written = 0
    for number, id in enumerate(ids):
        tell(number, len(ids))
        written += _brought(source, target, id, there=id in there)
    tell(len(ids), len(ids))
    target.keeper.settle()
    return Moved(written, len(ids) - written, _histories(source, target))


def _same_making(source: Holdings, target: Holdings) -> None:
    """The notes of how the vectors were made go along; those that are there must say the same."""
    held = target.histories.notes()
    for key, value in source.histories.notes().items():
        if held.get(key, value) != value:
            raise LibraryError("Where it is to go there is a library that was indexed by another model.")
        with target.keeper.change(quiet=True) as change:
            change.notes.keep(key, value)


def _brought(source: Holdings, target: Holdings, id: str, *, there: bool) -> bool:
    """Bring one paper over with its original; False when the very same is there already."""
    record = source.records.read(id)
    digest = str(record.paper["digest"])
    original = source.originals.path(digest)
    if original.is_file():
        target.originals.keep(original, digest)
    if there and target.records.read(id).digest() == record.digest():
        return False
    target.records.write(record)
    if target.records.read(id).digest() != record.digest():
        raise Broken(f"{record.paper['file']} is not the same where it was moved to: nothing was taken away.")
    return True


def _histories(source: Holdings, target: Holdings) -> int:
    """Bring over what people said of figures; what is there already must be its beginning."""
    said, held = source.histories.read(), target.histories.read()
    if [dict(one) for one in said[: len(held)]] != [dict(one) for one in held]:
        raise LibraryError("Where it is to go, people said other things of figures: move into an empty one.")
    target.histories.write(said)
    if [dict(one) for one in target.histories.read()] != [dict(one) for one in said]:
        raise Broken("The history of figures is not the same where it was moved to: nothing was taken away.")
    return len(said)
