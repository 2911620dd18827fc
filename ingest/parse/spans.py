"""Which columns the texts of a header line stand over, told by where they are printed.

Units are the reader's own: characters in plain text, points on a page.
"""

from __future__ import annotations

from collections.abc import Sequence

Extent = tuple[float, float]


def columns_under(texts: Sequence[Extent], columns: Sequence[Extent]) -> list[range]:
    """For each text of a line, from left to right, the columns that it stands over; an empty range for none.

    A text stands over the neighbouring columns whose middle is nearest its own, among those that it touches and
    those beside them which no other text touches more. The first column holds the labels and is never spanned.
    """
    touched = [[_shared(text, column) for column in columns] for text in texts]
    out: list[range] = []
    for number, text in enumerate(texts):
        free = [
            column
            for column in range(len(columns))
            if all(
                touched[number][column] >= other[column] for other in touched if other is not touched[number]
            )
        ]
        own = [column for column in free if touched[number][column] > 0] or free
        found = _best(text, columns, own, [c for c in free if not out or c >= out[-1].stop])
        out.append(found)
    return out


def _shared(one: Extent, other: Extent) -> float:
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def _best(text: Extent, columns: Sequence[Extent], own: Sequence[int], free: Sequence[int]) -> range:
    middle = (text[0] + text[1]) / 2
    best: tuple[float, int, range] | None = None
    for first in free:
        for last in range(first, len(columns)):
            if last not in free or (first == 0 and last > 0):
                break
            if not any(first <= column <= last for column in own):
                continue
            distance = abs((columns[first][0] + columns[last][1]) / 2 - middle)
            key = (distance, last - first, range(first, last + 1))
            if best is None or key[:2] < best[:2]:
                best = key
    return best[2] if best else range(0)
