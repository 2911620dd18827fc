"""What the page of sources shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import Field, Shell


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source: how it is set up, what its last run did, whether deletions wait for a word."""

    id: str
    name: str
    address: str
    about: str
    sentences: Sequence[str]
    paused: bool
    timed: bool
    running: bool
    held: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """``sources.html``: the sources, and the form for a website."""

    shell: Shell
    lines: Sequence[SourceLine]
    fields: Sequence[Field]
