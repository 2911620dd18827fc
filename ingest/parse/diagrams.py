"""The words of a SmartArt diagram, in the order of the tree that it draws; slides and Word documents hold the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.parse.clean import clean
from ingest.parse.raw import RawLine

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_MOST_DEPTH = 8


def diagram_lines(model: Element) -> Iterator[RawLine]:
    """The points of a data model in the order of its tree, else in that in which they are kept."""
    texts = {point.get("modelId", ""): point for point in model.iter(f"{DIAGRAM}pt")}
    children: dict[str, list[tuple[int, str]]] = {}
    for link in model.iter(f"{DIAGRAM}cxn"):
        if link.get("type") in (None, "parOf"):
            place = (int(link.get("srcOrd", "0")), link.get("destId", ""))
            children.setdefault(link.get("srcId", ""), []).append(place)
    roots = [name for name, point in texts.items() if point.get("type") == "doc"]
    seen: set[str] = set(roots)
    order = [found for root in roots for found in _below(root, children, 0, seen)]
    for name, level in order or [(name, 0) for name in texts]:
        if name in texts and (text := _text(texts[name])):
            yield RawLine(text, level, "•")


def _below(
    name: str, children: dict[str, list[tuple[int, str]]], level: int, seen: set[str]
) -> Iterator[tuple[str, int]]:
    for _, child in sorted(children.get(name, ())):
        if child not in seen and level < _MOST_DEPTH:
            seen.add(child)
            yield child, level
            yield from _below(child, children, level + 1, seen)


def _text(point: Element) -> str:
    """What a person reads in a point; the points that only draw hold none."""
    if point.get("type") not in (None, "node", "asst"):
        return ""
    body = point.find(f"{DIAGRAM}t")
    return clean(" ".join(str(text) for text in body.itertext())) if body is not None else ""
