"""Lines in reading order: columns are read one after the other, never across.

Two things tell columns of text from columns of a table. Running text is drawn column by column and fills its
column; a table is drawn row by row and its cells are short. A page is cut at the gutter that parts the most
text and that nothing crosses, then each part again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.parse.pdf_drawn import parting, rows_across
from ingest.parse.pdf_lines import Line, rows_of, segments_of
from ingest.parse.pdf_page import Box, Page, Word
from ingest.parse.pdf_segments import Segment, column_of
from ingest.parse.pdf_stacked import table_spans

_GUTTER_PT = 8.0


@dataclass(slots=True)
class Aligned:
    """Rows of short segments that share columns without ruled lines: a table, or value-and-label cards."""

    rows: list[list[Segment]]
    gutters: list[float]

    @property
    def top(self) -> float:
        """The top edge of the first row."""
        return min(word.top for row in self.rows for seg in row for word in seg.words)


@dataclass(slots=True)
class Band:
    """Lines of one column, or an unruled table, in reading order."""

    content: list[Line] | Aligned


def reading_order(page: Page, words: Sequence[Word]) -> list[Band]:
    """The words as columns of lines and as unruled tables, in the order in which a person reads them."""
    rows = rows_of(words)
    cut = [[Segment(segment, number) for segment in segments_of(row)] for number, row in enumerate(rows)]
    return _order(cut, page, 0)


def _order(rows: list[list[Segment]], page: Page, depth: int) -> list[Band]:
    if not rows:
        return []
    found = _widest_gutter(rows) if depth < 6 else None
    if found is None:
        return [Band(_lines(rows, page))]
    first, last, gutters = found
    middle = rows[first:last]
    before, after = _order(rows[:first], page, depth + 1), _order(rows[last:], page, depth + 1)
    apart = parting(middle, gutters)
    if apart is None and _is_table(middle, gutters):
        return [*before, *_tables(middle, page, depth), *after]
    across = rows_across(middle) if apart is None else None
    if across is not None:
        begin, end = across
        parts = [middle[:begin], middle[begin:end], middle[end:]]
    else:
        parts = _split(middle, gutters if apart is None else [apart])
    return [*before, *(band for part in parts for band in _order(part, page, depth + 1)), *after]


def _tables(rows: list[list[Segment]], page: Page, depth: int) -> list[Band]:
    """Aligned rows as one table, or as the several that stand one under another with lines of text between."""
    bands: list[Band] = []
    done = 0
    for first, last in table_spans([_box(row) for row in rows], page):
        bands += _order(rows[done:first], page, depth + 1)
        done = last
        bands.append(Band(Aligned(rows[first:last], _gutters(rows[first:last]))))
    return bands + _order(rows[done:], page, depth + 1)


def _box(row: list[Segment]) -> tuple[Box, list[Word]]:
    words = [word for segment in row for word in segment.words]
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return Box(row[0].x0, top, row[-1].x1, bottom), words


def _lines(rows: list[list[Segment]], page: Page) -> list[Line]:
    lines = [Line([word for segment in row for word in segment.words], page.number) for row in rows]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for line in lines:
        line.left, line.right = left, right
    lines[0].breaks = True
    return lines


def _widest_gutter(rows: list[list[Segment]]) -> tuple[int, int, list[float]] | None:
    """The rows (first, last + 1) with gutters that nothing crosses, those with the most text; else None."""
    best: tuple[float, int, int] | None = None
    candidates = sorted(
        {round((a.x1 + b.x0) / 2) for row in rows for a, b in zip(row, row[1:], strict=False)}
    )
    for x in candidates:
        for first, last in _clear_runs(rows, x):
            weight = _weight(rows[first:last], x)
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, first, last
    if best is None:
        return None
    _, first, last = best
    gutters = _gutters(rows[first:last])
    return (first, last, gutters) if gutters else None


def _clear_runs(rows: list[list[Segment]], x: float) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for index, row in enumerate([*rows, None]):
        if row is not None and not any(s.x0 < x + 1 and s.x1 > x - 1 for s in row):
            continue
        if index > start:
            runs.append(_trim(rows, start, index, x))
        start = index + 1
    return [run for run in runs if run[1] - run[0] >= 2]


def _trim(rows: list[list[Segment]], first: int, last: int, x: float) -> tuple[int, int]:
    """Leave out rows at either end that stand on one side only and apart from the rest."""
    both = [i for i in range(first, last) if _sides(rows[i], x) == (True, True)]
    left = [i for i in range(first, last) if _sides(rows[i], x)[0]]
    right = [i for i in range(first, last) if _sides(rows[i], x)[1]]
    if not left or not right:
        return first, first
    start = max(left[0], right[0]) if not both else min(both[0], max(left[0], right[0]))
    drawn = [
        [s.order for i in left for s in rows[i] if s.x1 <= x],
        [s.order for i in right for s in rows[i] if s.x0 >= x],
    ]
    while start > first and (_near(rows[start - 1], rows[start]) or _of_right(rows[start - 1], x, drawn)):
        start -= 1
    end = min(left[-1], right[-1]) + 1
    while end < last and (_near(rows[end - 1], rows[end]) or _of_left(rows[end], x, drawn)):
        end += 1
    return start, end


def _of_left(row: list[Segment], x: float, drawn: list[list[int]]) -> bool:
    """Whether a row below the right column was drawn before it, and so ends the left one."""
    return _sides(row, x) == (True, False) and max(s.order for s in row) < min(drawn[1])


def _of_right(row: list[Segment], x: float, drawn: list[list[int]]) -> bool:
    """Whether a row above the left column was drawn after it, and so begins the right one."""
    return _sides(row, x) == (False, True) and min(s.order for s in row) > max(drawn[0])


def _sides(row: list[Segment], x: float) -> tuple[bool, bool]:
    return any(s.x1 <= x for s in row), any(s.x0 >= x for s in row)


def _near(upper: list[Segment], lower: list[Segment]) -> bool:
    size = max(word.style.size for segment in lower for word in segment.words)
    return lower[0].y - upper[0].y < 1.7 * size


def _weight(rows: list[list[Segment]], x: float) -> float:
    left = [s for row in rows for s in row if s.x1 <= x]
    right = [s for row in rows for s in row if s.x0 >= x]
    if len(left) < 2 or len(right) < 2 or min(s.x0 for s in right) - max(s.x1 for s in left) < _GUTTER_PT:
        return 0
    both = [row for row in rows if _sides(row, x) == (True, True)]
    if len(both) < 2 and (len(left) < 3 or len(right) < 3):
        return 0
    if sum(1 for row in both if not _stretched(row, x)) < 0.5 * len(both):
        return 0
    return float(min(_letters(left), _letters(right)) + 0.01 * (_letters(left) + _letters(right)))


def _stretched(row: list[Segment], x: float) -> bool:
    """Whether the gap at ``x`` is no wider than others in the row: a justified line, not two columns."""
    words = sorted((word for segment in row for word in segment.words), key=lambda word: word.x0)
    gaps = [after.x0 - before.x1 for before, after in zip(words, words[1:], strict=False)]
    here = [gap for gap, before in zip(gaps, words, strict=False) if before.x1 <= x <= before.x1 + gap]
    return len(gaps) >= 3 and bool(here) and here[0] < 1.8 * median(gaps)


def _letters(segments: list[Segment]) -> int:
    return sum(len(word.text) for segment in segments for word in segment.words)


def _gutters(rows: list[list[Segment]]) -> list[float]:
    """The middles of all the vertical strips that no segment touches, from left to right."""
    spans = sorted((s.x0, s.x1) for row in rows for s in row)
    gutters: list[float] = []
    reach = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - reach >= _GUTTER_PT:
            gutters.append((reach + x0) / 2)
        reach = max(reach, x1)
    return gutters


def _split(rows: list[list[Segment]], gutters: list[float]) -> list[list[list[Segment]]]:
    columns: list[list[list[Segment]]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        parts: dict[int, list[Segment]] = {}
        for segment in row:
            parts.setdefault(column_of(segment, gutters), []).append(segment)
        for number, part in parts.items():
            columns[number].append(part)
    return [column for column in columns if column]


def _is_table(rows: list[list[Segment]], gutters: list[float]) -> bool:
    segments = sorted((s for row in rows for s in row), key=lambda s: s.order)
    places = [column_of(s, gutters) for s in segments]
    jumps = sum(1 for a, b in zip(places, places[1:], strict=False) if a != b)
    if any(segment.holds for segment in segments):
        return False
    full = sum(1 for row in rows if len({column_of(s, gutters) for s in row}) == len(gutters) + 1)
    wordy = median(len(segment.words) for segment in segments)
    if full < 2:
        return False
    if len(rows) <= 12 and _figures_over_labels(rows):
        return True
    if jumps <= len(gutters) + 1:
        return wordy <= 3 and full >= 0.8 * len(rows) and len(rows) >= 3
    return wordy <= 5 or not _filled(rows, gutters)


def _figures_over_labels(rows: list[list[Segment]]) -> bool:
    """Whether some rows are large figures and the others small words, as value-and-label cards are."""
    sizes = [max(word.style.size for segment in row for word in segment.words) for row in rows]
    large = [row for row, size in zip(rows, sizes, strict=True) if size > 1.35 * min(sizes)]
    figures = [
        segment for row in large for segment in row if any(c.isdigit() for w in segment.words for c in w.text)
    ]
    return bool(large) and len(large) < len(rows) and len(figures) >= 0.5 * sum(map(len, large))


def _filled(rows: list[list[Segment]], gutters: list[float]) -> bool:
    """Whether most lines of every column run nearly to its edge, as running text does."""
    for column in _split(rows, gutters):
        widths = [row[-1].x1 - row[0].x0 for row in column]
        if sum(1 for width in widths if width > 0.75 * max(widths)) < 0.6 * len(widths):
            return False
    return True
