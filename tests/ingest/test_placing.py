"""A quotation is marked where it is printed: all of its ink lies in the marks, and no other ink does."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4, landscape

from ingest.model import Document
from ingest.parse import read
from ingest.parse.pdf_letters import printed_page
from ingest.placing import folded, placed
from ingest.printed import WHOLE, Area, Letter, PrintedPage, from_json, to_json
from tests.ingest.pdf_paper import Paper
from web.page_image import draw
from web.picture_marks import PageMarks, marks_on, marks_over

RED = (0.9, 0.0, 0.0)
ELSE = (
    "The council looks after its people and its places, and it will go on to do so in the years to come. "
    "Every service has a plan of its own, and each of them is reviewed in the spring by the cabinet."
)


def in_red(paper: Paper, write: Callable[[], None]) -> None:
    paper.canvas.setFillColorRGB(*RED)
    write()
    paper.canvas.setFillColorRGB(0, 0, 0)


def marks_of(document: Document, path: Path, quote: str, page: int, *, nth: int = 0) -> PageMarks:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(quote, start + 1)
    return marks_on(document, page, [(start, start + len(quote))], printed_page(path, page))


def ink(path: Path, page: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the picture of the page has red ink, and where black."""
    picture = np.asarray(Image.open(io.BytesIO(draw(path, page, 1100))).convert("RGB")).astype(int)
    red, green, blue = picture[..., 0], picture[..., 1], picture[..., 2]
    return (red > 150) & (green < 120) & (blue < 120), (red < 90) & (green < 90) & (blue < 90)


