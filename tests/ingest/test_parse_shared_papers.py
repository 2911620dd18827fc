"""Real papers, when they are at hand: spans hold, and Word gives the same lists and tables as text."""

from __future__ import annotations

import hashlib
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ingest.model import BlockKind, Document
from ingest.parse.docx import read_docx
from ingest.parse.structure import assemble
from ingest.parse.text import read_text

SHARED = Path(__file__).parents[2].parent / "shared"
PAPERS = sorted(
    [*SHARED.glob("seeds/*.txt"), *SHARED.glob("plans/*council*.txt"), *SHARED.glob("seeds_docx/*")]
)
SEEDS = sorted(SHARED.glob("seeds/*.txt"))
NEEDS_PAPERS = "the shared example papers are not beside this repository"


def load(path: Path) -> Document:
    data = path.read_bytes()
    raw = read_docx(data) if path.suffix == ".docx" else read_text(data)
    return assemble(raw, digest=hashlib.sha256(data).hexdigest(), file=path.name)


def words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def items(document: Document, kind: BlockKind) -> list[str]:
    found = [block for _, section in document.walk() for block in section.blocks if block.kind is kind]
    if kind is BlockKind.LIST:
        return [words(line.text) for block in found for line in block.lines]
    rows = [row for block in found for row in (block.columns, *(row.cells for row in block.rows))]
    return [words(cell.text) for row in rows for cell in row if cell.text]


def alike(first: list[str], second: list[str]) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@pytest.mark.skipif(not PAPERS, reason=NEEDS_PAPERS)
@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_every_span_of_a_real_paper_is_where_it_says(path: Path) -> None:
    document = load(path)
    text = document.text

    for _, section in document.walk():
        assert text[section.start : section.end] == section.heading
        for block in section.blocks:
            cells = [*block.columns, *(cell for row in block.rows for cell in row.cells)]
            for span in (
                block,
                *block.lines,
                *block.rows,
                *cells,
                *(line for c in cells for line in c.lines),
            ):
                assert text[span.start : span.end] == span.text


@pytest.mark.skipif(not SEEDS, reason=NEEDS_PAPERS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_paper_as_word_and_as_text_has_the_same_lists_and_tables(path: Path) -> None:
    as_text, as_word = load(path), load(SHARED / "seeds_docx" / f"{path.stem}.docx")

    for kind in (BlockKind.LIST, BlockKind.TABLE):
        assert alike(items(as_text, kind), items(as_word, kind)) >= 0.98
