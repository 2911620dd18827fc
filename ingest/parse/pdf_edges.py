"""The lines of a page from which cells are made: those that are drawn, and those that the reader adds in mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.parse.pdf_page import Box, Page, Rule

SNAP_PT = 3.0
MIN_EDGES = 4


def edges_of(page: Page) -> list[dict[str, object]]:
    """The ruled lines of a page, the sides of its shades, and the outer sides that its tables leave out."""
    rules = list(page.rules)
    boxes = [box for box, _ in page.shades if box.bottom - box.top < 0.5 * page.height]
    for box in boxes:
        if len(boxes) >= MIN_EDGES or _is_divided(box, page.rules):
            rules += _sides(box)
    rules += _missing_sides(rules)
    return [edge_of(rule) for rule in rules]


def _is_divided(box: Box, rules: Sequence[Rule]) -> bool:
    """Whether ruled lines divide a shaded area: a table whose outer lines are the shade's."""
    middles = [((r.x0 + r.x1) / 2, (r.top + r.bottom) / 2, r) for r in rules]
    return any(box.holds(x, y, -4) and not rule.horizontal for x, y, rule in middles)


def _sides(box: Box) -> list[Rule]:
    return [
        Rule(box.x0, box.top, box.x1, box.top, True),
        Rule(box.x0, box.bottom, box.x1, box.bottom, True),
        Rule(box.x0, box.top, box.x0, box.bottom, False),
        Rule(box.x1, box.top, box.x1, box.bottom, False),
    ]


def _missing_sides(rules: Sequence[Rule]) -> list[Rule]:
    """The outer verticals of tables that print only the inner ones."""
    inner = [rule for rule in rules if not rule.horizontal]
    added: list[Rule] = []
    for rule in inner:
        across = [
            r
            for r in rules
            if r.horizontal
            and r.x0 < rule.x0 - 8
            and r.x1 > rule.x0 + 8
            and rule.top - 4 <= r.top <= rule.bottom + 4
        ]
        if len(across) < 2:
            continue
        top, bottom = min(r.top for r in across), max(r.top for r in across)
        for x in (min(r.x0 for r in across), max(r.x1 for r in across)):
            if not any(abs(v.x0 - x) < 4 and v.top < bottom and v.bottom > top for v in [*inner, *added]):
                added.append(Rule(x, top, x, bottom, False))
    return added


def missing_caps(edges: Sequence[Mapping[str, object]]) -> list[Rule]:
    """Lines across the ends of verticals that run on past the last horizontal, as where a page cuts a row."""
    rules = [_rule(edge) for edge in edges]
    across, upright = [r for r in rules if r.horizontal], [r for r in rules if not r.horizontal]
    loose: dict[int, list[tuple[float, float]]] = {}
    for rule in upright:
        for y in (rule.top, rule.bottom):
            if not any(abs(h.top - y) <= 2 * SNAP_PT and h.x0 - 4 <= rule.x0 <= h.x1 + 4 for h in across):
                loose.setdefault(round(y / 4), []).append((rule.x0, y))
    caps = []
    for ends in loose.values():
        x0, x1 = min(x for x, _ in ends), max(x for x, _ in ends)
        if x1 - x0 > 20:
            y = ends[0][1]
            caps.append(Rule(x0, y, x1, y, True))
    return caps


def _rule(edge: Mapping[str, object]) -> Rule:
    x0, top, x1, bottom = (float(str(edge[key])) for key in ("x0", "top", "x1", "bottom"))
    return Rule(x0, top, x1, bottom, edge["orientation"] == "h")


def edge_of(rule: Rule) -> dict[str, object]:
    """A line as pdfplumber writes it."""
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if rule.horizontal else "v",
    }
