"""A folder on a disk or a network share: every paper below it, read when it has stopped changing."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ingest.papers import may_be_paper
from ingest.sources.model import BadSource, Fetched, Gone, Item, Listing, Source, SourceDown

SETTLE_S = 2.0
_MOST_FILES = 100_000
Versions = dict[str, str]


class Folder:
    """A folder. ``settle`` waits between two looks: what differs between them is still being written; ``scan`` looks into
    one folder.
    """

    def __init__(
        self,
        root: Path,
        settle: Callable[[], None] = lambda: time.sleep(SETTLE_S),
        scan: Callable[[Path], Iterable[os.DirEntry[str]]] = os.scandir,
    ) -> None:
        self._root, self._settle, self._scan = root, settle, scan

    def listing(self) -> Listing:
        """Every paper by its path below the folder. Raises SourceDown where the folder is not there."""
        before, _ = self._look()
        self._settle()
        after, problem = self._look()
        settling = frozenset(key for key, version in after.items() if before.get(key) != version)
        items = tuple(Item(key, Path(key).name, version) for key, version in sorted(after.items()))
        return Listing(items, complete=not problem, settling=settling, problem=problem)

    def fetch(self, item: Item, version: str, folder: Path) -> Fetched | None:
        """The file itself, where it lies."""
        path = self._root / item.key
        try:
            now = _version(path.stat())
        except FileNotFoundError:
            if not self._root.is_dir():
                raise SourceDown(
                    f"The folder {self._root} is not there: check that its disk is mounted."
                ) from None
            raise Gone(f"{item.key} is gone.") from None
        except OSError as fault:
            raise SourceDown(f"{item.key} cannot be read ({fault.strerror}).") from fault
        if now != item.version:
            raise SourceDown(f"{item.key} is being written: it is read when it has stopped changing.")
        return Fetched(path, now)

    def _look(self) -> tuple[Versions, str]:
        """The papers with their versions, and why a part of the folder could not be looked into."""
        if not self._root.is_dir():
            raise SourceDown(f"The folder {self._root} is not there: check that its disk is mounted.")
        found: Versions = {}
        faults: list[str] = []
        for path in self._files(self._root, faults):
            try:
                held = path.stat()
            except FileNotFoundError:
                continue
            except OSError as fault:
                faults.append(f"{path.name} cannot be read ({fault.strerror}).")
                continue
            found[path.relative_to(self._root).as_posix()] = _version(held)
            if len(found) > _MOST_FILES:
                raise SourceDown(
                    f"The folder {self._root} holds more than {_MOST_FILES:,} files: choose one below it."
                )
        return found, " ".join(faults[:3])

    def _files(self, folder: Path, faults: list[str]) -> Iterator[Path]:
        """The files that may be papers; links to folders are not followed, for they may lead round."""
        try:
            entries = sorted(self._scan(folder), key=lambda entry: entry.name)
        except OSError as fault:
            faults.append(f"The folder {folder.name} cannot be looked into ({fault.strerror}).")
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._files(Path(entry.path), faults)
            elif entry.is_file() and may_be_paper(entry.name):
                yield Path(entry.path)


def _version(held: os.stat_result) -> str:
    """Changes whenever the file does, whatever its clock says: also by its number and the time that it was put there."""
    kind = stat.S_IFMT(held.st_mode)
    return f"{kind}-{held.st_ino}-{held.st_size}-{held.st_mtime_ns}-{held.st_ctime_ns}"


def make(address: str, options: Mapping[str, str]) -> Source:
    """The folder of this path. Raises BadSource."""
    root = Path(address).expanduser()
    if not root.is_absolute():
        raise BadSource(f"{address} is no whole path: give it from the root of the disk.")
    if root.exists() and not root.is_dir():
        raise BadSource(f"{address} is a file: give the folder that it lies in.")
    return Folder(root)
