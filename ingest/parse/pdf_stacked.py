"""Tables one under another that share their edges are told apart by the header that comes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parse.pdf_gutters import Band, cells_of, gutters_of
from ingest.parse.pdf_lines import rows_of
from ingest.parse.pdf_page import Page
from ingest.parse.table_heads import is_figure

_Style = tuple[int | None, bool, int]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a band is printed: the colours under and of its words and whether they are bold; its cells and figures."""

    style: _Style
    cells: int
    figures: int

    @property
    def heads(self) -> bool:
        """Whether it can be a header: set apart in its looks, several cells, none of them a figure."""
        shade, bold, _ = self.style
        return (shade is not None or bold) and self.cells > 1 and not self.figures


def stacked(bands: Sequence[Band], page: Page) -> list[list[Band]]:
    """The bands of each table: cut where a header in the looks of the first follows; what stands between is left out."""
    spans = table_spans(bands, page)
    runs = [list(bands[first:last]) for first, last in spans]
    return [*map(_without_notes, runs[:-1]), runs[-1]] if runs else []


def table_spans(bands: Sequence[Band], page: Page) -> list[tuple[int, int]]:
    """The first and past-last band of each table, without the bands in one piece before a header that comes again."""
    looks = [_look(band, page) for band in bands]
    starts = [0, *_restarts(looks), len(looks)]
    spans: list[tuple[int, int]] = []
    for first, last in pairwise(starts):
        while last < len(looks) and last > first and looks[last - 1].cells < 2:
            last -= 1
        spans.append((first, last))
    return spans


def _look(band: Band, page: Page) -> _Look:
    box, words = band
    middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    shades = [(shade, colour) for shade, colour in page.shades if shade.holds(*middle)]
    under = min(shades, key=lambda s: s[0].bottom - s[0].top)[1] if shades else None
    bold = bool(words) and all(w.style.bold for w in words if any(map(str.isalnum, w.text)))
    cells = cells_of(words)
    ink = words[0].style.colour if words else 0
    return _Look((under, bold, ink), len(cells), sum(map(is_figure, cells[1:])))


def _restarts(looks: Sequence[_Look]) -> list[int]:
    """Where a header stands that looks like the one at the top, with rows between the two."""
    top = next((look for look in looks if look.cells > 1), None)
    if top is None or not top.heads or not _marks_heads(top.style, looks):
        return []
    found: list[int] = []
    below = False
    for number, look in enumerate(looks):
        if look.heads and look.style == top.style:
            if below:
                found.append(number)
            below = False
        elif look.cells > 1:
            below = True
    return found


def _marks_heads(style: _Style, looks: Sequence[_Look]) -> bool:
    """Whether no more rows of figures than headers are printed in this way."""
    alike = [look for look in looks if look.style == style]
    return sum(look.heads for look in alike) >= sum(bool(look.figures) for look in alike)


def _without_notes(bands: list[Band]) -> list[Band]:
    """Without the lines in one piece at the end of the last band: notes below the table, the caption of the next."""
    box, words = bands[-1]
    lines = rows_of(words)
    while len(lines) > 1 and not gutters_of(lines[-1]) and not lines[-1][0].text[0].islower():
        lines.pop()
    return [*bands[:-1], (box, [word for line in lines for word in line])]
