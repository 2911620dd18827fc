"""Ruled lines, shaded areas and pictures of a page, by pypdfium2, also those within forms."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.parse.pdf_page import Box, Page, Rule
from ingest.parse.pdf_turn import Turn

WHITE = 0xFFFFFF
_MAX_DEPTH = 8
_MAX_OBJECTS = 60_000
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def add_drawings(seen: Page, page: pdfium.PdfPage, turn: Turn) -> None:
    """Put the page's rules, shaded areas and pictures into ``seen``."""
    for rank, (kind, thing, matrix) in enumerate(_objects(page)):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            seen.ranks[ctypes.addressof(thing.contents)] = rank  # type: ignore[attr-defined]
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            seen.shapes += 1
            _add_path(seen, thing, matrix, turn)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            box = _bounds(thing, matrix, turn)
            if box is not None:
                seen.pictures.append(box)
                seen.picture_ranks.append(rank if kind == raw.FPDF_PAGEOBJ_IMAGE else -1)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, object, Matrix]]:
    """Paths, pictures and shadings of the page and of forms in it, with the matrix of their container."""
    stack: list[tuple[object, Matrix, int]] = []
    count = raw.FPDFPage_CountObjects(page)
    for index in range(min(count, _MAX_OBJECTS) - 1, -1, -1):
        stack.append((raw.FPDFPage_GetObject(page, index), _IDENTITY, 0))
    while stack:
        thing, matrix, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(thing)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, thing, matrix
        elif depth < _MAX_DEPTH:
            inner = _times(_matrix(thing), matrix)
            for index in range(min(raw.FPDFFormObj_CountObjects(thing), _MAX_OBJECTS) - 1, -1, -1):
                stack.append((raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1))


def _matrix(thing: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies ``m`` first and then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _bounds(thing: object, matrix: Matrix, turn: Turn) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    (xa, ya), (xb, yb) = _apply(matrix, left.value, bottom.value), _apply(matrix, right.value, top.value)
    return turn.box(xa, ya, xb, yb)


def _add_path(seen: Page, thing: object, matrix: Matrix, turn: Turn) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(thing, fill, stroke):
        return
    box = _bounds(thing, matrix, turn)
    if box is None or not (fill.value or stroke.value):
        return
    width, height = box.x1 - box.x0, box.bottom - box.top
    if min(width, height) <= 4 < max(width, height):
        _add_rule(seen, box)
        return
    if fill.value:
        colour = colour_of(thing)
        if colour != WHITE and width > 4 and height > 4:
            seen.shades.append((box, colour))
    if stroke.value:
        for start, end in _segments(thing, _times(_matrix(thing), matrix), turn):
            _add_rule(
                seen,
                Box(
                    min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
                ),
            )


def _add_rule(seen: Page, box: Box) -> None:
    width, height = box.x1 - box.x0, box.bottom - box.top
    if width > 4 >= height:
        middle = (box.top + box.bottom) / 2
        seen.rules.append(Rule(box.x0, middle, box.x1, middle, True))
    elif height > 4 >= width:
        middle = (box.x0 + box.x1) / 2
        seen.rules.append(Rule(middle, box.top, middle, box.bottom, False))


def _segments(
    thing: object, matrix: Matrix, turn: Turn
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a path, closing ones too."""
    start = last = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(thing), 4_000)):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn.point(*_apply(matrix, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, here
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield last, start
            last = start


def colour_of(thing: object) -> int:
    """The fill colour of an object as 0xRRGGBB; white when it is wholly transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return 0
    if alpha.value == 0:
        return WHITE
    return (red.value << 16) | (green.value << 8) | blue.value
