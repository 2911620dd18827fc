"""Where lines and shades run across a table, and the columns that lines drawn cell by cell tell."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.pdf_page import Page

NEAR_PT = 2.5
NARROWEST_PT = 14.0
TALLEST_PT = 90.0


def line_heights(edges: Sequence[float], page: Page) -> list[float]:
    """Where lines or the edges of shades run across the table, or across one of its cells."""
    found = [(rule.x0, rule.x1, rule.top) for rule in page.rules if rule.horizontal]
    for box, _ in page.shades:
        if box.bottom - box.top < TALLEST_PT:
            found += [(box.x0, box.x1, box.top), (box.x0, box.x1, box.bottom)]
    return sorted(
        y
        for x0, x1, y in found
        if any(abs(x0 - edge) < NEAR_PT for edge in edges) and any(abs(x1 - edge) < NEAR_PT for edge in edges)
    )


def strips(page: Page, *, fewest: int = 2) -> list[tuple[list[float], list[float]]]:
    """Column edges with the heights at which a line is drawn in just these pieces, so many heights or more."""
    rules = sorted((rule for rule in page.rules if rule.horizontal), key=lambda r: (round(r.top), r.x0))
    runs: list[tuple[float, list[float]]] = []
    for rule in rules:
        if rule.x1 - rule.x0 < NARROWEST_PT:
            continue
        if runs and abs(runs[-1][0] - rule.top) < 1.5 and abs(runs[-1][1][-1] - rule.x0) < NEAR_PT:
            runs[-1][1].append(rule.x1)
        else:
            runs.append((rule.top, [rule.x0, rule.x1]))
    groups: list[tuple[list[float], list[float]]] = []
    for y, edges in runs:
        if len(edges) < 3:
            continue
        home = next((group for group in groups if same_edges(group[0], edges)), None)
        if home is None:
            groups.append((edges, [y]))
        elif y - home[1][-1] > NEAR_PT:
            home[1].append(y)
    return [
        group for group in groups if len(group[1]) >= fewest and not _has_uprights(group[0], group[1], page)
    ]


def same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two sets of columns have their edges at the same places."""
    return len(one) == len(other) and all(abs(a - b) < NEAR_PT for a, b in zip(one, other, strict=True))


def _has_uprights(edges: Sequence[float], heights: Sequence[float], page: Page) -> bool:
    """Whether upright lines part the columns, so that the table is ruled in full."""
    return any(
        not rule.horizontal
        and rule.top < heights[-1]
        and rule.bottom > heights[0]
        and any(abs(rule.x0 - edge) < NEAR_PT for edge in edges)
        for rule in page.rules
    )
