"""Pages as a photocopier leaves them: pictures with a slope and specks, with and without a text behind them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.one_paper import ACTIONS, AIMS, COUNCIL, HEADS, INTRODUCTION, NOTE, ROWS, TITLE
from tests.ingest.pdf_paper import Paper

Draw = Callable[[Canvas], None]


def printed_paper(path: Path, *, council: str = COUNCIL) -> Path:
    """The paper of ``one_paper`` as a PDF with text."""
    paper = Paper(path)
    paper.line(council, font="Helvetica-Bold", size=18)
    paper.line(TITLE, font="Helvetica-Bold", size=22)
    paper.gap()
    paper.text(INTRODUCTION)
    paper.heading("Our aims")
    for aim in AIMS:
        paper.bullet(aim)
    for heading, rows, widths in (
        ("Our workforce", [HEADS, *ROWS], [180.0, 140.0, 100.0]),
        ("What we will do", ACTIONS, [200.0, 140.0, 110.0]),
    ):
        paper.heading(heading)
        paper.gap(20)
        paper.table(rows, widths)
        paper.gap(20)
    paper.heading("Agency staff")
    paper.text(NOTE)
    paper.canvas.save()
    return path


def copied(source: Path, *, dpi: int = 200, degrees: float = 0.0, specks: float = 0.0) -> list[Image.Image]:
    """The pages as pictures: turned by so many degrees, this share of their places black or white by chance."""
    chance = np.random.default_rng(17)
    pictures = []
    pdf = pypdfium2.PdfDocument(source)
    for page in pdf:
        grey = page.render(scale=dpi / 72).to_pil().convert("L")
        grey = grey.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
        held = np.asarray(grey).copy()
        noise = chance.random(held.shape)
        held[noise < specks / 2] = 0
        held[noise > 1 - specks / 2] = 255
        pictures.append(Image.fromarray(held))
    pdf.close()
    return pictures


def scanned(
    path: Path, pictures: list[Image.Image], *, before: Draw | None = None, after: Draw | None = None
) -> Path:
    """A PDF of these pictures; ``before`` and ``after`` draw on each page under and over its picture."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for picture in pictures:
        held = io.BytesIO()
        picture.save(held, "PNG")
        held.seek(0)
        if before:
            before(canvas)
        canvas.drawImage(ImageReader(held), 0, 0, *A4)
        if after:
            after(canvas)
        canvas.showPage()
    canvas.save()
    return path


def words_at(lines: list[tuple[float, str]], *, mode: int = 0, white: bool = False, size: float = 11) -> Draw:
    """Draws these lines at their heights: visibly, invisibly (mode 3), or in white."""

    def draw(canvas: Canvas) -> None:
        for y, line in lines:
            text = canvas.beginText(72, y)
            text.setFont("Helvetica", size)
            text.setTextRenderMode(mode)
            text.setFillGray(1.0 if white else 0.0)
            text.textLine(line)
            canvas.drawText(text)

    return draw
