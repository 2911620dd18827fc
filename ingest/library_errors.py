"""What can go wrong with a library, apart from files that are refused (``ingest.errors``).

LibraryError
├── LibraryInUse      another process writes this data folder
├── NoLibrary         opened for reading, but there is nothing there
├── ReadOnly          asked to change a library that was opened for reading
├── MixedModels       the index was made by another embedding model
├── NotKept           the disk is full or may not be written; nothing is wrong with the file at hand
├── Unreachable       the database does not answer; it may in a moment
├── Broken            the library file is damaged, locked for too long, or no library at all
├── UnknownDocument   no document of this id
├── UnknownFact       no fact of this id
├── BadReview         what was said of a figure cannot be: a field that is not there, an impossible value
├── NothingToUndo     nobody has said anything of this figure, or all of it was taken back
├── UnknownJob        no job of this id
└── BadOverrides      a library.toml or an option that cannot be used
"""

from __future__ import annotations

from collections.abc import Mapping


class LibraryError(Exception):
    """Something about the library as a whole; the text is one sentence for a person."""


class LibraryInUse(LibraryError):
    """Another process holds the write lock of the data folder."""


class NoLibrary(LibraryError):
    """The folder holds no library and was not to be made."""


class ReadOnly(LibraryError):
    """A change was asked of a library that was opened for reading only."""


class MixedModels(LibraryError):
    """The vectors of the index come from another model than the one installed."""


class NotKept(LibraryError):
    """The disk is full, or the data folder may not be written."""


class Unreachable(LibraryError):
    """The database that holds the library does not answer."""


class Broken(LibraryError):
    """SQLite cannot read or write the library file."""


class UnknownDocument(LibraryError, KeyError):
    """No document of this id is in the library."""

    def __str__(self) -> str:
        """The sentence itself; KeyError would quote it."""
        return str(self.args[0])


class UnknownFact(UnknownDocument):
    """No fact of this id is in the library."""


class BadReview(LibraryError):
    """What was said of a figure cannot be kept; ``errors`` holds a sentence for each field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class NothingToUndo(LibraryError):
    """No word on this figure is left to be taken back."""


class UnknownJob(UnknownDocument):
    """No job of this id is known."""


class BadOverrides(LibraryError):
    """A library.toml or options that cannot be used; the text lists every fault."""
