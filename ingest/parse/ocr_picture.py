"""The picture of a PDF page made ready for text recognition: grey, straight; and back from it to the page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage  # type: ignore[import-untyped]

Grey = NDArray[np.uint8]
DARK = 128
_MOST_SKEW, _STEP, _FINE = 6.0, 0.5, 0.1  # degrees
_LEAST_SKEW = 0.15
_FEWEST, _POINTS = 200, 60_000  # dark places that the slope is estimated from
_SPECK_PT, _DUST = 0.75, 300
_LEAST_INK = 0.0004  # share of dark places on a page that has anything to read


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture turned so that its lines are level. ``degrees`` is by how much, against the clock; ``scale`` are its
    pixels a point.
    """

    grey: Grey
    degrees: float
    scale: float

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.grey.shape[1])

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.grey.shape[0])

    def as_shown(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """The rectangle around these pixels on the picture as it was before it was turned."""
        corners = [self._back(x, y) for x in (x0, x1) for y in (top, bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        angle = math.radians(self.degrees)
        dx, dy = x - self.width / 2, y - self.height / 2
        return (
            self.width / 2 + dx * math.cos(angle) - dy * math.sin(angle),
            self.height / 2 + dx * math.sin(angle) + dy * math.cos(angle),
        )


def is_blank(grey: Grey) -> bool:
    """Whether nothing is printed on the picture."""
    return float((grey < DARK).mean()) < _LEAST_INK


def without_specks(grey: Grey, scale: float) -> Grey:
    """The picture without dark and white places smaller than a full stop, where there are so many that they are dust."""
    least = (_SPECK_PT * scale) ** 2
    clean = grey
    for dark in (True, False):
        ink = (clean < DARK) if dark else (clean >= DARK)
        labels, count = ndimage.label(ink, structure=np.ones((3, 3)))
        sizes = np.bincount(labels.ravel(), minlength=count + 1)
        small = sizes < least
        small[0] = False
        if int(small.sum()) >= _DUST:
            clean = np.where(small[labels], np.uint8(255 if dark else 0), clean)
    return clean


def straightened(grey: Grey, scale: float) -> Straight:
    """The picture with its lines level."""
    degrees = slope(grey)
    if abs(degrees) < _LEAST_SKEW:
        return Straight(grey, 0.0, scale)
    turned = Image.fromarray(grey).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return Straight(np.asarray(turned, dtype=np.uint8), degrees, scale)


def slope(grey: Grey) -> float:
    """By how many degrees the lines fall to the right: where the rows of ink stand apart most sharply."""
    rows, columns = np.nonzero(grey[::2, ::2] < DARK)
    if len(rows) < _FEWEST:
        return 0.0
    every = max(1, len(rows) // _POINTS)
    down, across = rows[::every].astype(np.float64), columns[::every].astype(np.float64)
    coarse = max(_between(0.0, _MOST_SKEW, _STEP), key=lambda degrees: _sharpness(down, across, degrees))
    best = max(_between(coarse, _STEP, _FINE), key=lambda degrees: _sharpness(down, across, degrees))
    return float(round(best, 2))


def _between(middle: float, reach: float, step: float) -> list[float]:
    """The angles around one, the nearest first: of equals the smallest turn is taken."""
    count = round(reach / step)
    return sorted(
        (middle + place * step for place in range(-count, count + 1)), key=lambda a: abs(a - middle)
    )


def _sharpness(down: NDArray[np.float64], across: NDArray[np.float64], degrees: float) -> float:
    rows = np.round(down - across * math.tan(math.radians(degrees))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())
