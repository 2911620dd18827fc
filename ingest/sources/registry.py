"""The kinds of sources by name; a new one is a module with ``make`` and a line here."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from ingest.sources.model import BadSource, Source

KINDS = {
    "folder": "ingest.sources.folder",
    "website": "ingest.sources.website",
    "moderngov": "ingest.sources.moderngov",
    "sharepoint": "ingest.sources.sharepoint",
}


def made(kind: str, address: str, options: Mapping[str, str]) -> Source:
    """The source of this kind; its module is imported when it is needed. Raises BadSource."""
    if kind not in KINDS:
        raise BadSource(f"There is no kind of source called {kind!r}. The kinds are: {', '.join(KINDS)}.")
    source: Source = importlib.import_module(KINDS[kind]).make(address, options)
    return source
