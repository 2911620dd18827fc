"""A sheet of paper for tests: puts words, lines and boxes on PDF pages at exact places with reportlab."""

from __future__ import annotations

from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT, TOP = 72.0, 523.0, 770.0
pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))


class Paper:
    """A PDF under way. ``y`` is how far from the bottom of the page the next line stands, in points."""

    def __init__(self, path: Path, *, size: tuple[float, float] = A4, **options: object) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=size, invariant=1, **options)
        self.y = TOP

    def put(self, x: float, y: float, text: str, *, font: str = "Helvetica", size: float = 11) -> None:
        """One run of text with its baseline at (x, y)."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def line(self, text: str, *, x: float = LEFT, font: str = "Helvetica", size: float = 11) -> None:
        """One line at ``y``, which moves down by the leading."""
        self.put(x, self.y, text, font=font, size=size)
        self.y -= 1.2 * size

    def text(
        self, text: str, *, x: float = LEFT, right: float = RIGHT, font: str = "Helvetica", size: float = 11
    ) -> None:
        """Words wrapped between two edges."""
        row = ""
        for word in text.split():
            longer = f"{row} {word}".strip()
            if pdfmetrics.stringWidth(longer, font, size) > right - x and row:
                self.line(row, x=x, font=font, size=size)
                longer = word
            row = longer
        self.line(row, x=x, font=font, size=size)

    def heading(self, text: str, *, size: float = 16) -> None:
        """A bold line with room around it."""
        self.y -= 0.8 * size
        self.line(text, font="Helvetica-Bold", size=size)
        self.gap()

    def bullet(
        self, text: str, *, mark: str = "\u2022", font: str = "Helvetica", x: float = LEFT + 12
    ) -> None:
        """A wrapped list item that hangs from its mark."""
        self.put(x, self.y, mark, font=font)
        self.text(text, x=x + 18)

    def gap(self, points: float = 8) -> None:
        """Room between paragraphs."""
        self.y -= points

    def table(
        self, rows: list[list[str]], widths: list[float], *, height: float = 18, x: float = LEFT
    ) -> None:
        """A ruled table of one-line cells; the first row is bold."""
        top = self.y + height
        for number, row in enumerate(rows):
            at = x
            for text, width in zip(row, widths, strict=True):
                self.canvas.rect(at, self.y, width, height)
                font = "Helvetica-Bold" if number == 0 else "Helvetica"
                self.put(at + 4, self.y + 5, text, font=font, size=9)
                at += width
            self.y -= height
        assert top > self.y

    def page(self) -> None:
        """A new page."""
        self.canvas.showPage()
        self.y = TOP

    def save(self) -> Path:
        """The finished file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.path
