"""Pages become one stream of blocks: text, tables and cards in reading order, joined over page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.parse.pdf_asides import ordered
from ingest.parse.pdf_bands import banded_grids
from ingest.parse.pdf_blocks import blocks_of
from ingest.parse.pdf_bodies import with_bodies
from ingest.parse.pdf_cards import Deck, deck_of, decks_of
from ingest.parse.pdf_drafts import Measure, drafts_of
from ingest.parse.pdf_framed import with_figures
from ingest.parse.pdf_grid import Grid, grids_of
from ingest.parse.pdf_headings import measure
from ingest.parse.pdf_lines import Line
from ingest.parse.pdf_order import Aligned, Band
from ingest.parse.pdf_page import Box, Page, Rule, Style, Word
from ingest.parse.pdf_segments import HOLDER
from ingest.parse.pdf_tables import TableDraft, from_aligned, from_grid, join_tables, same_columns
from ingest.parse.raw import RawBlock, RawParagraph

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(slots=True)
class _Piece:
    """One stretch of a page: lines of text, a ruled table, or aligned rows."""

    page: Page
    content: list[Line] | Grid | Aligned | Deck


def assemble_pages(pages: Sequence[Page], outline: dict[str, int]) -> list[RawBlock]:
    """The blocks of all pages in reading order."""
    pieces = [piece for page in pages for piece in _pieces(page)]
    lines = [line for piece in pieces if isinstance(piece.content, list) for line in piece.content]
    _widen(lines)
    _borrow_edges([piece for piece in pieces if isinstance(piece.content, list)])
    found = measure(lines, outline, _vocabulary(pages))
    return _blocks(pieces, found)


def _vocabulary(pages: Sequence[Page]) -> frozenset[str]:
    """The words of the document in lower case, without those that end in a hyphen and so may be cut."""
    words = (
        word.text.lower() for page in pages for word in page.words if not word.text.endswith(("-", "\xad"))
    )
    return frozenset(found for word in words for found in _WORD.findall(word))


def _pieces(page: Page) -> list[_Piece]:
    decks = decks_of(page)
    ruled, words = grids_of(page)
    ruled, words = with_bodies(page, ruled, words)
    banded, words = banded_grids(page, words)
    grids, words = with_figures(page, [*ruled, *banded], words)
    held = [*decks, *(deck_of(grid) or grid for grid in grids)]
    holders = [_holder(one.box, number) for number, one in enumerate(held)]
    pieces: list[_Piece] = []
    for band in ordered(page, [*words, *holders]):
        pieces += _unfold(band, page, held)
    return pieces


def _holder(box: Box, number: int) -> Word:
    """A word that stands for a table or deck while the page is put in order."""
    return Word(HOLDER + str(number), box.x0, box.x1, box.top + 1, Style(HOLDER, 1.0))


def _unfold(band: Band, page: Page, held: Sequence[Grid | Deck]) -> list[_Piece]:
    if isinstance(band.content, Aligned):
        return [_Piece(page, band.content)]
    pieces: list[_Piece] = []
    run: list[Line] = []
    for line in band.content:
        holders = [word for word in line.words if word.text.startswith(HOLDER)]
        if not holders:
            run.append(line)
            continue
        if run:
            pieces.append(_Piece(page, run))
            run = []
        pieces += [_Piece(page, held[int(word.text[1:])]) for word in holders]
    if run:
        pieces.append(_Piece(page, run))
    for piece in pieces:
        if isinstance(piece.content, list):
            piece.content[0].breaks = True
    return pieces


def _widen(lines: Sequence[Line]) -> None:
    """Give lines of one-column stretches the right edge that the document's text has."""
    reach = sorted(line.x1 for line in lines)
    if not reach:
        return
    usual = reach[int(0.97 * (len(reach) - 1))]
    start = sorted(line.x0 for line in lines)[int(0.03 * (len(lines) - 1))]
    for line in lines:
        if line.left < start + 60 and line.right > start + 0.55 * (usual - start):
            line.right, line.left = max(line.right, usual), min(line.left, start)


def _borrow_edges(pieces: Sequence[_Piece]) -> None:
    """Give short stretches the edges of the narrowest long stretch of their page that they fit in."""
    wide: dict[int, list[tuple[float, float]]] = {}
    for piece in pieces:
        if isinstance(piece.content, list) and len(piece.content) >= 5:
            line = piece.content[0]
            wide.setdefault(piece.page.number, []).append((line.left, line.right))
    for piece in pieces:
        if not isinstance(piece.content, list) or len(piece.content) >= 5:
            continue
        for line in piece.content:
            fitting = [(right - left, left, right) for left, right in wide.get(piece.page.number, [])
                       if left - 20 <= line.left and line.right <= right + 2]  # fmt: skip
            if fitting:
                _, line.left, line.right = min(fitting)


def _blocks(pieces: Sequence[_Piece], found: Measure) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    run: list[Line] = []
    table: TableDraft | None = None
    slacks = [
        slack for piece in pieces if isinstance(piece.content, Grid) for slack in piece.content.slacks()
    ]
    usual_slack = median(slacks) if slacks else 0.0

    def flush_lines() -> None:
        nonlocal run
        if run:
            blocks.extend(blocks_of(drafts_of(run, found), found))
            run = []

    def flush_table() -> None:
        nonlocal table
        if table is not None:
            blocks.append(table.raw())
            table = None

    for piece in pieces:
        if isinstance(piece.content, list):
            flush_table()
            run += piece.content
            continue
        flush_lines()
        made = _table(piece, piece.page.rules, found)
        if isinstance(made, list):
            flush_table()
            blocks.extend(made)
        elif table is not None and made.page > table.page and same_columns(table, made):
            join_tables(table, made, usual_slack)
        else:
            flush_table()
            table = made
    flush_lines()
    flush_table()
    return blocks


def _table(piece: _Piece, rules: Sequence[Rule], found: Measure) -> TableDraft | list[RawParagraph]:
    if isinstance(piece.content, Deck):
        return [piece.content.raw()]
    if isinstance(piece.content, Grid):
        return from_grid(piece.content, found)
    assert isinstance(piece.content, Aligned)
    return from_aligned(piece.content, rules, piece.page.number, found)
