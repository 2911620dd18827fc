"""The text of a presentation's shapes: bullets and numbers where the slide, its layout or its master set them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import PP_PLACEHOLDER

from ingest.parse.clean import clean
from ingest.parse.markers import in_form
from ingest.parse.raw import RawBlock, RawLine, RawList, RawParagraph

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.text.text import _Paragraph

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FORMS = {
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_LISTED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, None)


def text_blocks(shape: Any, page: int) -> Iterator[RawBlock]:
    """The paragraphs of a shape, those with bullets or numbers as lists."""
    count = _Count()
    lines = [(_line(paragraph, shape, count), paragraph) for paragraph in shape.text_frame.paragraphs]
    for listed, group in groupby(lines, key=lambda pair: bool(pair[0].marker)):
        found = [(line, paragraph) for line, paragraph in group if clean(line.text)]
        if listed and found:
            yield RawList([RawLine(line.text, line.level, line.marker, page) for line, _ in found])
        elif not listed:
            for line, paragraph in found:
                yield RawParagraph([(line.text, page)], bold=_is_bold(paragraph))


class _Count:
    """The numbers of a shape's lists, by level; what stands between at an outer level begins them anew."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def next(self, level: int, begin: int) -> int:
        """The number of the next paragraph at this level."""
        self._numbers = {held: number for held, number in self._numbers.items() if held <= level}
        self._numbers[level] = self._numbers.get(level, begin - 1) + 1
        return self._numbers[level]

    def end(self, level: int) -> None:
        """A paragraph without a number ends the lists at its level and below."""
        self._numbers = {held: number for held, number in self._numbers.items() if held < level}


def _line(paragraph: _Paragraph, shape: BaseShape, count: _Count) -> RawLine:
    text = clean(paragraph.text.replace("\v", " "))
    level = paragraph.level
    mark = _mark(paragraph, shape) if text else None
    tag = mark.tag.removeprefix(_DRAWING) if mark is not None else ""
    if mark is not None and tag == "buAutoNum":
        number = in_form(count.next(level, int(mark.get("startAt", "1"))), _form(mark.get("type", "")))
        return RawLine(text, level, f"{number}.")
    if text:
        count.end(level)
    return RawLine(text, level, "•" if tag in ("buChar", "buBlip") else "")


def _form(kind: str) -> str:
    return next((form for name, form in _FORMS.items() if kind.startswith(name)), "decimal")


def _mark(paragraph: _Paragraph, shape: BaseShape) -> Any:
    """The bullet, number or its denial that holds for a paragraph: its own, its shape's, its layout's, its master's."""
    for properties in _properties(paragraph, shape):
        for name in ("buNone", "buChar", "buAutoNum", "buBlip"):
            if (found := properties.find(f"{_DRAWING}{name}")) is not None:
                return found
    return None


def _properties(paragraph: _Paragraph, shape: BaseShape) -> Iterator[Any]:
    level = f"{_DRAWING}lvl{paragraph.level + 1}pPr"
    own = paragraph._p.find(f"{_DRAWING}pPr")
    if own is not None:
        yield own
    for holder in _holders(shape):
        styles = holder.find(f".//{_DRAWING}lstStyle")
        if styles is not None and (found := styles.find(level)) is not None:
            yield found
    if shape.is_placeholder and shape.placeholder_format.type in _LISTED and hasattr(shape.part, "slide"):
        master = shape.part.slide.slide_layout.slide_master
        styles = master._element.find(f"{_SLIDES}txStyles/{_SLIDES}bodyStyle")
        if styles is not None and (found := styles.find(level)) is not None:
            yield found


def _holders(shape: Any) -> Iterator[Any]:
    """The shape, and the placeholders of layout and master that it goes back to."""
    while shape is not None:
        yield shape._element
        shape = getattr(shape, "_base_placeholder", None) if shape.is_placeholder else None


def _is_bold(paragraph: _Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.font.bold for run in runs)
