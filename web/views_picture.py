"""What the template of the document viewer is given about pictures of pages (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle over a picture, in ten-thousandths of its width. ``kind`` is word, cell or head."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ZoomLink:
    """One way to see the picture: "Fit", "150%"."""

    text: str
    zoom: int
    url: str


@dataclass(frozen=True, slots=True)
class CloseUp:
    """The marked part of another page's picture: ``box`` is the part that is seen."""

    where: str
    said: str
    url: str
    image_url: str
    height: int
    box: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class PictureView:
    """A page's picture: ``height`` is in ten-thousandths of its width, ``pixels`` that of its usual size.

    ``said`` is why not all is marked that the text marks; ``closeup`` the marked part, empty when nothing is marked.
    """

    url: str
    large_url: str
    sharp: bool
    alt: str
    height: int
    pixels: int
    marks: Sequence[Mark]
    said: str
    legend: str
    closeup: str
    others: Sequence[CloseUp]
    zoom: int
    zooms: Sequence[ZoomLink]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page in the row of pages: its address, its small picture, and what it holds ("2 marked")."""

    text: str
    url: str
    image_url: str
    note: str
    current: bool = False
