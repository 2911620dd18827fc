"""What a person filled into a PDF form is read beside its label."""

from __future__ import annotations

from pathlib import Path

from ingest.parse.pdf import read_pdf
from ingest.parse.structure import assemble
from tests.ingest.pdf_paper import LEFT, Paper


def test_filled_fields_and_ticks_are_read_after_their_labels(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    form = paper.canvas.acroForm
    paper.text(
        "This form says what the change means for staff, and who has looked at it before the decision."
    )
    paper.gap(20)
    for name, value in (("Officer completing", "Ann Bee"), ("Date completed", "14 March 2025")):
        paper.put(LEFT, paper.y, name)
        form.textfield(name=name, value=value, x=LEFT + 220, y=paper.y - 5, width=200, height=18)
        paper.y -= 30
    paper.put(LEFT, paper.y, "Does it affect staff?")
    for number, (label, ticked) in enumerate((("Yes", True), ("No", False))):
        at = LEFT + 220 + 60 * number
        paper.put(at, paper.y, label)
        form.checkbox(name=f"c{number}", checked=ticked, x=at + 25, y=paper.y - 3, size=14)

    text = assemble(read_pdf(paper.save()), digest="0" * 64, file="a.pdf").text

    plain = " ".join(text.replace("|", " ").split())
    assert "Officer completing Ann Bee" in plain
    assert "Date completed 14 March 2025" in plain
    assert "Does it affect staff? Yes ☒ No ☐" in plain
