"""The library as commands open it: where papers come from others, they follow them into their collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from ingest.library import Library


def open_library(settings: Settings, *, read_only: bool) -> Library:
    """The library of the settings. Raises LibraryError."""
    from access.following import following
    from ingest.library import Library

    return Library.open(
        settings.data,
        database=settings.database,
        read_only=read_only,
        follows=following(settings.data),
    )
