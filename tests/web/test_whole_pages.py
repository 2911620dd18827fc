"""Over every page of every paper at hand: the text pane is the stored text, and a passage marks its own words alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.errors import Refused
from ingest.model import Document
from ingest.parse import read
from ingest.parse.pdf_letters import printed_page
from ingest.scanned import printed
from tests.web.viewing import marked_text, page_text, solid, view_of
from web.document_view import Place, part_starts

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = [
    ROOT / "samples" / "library",
    *(SHARED / name for name in ("papers", "seeds", "cases", "seeds_pdf", "seeds_docx")),
]
READ = {".pdf", ".docx", ".html", ".md", ".txt"}
PAPERS = [path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.suffix in READ]
SPANS = 40  # of each kind, in a long paper

of_every_paper = pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)


@lru_cache(maxsize=1)
def paper(path: Path) -> Document | None:
    """The paper; None when it is one that is refused (a scan, a locked file)."""
    try:
        return read(path)
    except Refused:
        return None


def some(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return spans[:: max(1, len(spans) // SPANS)]


def quotable(document: Document) -> Iterator[tuple[int, int]]:
    """Blocks, items and rows, and whatever runs over the end of a page or of a column."""
    blocks = [block for _, section in document.walk() for block in section.blocks]
    within = [part for block in blocks for part in (*block.lines, *block.rows)]
    yield from some([(block.start, block.end) for block in blocks])
    yield from some([(part.start, part.end) for part in within])
    turns = [*part_starts(document)[1:], *document.breaks]
    yield from some([(max(0, turn - 60), min(len(document.text), turn + 60)) for turn in turns])


def test_the_sample_papers_are_among_those_looked_at() -> None:
    assert {path.suffix for path in PAPERS} >= {".pdf", ".docx", ".html", ".md"}


@pytest.mark.slow
@of_every_paper
def test_the_text_pane_is_the_stored_text_of_the_page_all_of_it(path: Path) -> None:
    document = paper(path)
    if document is None:
        return

    starts = (*part_starts(document), len(document.text))
    for number, (start, end) in enumerate(pairwise(starts), 1):
        assert page_text(view_of(document, Place(number))) == solid(document.text[start:end])


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [path for path in PAPERS if path.suffix == ".pdf"], ids=lambda path: path.name
)
def test_the_picture_marks_what_the_text_marks(path: Path) -> None:
    document = paper(path)
    if document is None:
        return
    scans = {scan.page: scan for scan in document.scans}
    letters = lru_cache(maxsize=None)(
        lambda page: printed(scans[page]) if page in scans else printed_page(path, page)
    )

    for start, end in quotable(document):
        if any(char.isalnum() for char in document.text[start:end]):
            view = view_of(document, Place(start=start, end=end), letters).picture
            assert view is not None
            assert view.said == "", document.text[start:end]
            assert view.marks or any(other.marks for other in view.others)


@pytest.mark.slow
@of_every_paper
def test_a_link_marks_exactly_the_words_it_cites(path: Path) -> None:
    document = paper(path)
    if document is None:
        return

    for start, end in quotable(document):
        quote = solid(document.text[start:end])
        if quote:
            for asked in {0, document.page_of(start) or 0, document.page_of(end - 1) or 0}:
                assert marked_text(view_of(document, Place(asked, start, end))) == quote
