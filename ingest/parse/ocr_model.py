"""What a program for text recognition tells of a picture, before it is laid on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.parse.ocr_picture import Straight


from ingest.printed import Area


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as recognised, in pixels of the picture that was read; ``confidence`` in percent."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    line: int
    confidence: int


Recognise = Callable[["Straight"], list[Seen]]


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page as recognised: words in points of the page made straight, and their places on the picture as shown in
    ten-thousandths (``areas``, one for each word); lines that are drawn on it, in points.
    """

    page: int
    width: float
    height: float
    program: str
    words: tuple[Seen, ...] = ()
    areas: tuple[Area, ...] = ()
    level: tuple[tuple[float, ...], ...] = ()
    upright: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PagesRead:
    """All pages of one run."""

    pages: tuple[PageRead, ...] = ()
