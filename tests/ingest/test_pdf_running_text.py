"""Headings, paragraphs, columns and furniture of PDF pages laid out in the test itself."""

from __future__ import annotations

from pathlib import Path

from ingest.parse.pdf import read_pdf
from ingest.parse.raw import RawDocument, RawHeading, RawParagraph
from tests.ingest.pdf_paper import LEFT, TOP, Paper

WARDS = (
    "The council employs people in every ward and this plan says how we will support them in the years ahead."
)
PARTNERS = (
    "Our partners in health and the voluntary sector help us to run services that residents can rely on."
)


def paragraphs(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, RawParagraph)]


def headings(document: RawDocument) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in document.blocks if isinstance(block, RawHeading)]


def test_lines_of_a_paragraph_are_one_text_and_headings_have_levels_by_size(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.heading("Workforce Plan", size=22)
    paper.heading("Why we need to change", size=14)
    paper.text(WARDS)
    paper.gap()
    paper.text(PARTNERS)

    document = read_pdf(paper.save())

    assert headings(document) == [("Workforce Plan", 1), ("Why we need to change", 2)]
    assert paragraphs(document) == [WARDS, PARTNERS]


def test_a_bold_line_in_the_size_of_the_text_is_marked_bold_for_others_to_judge(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(WARDS)
    paper.gap()
    paper.line("Gender split", font="Helvetica-Bold")
    paper.gap()
    paper.text(PARTNERS)

    document = read_pdf(paper.save())

    bold = [block.text for block in document.blocks if isinstance(block, RawParagraph) and block.bold]
    assert bold == ["Gender split"]


def test_a_coloured_line_in_the_size_of_the_text_is_a_heading(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(WARDS)
    paper.gap()
    paper.canvas.setFillColorRGB(0, 0.3, 0.7)
    paper.line("What we will do")
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.gap()
    paper.text(PARTNERS)

    assert [text for text, _ in headings(read_pdf(paper.save()))] == ["What we will do"]


def test_two_columns_are_read_one_after_the_other_although_they_share_baselines(
    tmp_path: Path,
) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.line("A workforce for the borough", font="Helvetica-Bold", size=20)
    paper.gap(20)
    top = paper.y
    for x, right, name in ((LEFT, 285.0, "Left"), (310.0, 523.0, "Right")):
        paper.y = top
        for number in range(1, 4):
            paper.text(f"{name} {number}. {WARDS}", x=x, right=right)
            paper.gap()

    document = read_pdf(paper.save())

    starts = [text.split(".")[0] for text in paragraphs(document)]
    assert starts == ["Left 1", "Left 2", "Left 3", "Right 1", "Right 2", "Right 3"]
    assert paragraphs(document)[0] == f"Left 1. {WARDS}"


def test_columns_drawn_line_by_line_across_the_page_are_not_mixed(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    left = ["the left column runs on and on through"] * 12
    right = ["while the right one tells of other things"] * 12
    for one, other in zip(left, right, strict=True):
        paper.put(LEFT, paper.y, one)
        paper.put(320, paper.y, other)
        paper.y -= 13

    text = " ".join(paragraphs(read_pdf(paper.save())))

    assert text == " ".join(left + right)


def test_a_paragraph_over_a_page_break_has_a_part_for_each_page(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.y = 80
    paper.line("Together with our partners we will make sure that the whole district is a fair")
    paper.page()
    paper.line("and equal place, where everyone is proud to live.")

    document = read_pdf(paper.save())

    assert [block.parts for block in document.blocks if isinstance(block, RawParagraph)] == [
        [
            ("Together with our partners we will make sure that the whole district is a fair", 1),
            ("and equal place, where everyone is proud to live.", 2),
        ]
    ]


def test_words_cut_at_the_end_of_a_line_are_whole_and_hyphens_of_the_writer_stay(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    lines = [
        "The community is at the heart of all that we are doing, and it is the commu-",
        "nity that tells us what matters. Our planning must always take a long-",
        "term view of the \ufb01nances. We look after our temporary work\u00ad",
        "force and publish what we have found in Barton-on-",
        "Humber from 2023-",
        "2026 onwards.",
    ]
    for line in lines:
        paper.line(line, font="Vera")

    assert paragraphs(read_pdf(paper.save())) == [
        "The community is at the heart of all that we are doing, and it is the community that tells us what"
        " matters. Our planning must always take a long-term view of the finances. We look after our"
        " temporary workforce and publish what we have found in Barton-on-Humber from 2023-2026 onwards."
    ]


def test_running_titles_page_numbers_and_slanted_marks_are_taken_out_and_listed(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for number in range(1, 5):
        paper.put(LEFT, 812, "People Strategy 2024-2028", size=9)
        paper.put(500, 30, f"Page {number}", size=9)
        paper.canvas.saveState()
        paper.canvas.setFillGray(0.85)
        paper.canvas.translate(200, 300)
        paper.canvas.rotate(45)
        paper.put(0, 0, "DRAFT", size=80)
        paper.canvas.restoreState()
        paper.y = TOP
        paper.heading(f"Priority {number}: people come first")
        paper.text(f"{number * 'Indeed '}{WARDS}")
        if number < 4:
            paper.page()

    document = read_pdf(paper.save())

    assert document.furniture is not None
    assert set(document.furniture) == {
        "People Strategy 2024-2028", "DRAFT", "Page 1", "Page 2", "Page 3", "Page 4"
    }  # fmt: skip
    assert [text for text, _ in headings(document)] == [
        f"Priority {n}: people come first" for n in range(1, 5)
    ]
    assert len(paragraphs(document)) == 4


def test_the_title_in_the_file_is_given_unless_a_program_made_it_up(tmp_path: Path) -> None:
    stated, made_up = Paper(tmp_path / "a.pdf"), Paper(tmp_path / "b.pdf")
    stated.canvas.setTitle("People Strategy 2024-2028")
    made_up.canvas.setTitle("Microsoft Word - Document1.docx")
    stated.text(WARDS)
    made_up.text(WARDS)

    assert read_pdf(stated.save()).title == "People Strategy 2024-2028"
    assert read_pdf(made_up.save()).title == ""
