"""Moothall for Python programs: open a library of papers, ask it, read its figures, run a scenario.

``moothall.open("data")`` is the way in; docs/python.md has the whole of it. The rooms are packages below this
one (``moothall.engine``), from a checkout, where they lie beside it, as from an installed wheel, where they lie in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from moothall import rooms

if TYPE_CHECKING:
    from moothall.library import Library

__all__ = ["open"]

rooms.found_beside(Path(__file__).parent)


def open(folder: str | Path = "data") -> Library:
    """The library in the data folder, made when it is not there; use it in a ``with``, or ``close`` it.

    Beside a server that runs on the same folder it is open for reading. Other settings are those of the
    environment and of ``moothall.toml``. Raises BadSetting and LibraryError, each with one sentence.
    """
    from moothall.library import Library  # heavy, and the command line that starts here may not need it

    return Library.open(Path(folder))