def covered(areas: tuple[Area, ...], shape: tuple[int, ...]) -> np.ndarray:
    mask = np.zeros(shape, bool)
    high, wide = shape
    for area in areas:
        top, bottom = area.top * high // WHOLE, -(-area.bottom * high // WHOLE)
        mask[top : bottom + 1, area.x0 * wide // WHOLE : -(-area.x1 * wide // WHOLE) + 1] = True
    return mask


def assert_red_alone_is_marked(path: Path, marks: PageMarks) -> None:
    red, black = ink(path, marks.page)
    inside = covered(marks.words, red.shape)
    assert red.sum() > 25  # a figure of two digits on a small picture
    assert (red & ~inside).sum() == 0
    assert (black & inside).sum() == 0
    assert marks.missing == 0


def test_a_sentence_over_two_lines_is_marked_line_by_line(tmp_path: Path) -> None:
    said = "Staff turnover was 12.4% in 2023/24, and so was less than it had been in each of the two years before."
    paper = Paper(tmp_path / "a.pdf")
    paper.heading("People plan")
    paper.text(ELSE)
    in_red(paper, lambda: paper.text(said))
    paper.text(ELSE)
    paper.canvas.save()

    marks = marks_of(read(paper.path), paper.path, said, 1)

    assert len(marks.words) == 2
    assert_red_alone_is_marked(paper.path, marks)


def test_a_part_of_a_word_is_marked_to_the_letter(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(ELSE)
    x = 72.0
    paper.put(x, 600, "(")
    paper.canvas.setFillColorRGB(*RED)
    paper.put(x + paper.canvas.stringWidth("(", "Helvetica", 11), 600, "£7,300,000")
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.put(x + paper.canvas.stringWidth("(£7,300,000", "Helvetica", 11), 600, ") is what it costs in all.")
    paper.canvas.save()

    marks = marks_of(read(paper.path), paper.path, "£7,300,000", 1)

    assert_red_alone_is_marked(paper.path, marks)


def test_of_two_columns_the_right_one_is_marked(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for x, colour in ((72.0, (0, 0, 0)), (310.0, RED)):
        paper.y = 700
        paper.text(ELSE, x=x, right=x + 210)
        paper.canvas.setFillColorRGB(*colour)
        paper.text("We will fill the posts that stand empty within six months.", x=x, right=x + 210)
        paper.canvas.setFillColorRGB(0, 0, 0)
    paper.canvas.save()

    marks = marks_of(
        read(paper.path), paper.path, "We will fill the posts that stand empty within six months.", 1, nth=1
    )

    assert_red_alone_is_marked(paper.path, marks)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_held_turned_is_marked_as_it_is_shown(tmp_path: Path, turned: int) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.canvas.setPageRotation(turned)
    paper.y = 500
    paper.text(ELSE)
    in_red(paper, lambda: paper.line("Turnover was 12.4% in the year."))
    paper.text(ELSE)
    paper.canvas.save()

    marks = marks_of(read(paper.path), paper.path, "Turnover was 12.4% in the year.", 1)

    assert_red_alone_is_marked(paper.path, marks)


@pytest.mark.parametrize("turned", [90, 270])
def test_text_that_runs_up_the_page_is_marked_where_the_picture_has_it(tmp_path: Path, turned: int) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.canvas.translate(*((595, 0) if turned == 90 else (0, 842)))
    paper.canvas.rotate(turned if turned == 90 else -90)
    paper.y = 500
    paper.text(ELSE)
    in_red(paper, lambda: paper.line("Turnover was 12.4% in the year."))
    paper.text(ELSE)
    paper.canvas.save()

    marks = marks_of(read(paper.path), paper.path, "Turnover was 12.4% in the year.", 1)

    assert_red_alone_is_marked(paper.path, marks)


def table(path: Path, *, size: tuple[float, float] = A4) -> Paper:
    """A ruled table whose figures are all alike but for their place; one of them is printed in red."""
    paper = Paper(path, size=size)
    paper.y = size[1] - 100
    paper.heading("Staff by service")
    rows = [
        ("Service", "2023", "2024"),
        ("Housing", "12", "12"),
        ("Planning", "12", "12"),
        ("Parks", "12", "12"),
    ]
    top = paper.y
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            y = top - 24 * number
            paper.canvas.setFillColorRGB(*(RED if (number, column) == (2, 2) else (0, 0, 0)))
            paper.put(80 + 120 * column, y, text)
            paper.canvas.rect(74 + 120 * column, y - 8, 120, 24)
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.y = top - 130
    paper.text(ELSE)
    paper.canvas.save()
    return paper


@pytest.mark.parametrize("size", [A4, landscape(A4)])
def test_a_cell_is_marked_and_what_names_its_row_and_column(
    tmp_path: Path, size: tuple[float, float]
) -> None:
    paper = table(tmp_path / "a.pdf", size=size)
    document = read(paper.path)
    row = document.text.index("Planning | 12 | 12")

    marks = marks_on(document, 1, [(row + 16, row + 18)], printed_page(paper.path, 1))

    assert_red_alone_is_marked(paper.path, marks)
    assert marks.cells == marks.words
    assert [covers(paper.path, marks, head) for head in marks.heads] == ["Planning", "2024"]


def test_what_was_filled_into_a_form_is_shown_and_marked(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(ELSE)
    paper.put(72, 600, "Name of the group:")
    paper.canvas.acroForm.textfield(
        name="group",
        value="Weir Lane Allotments",
        x=200,
        y=592,
        width=200,
        height=20,
        fontSize=11,
        textColor=Color(*RED),
        fillColor=None,
        borderWidth=0,
    )
    paper.canvas.save()

    marks = marks_of(read(paper.path), paper.path, "Weir Lane Allotments", 1)

    assert_red_alone_is_marked(paper.path, marks)


def covers(path: Path, marks: PageMarks, area: Area) -> str:
    """The letters within an area of the picture."""
    letters = printed_page(path, marks.page).letters
    return "".join(
        one.text
        for one in letters
        if area.x0 <= one.area.x0 and one.area.x1 <= area.x1 and area.top <= one.area.top <= area.bottom
    )


def test_a_row_is_marked_cell_by_cell(tmp_path: Path) -> None:
    paper = table(tmp_path / "a.pdf")

    marks = marks_of(read(paper.path), paper.path, "Planning | 12 | 12", 1)

    assert [covers(paper.path, marks, area) for area in marks.words] == ["Planning", "12", "12"]
    assert marks.cells == ()


def over_two_pages(path: Path) -> Paper:
    paper = Paper(path)
    paper.heading("People plan")
    paper.text(ELSE)
    paper.y = 60
    in_red(paper, lambda: paper.text("We look after those who work for us, and we will"))
    paper.canvas.showPage()
    paper.y = 770
    in_red(paper, lambda: paper.text("go on to do so for as long as they are with us."))
    paper.text(ELSE)
    paper.canvas.save()
    return paper


def test_a_quotation_over_two_pages_is_marked_on_both(tmp_path: Path) -> None:
    paper = over_two_pages(tmp_path / "a.pdf")
    document = read(paper.path)
    start = document.text.index("We look after")
    span = (start, document.text.index("with us.") + len("with us."))

    for page in (1, 2):
        assert_red_alone_is_marked(
            paper.path, marks_on(document, page, [span], printed_page(paper.path, page))
        )


def page_of(*words: str) -> PrintedPage:
    """A page with one word a row, in the order in which they are drawn."""
    letters, count = [], 0
    for number, word in enumerate(words):
        for place, char in enumerate(word):
            area = Area(100 * place, 100 * number, 100 * place + 90, 100 * number + 90)
            letters.append(Letter(char, area, number, number, number, count))
            count += 1
    return PrintedPage(tuple(letters), 1.4)


def rows_taken(text: str, page: PrintedPage) -> list[int | None]:
    return [letter.row if letter else None for letter in placed(text, page)]


def test_every_printed_letter_is_one_character_alone() -> None:
    # "abc" is printed twice and asked for three times: the third is not there.
    assert rows_taken("abc abc abc", page_of("abc", "abc")) == [
        0,
        0,
        0,
        None,
        1,
        1,
        1,
        None,
        None,
        None,
        None,
    ]


def test_what_is_not_printed_is_not_placed() -> None:
    assert rows_taken("abx", page_of("abc", "def")) == [None, None, None]


def test_a_part_of_another_word_is_no_word() -> None:
    assert rows_taken("12", page_of("2012", "12")) == [1, 1]


def test_a_raised_figure_an_accent_and_a_ligature_are_found_by_their_plain_letters() -> None:
    assert rows_taken("Ebbw Café² ﬁle", page_of("ebbw", "cafe\u0301" + "2", "file")) == [
        *(0, 0, 0, 0, None),
        *(1, 1, 1, 1, 1, None),
        *(2, 2, 2),
    ]
    assert folded("½") == "1\u20442"


def test_a_word_cut_by_the_end_of_its_line_is_found_in_both_parts() -> None:
    assert rows_taken("Planning establishment", page_of("planning", "establish-", "ment")) == [
        *[0] * 8,
        None,
        *[1] * 9,
        *[2] * 4,
    ]


def test_of_two_like_words_the_one_nearest_to_its_neighbour_is_marked() -> None:
    assert rows_taken("cd 7", page_of("cd", "7", "ab", "7")) == [0, 0, None, 1]


def test_of_two_as_near_the_one_that_goes_on_is_marked() -> None:
    assert rows_taken("y2 12", page_of("x1", "12", "y2", "12", "z3")) == [2, 2, None, 3, 3]


def test_a_page_without_letters_places_nothing() -> None:
    assert rows_taken("abc", PrintedPage((), 1.4)) == [None, None, None]


def test_a_printed_page_is_kept_as_it_is() -> None:
    page = page_of("Grüße", "½")

    assert from_json(to_json(page)) == page


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ratio": 1, "letters": [[1]]}', "null"])
def test_what_is_no_printed_page_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


@pytest.mark.parametrize("drawn", ["a", ".", "ab"])
def test_a_page_of_one_letter_over_and_over_takes_seconds_at_most(drawn: str) -> None:
    words = [drawn * 2] * (10_000 // len(drawn))

    taken = rows_taken(" ".join(words), page_of(*words))

    assert None not in taken[:2]


def test_a_row_that_is_cut_by_the_end_of_its_page_is_found_on_the_next(tmp_path: Path) -> None:
    paper = over_two_pages(tmp_path / "a.pdf")
    document = read(paper.path)
    first, second = printed_page(paper.path, 1), printed_page(paper.path, 2)
    cut = document.text.index("go on to do so for")
    # As if the words at the top of the second page had been stored with the first, as those of a cut row are.
    moved = replace(document, page_starts=(0, cut + len("go on to do so")))
    span = (document.text.index("We look after"), cut + len("go on to do so"))

    alone = marks_on(moved, 1, [span], first)
    mine, after = marks_over(moved, 1, [span], first, second)

    assert alone.missing == len("goontodoso")
    assert (mine.missing, after.page, after.found) == (0, 2, len("goontodoso"))
    assert covers(paper.path, after, after.words[0]) == "goontodoso"


def test_a_stretch_that_text_and_page_go_on_from_apart_ends_with_its_last_whole_word(tmp_path: Path) -> None:
    # "inclusive" and the "o" of "On-going" are no stretch of the text's "an inclusive organisation".
    printed = page_of("CCC", "is", "an", "inclusive", "On-going")
    text = "CCC is an inclusive organisation On-going"

    found = placed(text, printed)

    assert found[text.index("organisation")] is None
    assert all(found[place] for place in range(text.index("On-going"), len(text)))


def test_a_word_that_the_page_cuts_with_a_hyphen_is_found_in_both_its_parts() -> None:
    printed = page_of("a", "need", "for", "the", "council", "to", "re-", "shape", "its", "offer", "to", "all")
    text = "a need for the council to reshape its offer to all"

    found = placed(text, printed)

    assert all(letter for char, letter in zip(text, found, strict=True) if char != " ")
