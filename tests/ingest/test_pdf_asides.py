"""A shaded box beside the text is read as a text of its own."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors

from ingest.parse.pdf import read_pdf
from ingest.parse.structure import assemble
from tests.ingest.pdf_paper import LEFT, Paper

TEXT = (
    "Reserves are kept for bad days, and this paragraph speaks of them at some length, so that its lines wrap "
    "around the box that stands at the right of it on the page."
)


def test_lines_of_a_box_and_lines_beside_it_are_never_one_sentence(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.canvas.setFillColor(colors.lightgrey)
    paper.canvas.rect(LEFT + 330, paper.y - 50, 120, 60, stroke=0, fill=1)
    paper.canvas.setFillColor(colors.black)
    for number, line in enumerate(("Did you know? Each", "home gets nine bins", "of rubbish taken.")):
        paper.put(LEFT + 335, paper.y - 6 - 13 * number, line, size=10)
    paper.text(TEXT, right=LEFT + 320)

    found = assemble(read_pdf(paper.save()), digest="0" * 64, file="a.pdf").text

    assert TEXT in found
    assert "Did you know? Each home gets nine bins of rubbish taken." in found
