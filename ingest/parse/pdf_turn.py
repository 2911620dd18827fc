"""Where a point of the file lies on the page as a reader holds it."""

from __future__ import annotations

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from ingest.parse.pdf_page import Box


class Turn:
    """From PDF space (y up, unrotated) to the page as it is held, also when all its text runs up or down."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self.degrees = page.get_rotation() % 360
        self.width, self.height = right - left, top - bottom
        if self.degrees in (90, 270):
            self.width, self.height = self.height, self.width

    def add(self, degrees: int) -> None:
        """Turn by a further 90, 180 or 270 degrees clockwise."""
        self.degrees = (self.degrees + degrees) % 360
        if degrees in (90, 270):
            self.width, self.height = self.height, self.width

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of PDF space lies."""
        if self.degrees == 90:
            return y - self._bottom, x - self._left
        if self.degrees == 180:
            return self._right - x, y - self._bottom
        if self.degrees == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where a rectangle of PDF space lies."""
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
