"""Scanned pages are read from their pictures, and a text that nobody can see is held against the picture first."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.derive import Wanted, derived
from ingest.errors import NoText, TooLarge
from ingest.model import BlockKind, Document
from ingest.parse import read, scanning
from ingest.parse.ocr_model import PageRead, Seen
from ingest.parse.ocr_picture import slope, straightened
from ingest.parse.pdf_page import Page, Style, Word
from ingest.parse.pdf_scans import Verdict, compared, lay
from ingest.parse.sniff import Limits
from ingest.placing import placed
from ingest.printed import Area
from ingest.refs import ref_at
from ingest.scan_model import Scan, ScannedWord
from ingest.scanned import printed
from tests.ingest.one_paper import ACTIONS, AIMS, GOLD, HEADS, ROWS, as_docx, put
from tests.ingest.scans import copied, printed_paper, scanned, words_at

PROGRAMS = [
    pytest.param(
        "tesseract",
        marks=pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed"),
    ),
    pytest.param(
        "rapidocr",
        marks=[
            pytest.mark.slow,
            pytest.mark.skipif(not importlib.util.find_spec("rapidocr"), reason="rapidocr is not installed"),
        ],
    ),
]
HIDDEN = [
    (700.0, "Westmarch Borough Council employs 7,204 people across all of its services."),
    (680.0, "It is a good place to work."),
]
SHOWN = [
    (700.0, "Westmarch Borough Council employs 1,204 people across all of its services."),
    (680.0, "It is a good place to work."),
]


@pytest.fixture(autouse=True)
def _any_program() -> Iterator[None]:
    yield
    scanning.use("")


def figures(document: Document) -> set[tuple[str, float | None, str, str]]:
    return {(f.metric, f.value, f.unit, f.part) for f in derived(Wanted(document, False)).facts}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_crooked_speckled_scan_gives_the_figures_and_tables_of_the_paper(
    tmp_path: Path, program: str
) -> None:
    scanning.use(program)
    pictures = copied(printed_paper(tmp_path / "paper.pdf"), degrees=-1.7, specks=0.004)

    document = read(scanned(tmp_path / "scan.pdf", pictures))

    blocks = [block for _, section in document.walk() for block in section.blocks]
    tables = [[[c.text for c in row.cells] for row in (*b.heads, *b.rows)] for b in blocks if b.rows]
    assert figures(document) == figures(read(put(tmp_path, "paper.docx", as_docx())))
    assert {value for _, value, *_ in figures(document)} >= GOLD
    assert tables[0] == [HEADS, *ROWS]
    assert [row[1:] for row in tables[1]] == [row[1:] for row in ACTIONS]
    assert [line.text for b in blocks if b.kind is BlockKind.LIST for line in b.lines] == AIMS
    assert document.report.warnings[0].startswith(f"Read from the picture by {program}: page 1.")


@pytest.mark.parametrize("program", PROGRAMS[:1])
def test_a_quotation_from_a_scan_says_so_and_how_sure_it_is(tmp_path: Path, program: str) -> None:
    document = read(scanned(tmp_path / "scan.pdf", copied(printed_paper(tmp_path / "paper.pdf"))))
    start = document.text.index("Agency spend fell")

    ref = ref_at(document, start, start + 41)
    facts = derived(Wanted(document, False)).facts

    assert ref.startswith("page 1, read from its picture, 9") and ref.endswith("% sure")
    assert {fact.places[0].confidence for fact in facts} <= set(range(80, 101))
    assert not any(fact.doubtful for fact in facts)


@pytest.mark.parametrize("program", PROGRAMS[:1])
def test_the_words_of_a_scan_are_marked_where_the_picture_shows_them(tmp_path: Path, program: str) -> None:
    pictures = copied(printed_paper(tmp_path / "paper.pdf"), degrees=2.0)
    document = read(scanned(tmp_path / "scan.pdf", pictures))
    letters = placed(document.text, printed(document.scans[0]))
    start = document.text.index("940,000")

    found = [letter.area for letter in letters[start : start + 7] if letter]

    # By the ink: the line of the note stands at 53% of the page's height, turned two degrees about its middle.
    area = found[0]
    for other in found[1:]:
        area = area.over(other)
    ink = pictures[0].crop(
        tuple(
            round(v * s / 10_000)
            for v, s in zip((area.x0, area.top, area.x1, area.bottom), pictures[0].size * 2, strict=True)
        )
    )
    assert len(found) == 7
    assert sum(value < 128 for value in ink.get_flattened_data()) > 0.08 * ink.width * ink.height


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_hidden_text_that_says_another_figure_than_the_picture_is_not_believed(
    tmp_path: Path, program: str
) -> None:
    scanning.use(program)
    pictures = copied(printed_paper(tmp_path / "paper.pdf"))
    lines = [
        (y, "Westmarch Borough Council employs 7,204 people. Staff turnover was 11.2%") for y in (700.0,)
    ]

    document = read(scanned(tmp_path / "scan.pdf", pictures, after=words_at(lines, mode=3)))

    assert "1,204 people" in document.text
    assert "7,204" not in document.text
    assert document.scans[0].instead == "7,204"
    assert (
        "The hidden text of page 1 says “7,204” where the picture does not: the picture was read in its place."
        in document.report.warnings
    )


@pytest.mark.parametrize("program", PROGRAMS[:1])
@pytest.mark.parametrize("kind", ["under the picture", "white on the picture"])
def test_a_text_under_a_picture_or_white_on_it_is_held_against_it(
    tmp_path: Path, program: str, kind: str
) -> None:
    pictures = copied(printed_paper(tmp_path / "paper.pdf"))
    under = words_at(HIDDEN) if kind == "under the picture" else None
    over = words_at(HIDDEN, white=True) if kind == "white on the picture" else None

    document = read(scanned(tmp_path / "scan.pdf", pictures, before=under, after=over))

    assert "1,204 people" in document.text
    assert "7,204" not in document.text
    assert document.scans[0].instead == "7,204"


def copy_of(folder: Path, lines: list[tuple[float, str]]) -> Image.Image:
    """A page with these lines as a picture."""
    canvas = Canvas(str(folder / "shown.pdf"), pagesize=A4, invariant=1)
    words_at(lines)(canvas)
    canvas.save()
    return copied(folder / "shown.pdf")[0]


@pytest.mark.parametrize("program", PROGRAMS[:1])
def test_too_many_pages_to_be_read_from_pictures_are_counted_all_together(
    tmp_path: Path, program: str
) -> None:
    pages = [copy_of(tmp_path, SHOWN)] * 9
    path = scanned(tmp_path / "scan.pdf", pages, after=words_at(HIDDEN, mode=3))

    # Every second page is compared first, which are five; as they do not agree, the other four are wanted too.
    with pytest.raises(TooLarge) as caught:
        read(path, limits=Limits(scanned_pages=8))
    assert str(caught.value) == (
        "“scan.pdf” has 9 pages to be read from their pictures and the limit is 8: split it."
    )


@pytest.mark.parametrize("program", PROGRAMS[:1])
def test_a_hidden_text_that_agrees_with_its_picture_is_kept(tmp_path: Path, program: str) -> None:
    picture = copy_of(tmp_path, SHOWN)

    document = read(scanned(tmp_path / "scan.pdf", [picture], after=words_at(SHOWN, mode=3)))

    assert "employs 1,204 people" in document.text
    assert document.scans == ()
    assert document.report.warnings == (
        "The text of page 1 was recognised from a picture and may have mistakes.",
    )


def test_without_a_program_a_scan_is_refused_in_a_sentence_that_says_what_to_install(tmp_path: Path) -> None:
    scanning.use("off")
    path = scanned(tmp_path / "scan.pdf", copied(printed_paper(tmp_path / "paper.pdf")))

    with pytest.raises(NoText, match=r"tesseract-ocr or rapidocr\), or switch it on") as caught:
        read(path)
    assert str(caught.value).count(". ") == 0


def test_without_a_program_a_hidden_text_is_read_and_said_to_be_unchecked(tmp_path: Path) -> None:
    scanning.use("off")
    pictures = copied(printed_paper(tmp_path / "paper.pdf"))

    document = read(scanned(tmp_path / "scan.pdf", pictures, after=words_at(HIDDEN, mode=3)))

    assert "7,204" in document.text
    assert (
        "Page 1 holds text that is not what is seen there, and it could not be compared with the picture, for no program "
        "for text recognition is in use: install tesseract-ocr or rapidocr, or switch it on."
        in document.report.warnings
    )


def test_a_page_is_made_straight_by_the_slope_of_its_lines(tmp_path: Path) -> None:
    import numpy as np

    source = printed_paper(tmp_path / "paper.pdf")
    for degrees in (-3.1, 0.0, 1.4):
        grey = np.asarray(copied(source, degrees=degrees)[0], dtype=np.uint8)

        assert slope(grey) == pytest.approx(-degrees, abs=0.15)
        assert slope(straightened(grey, 200 / 72).grey) == pytest.approx(0.0, abs=0.15)


def seen(text: str, confidence: int = 95) -> tuple[Seen, ...]:
    words = enumerate(text.split())
    return tuple(Seen(word, 40.0 * at, 100.0, 40.0 * at + 35, 110.0, 0, confidence) for at, word in words)


def page_with(text: str) -> Page:
    style = Style("F", 11.0)
    words = [Word(w, 40.0 * at, 40.0 * at + 35, 110.0, style, at) for at, w in enumerate(text.split())]
    return Page(1, 595.0, 842.0, unseen=words)


@pytest.mark.parametrize(
    ("hidden", "shown", "confidence", "instead"),
    [
        ("We employ 7,204 people.", "We employ 1,204 people.", 95, "7,204"),
        ("We employ 1,204 people.", "We employ 1,204 people.", 95, ""),
        ("We employ 1204 people", "We employ 1,204 people.", 95, ""),
        ("We employ 7,204 people.", "We employ 1,204 people.", 55, ""),  # too unsure to say otherwise
        ("We employ 1,204 people.", "", 95, ""),  # a photograph says nothing against the words on it
    ],
)
def test_a_hidden_figure_is_doubted_only_where_the_picture_surely_shows_another(
    hidden: str, shown: str, confidence: int, instead: str
) -> None:
    read_ = PageRead(1, 595.0, 842.0, "tesseract", seen(shown, confidence))

    assert compared(page_with(hidden), read_) == Verdict(agrees=not instead, instead=instead)


def test_a_hidden_stamp_over_a_page_of_words_is_no_agreement_although_the_picture_shows_it() -> None:
    shown = "Cabinet " + "people services council plans report budget savings pressures demand growth " * 5
    words = seen(shown)
    read_ = PageRead(1, 595.0, 842.0, "tesseract", words, (Area(0, 0, 1, 1),) * len(words))
    page = page_with("Cabinet")

    scan = lay(page, read_)

    # 50 of the 51 words of the picture are not in the hidden text; of the hidden text nothing is against the picture.
    assert compared(page_with("Cabinet"), read_) == Verdict(agrees=False, instead="")
    assert len(page.words) == 51
    assert scan is not None and scan.instead == ""


def test_the_confidence_of_a_figure_is_that_of_its_least_sure_digits() -> None:
    words = [("Turnover", 96), ("was", 97), ("11.2%", 61), ("in", 95), ("2024/25.", 90)]
    scan = Scan(1, 1.4, tuple(ScannedWord(text, Area(0, 0, 1, 1), 0, sure) for text, sure in words))

    assert scan.confidence("Turnover was 11.2% in 2024/25.", figures=True) == 61
    assert scan.confidence("Turnover was 11.2% in 2024/25.") == round((96 + 97 + 61 + 95 + 90) / 5)
