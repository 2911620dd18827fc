"""Figures in boxes: a large value with its small label, boxes side by side, kept pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parse.pdf_grid import Grid
from ingest.parse.pdf_lines import inside, rows_of
from ingest.parse.pdf_page import Box, Page, Word
from ingest.parse.raw import RawParagraph

_LARGER = 1.25
_MOST_WORDS = 25
_APART_PT = 40.0


@dataclass(slots=True)
class Deck:
    """Cards that stand together on a page, in reading order, each the words of one box."""

    page: int
    box: Box
    cards: list[list[Word]]

    def raw(self) -> RawParagraph:
        """One printed line a card: value and label in the order in which they are printed."""
        lines = [" ".join(word.text for row in rows_of(card) for word in row) for card in self.cards]
        return RawParagraph([(line, self.page) for line in lines], printed_lines=True)


def is_card(words: Sequence[Word]) -> bool:
    """Whether these words are a large figure with a smaller label on another line."""
    rows = rows_of(words)
    if not 2 <= len(rows) <= 6 or len(words) > _MOST_WORDS:
        return False
    sizes = [max(word.style.size for word in row) for row in rows]
    large = [row for row, size in zip(rows, sizes, strict=True) if size >= _LARGER * min(sizes)]
    return len(large) < len(rows) and any(c.isdigit() for row in large for word in row for c in word.text)


def decks_of(page: Page) -> list[Deck]:
    """The decks of cards in shaded boxes; their words are taken out of the page."""
    cards: list[tuple[Box, list[Word]]] = []
    for box in _card_boxes(page):
        words = [word for word in page.words if inside(word, box)]
        if is_card(words):
            cards.append((box, words))
    if len(cards) < 2:
        return []
    taken = {id(word) for _, words in cards for word in words}
    page.words = [word for word in page.words if id(word) not in taken]
    return _gathered(cards, page)


def _card_boxes(page: Page) -> list[Box]:
    """Shaded boxes of a card's size, each once; of one within another only the inner one."""
    boxes: list[Box] = []
    for box, _ in sorted(page.shades, key=lambda shade: _area(shade[0])):
        sized = 30 < box.x1 - box.x0 < 0.6 * page.width and 18 < box.bottom - box.top < 0.4 * page.height
        if sized and not any(_overlap(box, other) for other in boxes):
            boxes.append(box)
    return boxes


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 4 and down > 4


def _gathered(cards: Sequence[tuple[Box, list[Word]]], page: Page) -> list[Deck]:
    """Cards in rows from the top, each row from the left; rows that stand apart make decks of their own."""
    decks: list[Deck] = []
    row_top = float("-inf")
    placed: list[tuple[float, float, Box, list[Word]]] = []
    for box, words in sorted(cards, key=lambda card: card[0].top):
        if box.top - row_top > 12:
            row_top = box.top
        placed.append((row_top, box.x0, box, words))
    for _, _, box, words in sorted(placed, key=lambda card: card[:2]):
        if decks and box.top - decks[-1].box.bottom < _APART_PT:
            last = decks[-1].box
            decks[-1].box = Box(
                min(last.x0, box.x0),
                min(last.top, box.top),
                max(last.x1, box.x1),
                max(last.bottom, box.bottom),
            )
            decks[-1].cards.append(words)
        else:
            decks.append(Deck(page.number, box, [words]))
    return decks


def deck_of(grid: Grid) -> Deck | None:
    """The grid as a deck when most of its cells are cards, else None."""
    filled = [cell.words for cell in grid.cells()]
    if len(filled) < 2 or sum(is_card(words) for words in filled) < 0.6 * len(filled):
        return None
    return Deck(grid.page, grid.box, filled)
