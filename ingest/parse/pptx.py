"""PPTX read as blocks through python-pptx: each slide a page and a section, with its tables, charts' data and notes.

Hidden slides are named in a warning and left out. Animations, pictures and sounds are not opened.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.package import Package
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.shapes.placeholder import SlidePlaceholder

from ingest.errors import NoText
from ingest.model import Furniture
from ingest.parse.clean import clean
from ingest.parse.pptx_charts import chart_blocks
from ingest.parse.pptx_diagrams import diagram_blocks
from ingest.parse.pptx_tables import table_of
from ingest.parse.pptx_text import text_blocks
from ingest.parse.raw import RawBlock, RawDocument, RawHeading

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_RUNNING = {PP_PLACEHOLDER.FOOTER: "foot", PP_PLACEHOLDER.HEADER: "head"}
_COUNTERS = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
_ROWS = 24  # bands of a slide's height: what begins within one stands side by side
_NO_TITLES = ("powerpoint presentation", "presentation", "untitled", "slide 1")


def read_pptx(data: bytes, file: str) -> RawDocument:
    """The blocks of a presentation. Raises whatever python-pptx raises on a broken file."""
    deck: Deck = Package.open(
        io.BytesIO(data)
    ).main_document_part.presentation  # also of a show or a template
    slides = list(enumerate(deck.slides, start=1))
    hidden = [number for number, slide in slides if _is_hidden(slide)]
    shown = [(number, slide) for number, slide in slides if number not in hidden]
    blocks = [block for number, slide in shown for block in _slide_blocks(deck, slide, number)]
    if not any(not isinstance(block, RawHeading) or block.level == 1 for block in blocks):
        raise NoText(f"“{file}” shows no words: its slides are empty, hidden, or pictures.")
    said = ", ".join(map(str, hidden))
    return RawDocument(
        "pptx",
        blocks,
        pages=len(slides),
        pages_without_text=[number for number, slide in shown if not _words(slide)],
        title=_title(deck, blocks),
        warnings=[f"Hidden slides were left out: {said}."] if hidden else [],
        beside=list(dict.fromkeys(_beside(deck, shown))),
        settled=True,
    )


def _is_hidden(slide: Slide) -> bool:
    return slide._element.get("show") in ("0", "false")


def _slide_blocks(deck: Deck, slide: Slide, number: int) -> Iterator[RawBlock]:
    """The slide's title, what stands on it from the top, and what its speaker is to say."""
    heading = clean(_title_text(slide))
    body = [block for shape in _in_order(deck, slide) for block in _shape_blocks(shape, number)]
    notes = list(_notes(slide, number))
    if heading or body or notes:
        yield RawHeading(heading or f"Slide {number}", 1, number)
    yield from body
    if notes:
        yield RawHeading("Notes", 2, number)
        yield from notes


def _title_text(slide: Slide) -> str:
    title = slide.shapes.title
    return title.text_frame.text.replace("\v", " ") if title is not None else ""


def _in_order(deck: Deck, slide: Slide) -> list[BaseShape]:
    """The shapes other than the title and what runs over every slide, row by row from the top."""
    band = max(1, (deck.slide_height or 1) // _ROWS)
    shapes = [shape for shape in slide.shapes if _kind(shape) not in (*_TITLES, *_RUNNING, *_COUNTERS)]
    return sorted(shapes, key=lambda shape: ((shape.top or 0) // band, shape.left or 0))


def _kind(shape: BaseShape) -> PP_PLACEHOLDER | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _shape_blocks(shape: BaseShape, page: int) -> Iterator[RawBlock]:
    if isinstance(shape, GroupShape):
        for inner in shape.shapes:
            yield from _shape_blocks(inner, page)
    elif getattr(shape, "has_table", False):
        assert isinstance(shape, GraphicFrame)
        yield table_of(shape.table, page)
    elif getattr(shape, "has_chart", False):
        assert isinstance(shape, GraphicFrame)
        yield from chart_blocks(shape.chart, page)
    elif isinstance(shape, GraphicFrame):
        yield from diagram_blocks(shape, page)
    elif shape.has_text_frame:
        yield from text_blocks(shape, page)


def _notes(slide: Slide, page: int) -> Iterator[RawBlock]:
    if not slide.has_notes_slide:
        return
    for shape in slide.notes_slide.shapes:
        if _kind(shape) is PP_PLACEHOLDER.BODY:
            yield from text_blocks(shape, page)


def _words(slide: Slide) -> bool:
    """Whether anything is written on the slide itself."""
    return any(
        getattr(shape, "has_table", False)
        or getattr(shape, "has_chart", False)
        or isinstance(shape, GroupShape | GraphicFrame)
        or (shape.has_text_frame and bool(shape.text_frame.text.strip()))  # type: ignore[attr-defined]
        for shape in slide.shapes
    )


def _title(deck: Deck, blocks: list[RawBlock]) -> str:
    """The title property where it says something, else the first slide's title."""
    stated = clean(deck.core_properties.title or "")
    if stated and stated.lower() not in _NO_TITLES:
        return stated
    return next((block.text for block in blocks if isinstance(block, RawHeading) and block.level == 1), "")


def _beside(deck: Deck, shown: list[tuple[int, Slide]]) -> Iterator[Furniture]:
    """The properties of the file, and the lines that run over its slides."""
    said = deck.core_properties
    pairs = (("title property", said.title), ("subject", said.subject), ("author", said.author))
    yield from (Furniture(place, clean(text)) for place, text in pairs if text and clean(text))
    pages: dict[tuple[str, str], list[int]] = {}
    for number, slide in shown:
        for shape in slide.placeholders:
            place = _RUNNING.get(shape.placeholder_format.type)
            if place and isinstance(shape, SlidePlaceholder) and (text := clean(shape.text_frame.text)):
                pages.setdefault((place, text), []).append(number)
    yield from (Furniture(place, text, tuple(found)) for (place, text), found in pages.items())
