"""Papers that come from others follow them into their collections, whoever takes them in: the server or a command."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from access.file import FILE_NAME, AccessFile
from access.shelves import Shelves


def following(folder: Path) -> Callable[[str, Collection[str], bool], None]:
    """What a library over this data folder is to tell of each paper that comes from others; nothing is made where nobody
    ever signed in.
    """

    def follow(new: str, of: Collection[str], there: bool) -> None:
        if not (folder / FILE_NAME).is_file():
            return
        file = AccessFile.open(folder)
        try:
            Shelves(file).follow(new, of, there=there)
        finally:
            file.close()

    return follow
