"""Lists of PDF pages: any bullet, numbers, letters, nesting, wrapped items, lists over page breaks."""

from __future__ import annotations

from pathlib import Path

from ingest.parse.pdf import read_pdf
from ingest.parse.raw import RawDocument, RawList
from tests.ingest.pdf_paper import LEFT, Paper

LONG = (
    "support every manager to lead well, and give each of them time to learn from the others in small groups"
)


def lists(document: RawDocument) -> list[list[tuple[int, str, str]]]:
    found = [block for block in document.blocks if isinstance(block, RawList)]
    return [[(line.level, line.marker, line.text) for line in block.lines] for block in found]


def test_bullets_of_any_font_open_items_and_indents_nest_them(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.line("We will:")
    paper.bullet(LONG, mark="l", font="ZapfDingbats")
    paper.bullet("recruit fairly", mark="\xb7", font="Symbol")
    paper.bullet("offer flexible work", mark="o", font="Courier", x=LEFT + 40)
    paper.bullet("offer fair pay", mark="o", font="Courier", x=LEFT + 40)
    paper.bullet("listen", mark="–")

    assert lists(read_pdf(paper.save())) == [
        [
            (0, "•", LONG),
            (0, "•", "recruit fairly"),
            (1, "•", "offer flexible work"),
            (1, "•", "offer fair pay"),
            (0, "•", "listen"),
        ]
    ]


def test_numbered_and_lettered_lists_keep_their_marks_and_are_two_lists(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for mark, text in (
        ("1.", LONG),
        ("2.", "Ask for help."),
        ("(a)", "first thing"),
        ("(b)", "second thing"),
    ):
        paper.bullet(text, mark=mark)

    assert lists(read_pdf(paper.save())) == [
        [(0, "1.", LONG), (0, "2.", "Ask for help.")],
        [(0, "(a)", "first thing"), (0, "(b)", "second thing")],
    ]


def test_a_list_over_a_page_break_is_one_list_also_when_the_break_falls_within_an_item(
    tmp_path: Path,
) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.y = 84
    paper.line("Our promises are these:")
    paper.bullet("we will pay attention to what our people tell us in surveys and meetings, and act")
    paper.page()
    paper.line("on what we hear within three months", x=LEFT + 30)
    paper.bullet("we will be honest")

    assert lists(read_pdf(paper.save())) == [
        [
            (0, "•", "we will pay attention to what our people tell us in surveys and meetings, and act"
             " on what we hear within three months"),
            (0, "•", "we will be honest"),
        ]
    ]  # fmt: skip


def test_a_dash_that_opens_a_line_by_chance_opens_no_item(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.line("We will spend the whole of the sum that was agreed by the full council (£20 million")
    paper.line("– £24 million) on training, and report to the cabinet committee every six months.")

    assert lists(read_pdf(paper.save())) == []


def test_numbered_paragraphs_whose_lines_do_not_hang_stay_paragraphs(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for number in (1, 2):
        paper.text(
            f"{number}. The council agreed this in {2020 + number} and has since then kept to it. {LONG}."
        )
        paper.gap()

    assert lists(read_pdf(paper.save())) == []
