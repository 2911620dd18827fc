"""Tiles and profile pages: short lines in which a figure stands over, under or beside its label.

The lines of a run are joined where one ends open ("Agency workers -"), then each value that stands alone takes the
label on the side where the labels of the run stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.word_lists import lists
from ingest.phrases import words
from ingest.quantities import Kind, Quantity, find

_LONGEST = 90
_MOST_WORDS = 13
_OPEN = ("-", "–", "—", ":", "(")
_MARKS = " *_•\t"


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, or lines that were joined or paired, with the span they stand in and the part that a family names."""

    text: str
    start: int
    end: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    strip: Strip
    values: tuple[Quantity, ...]
    label: str
    dated: bool


def is_short(text: str) -> bool:
    """Whether a line may stand in a tile: a few words that are no sentence."""
    bare = text.strip(_MARKS)
    ends = bare.endswith((".", ";", "!", "?")) and len(bare.split()) > 4
    return len(bare) <= _LONGEST and len(bare.split()) <= _MOST_WORDS and not ends


def are_tiles(lines: Sequence[Strip]) -> bool:
    """Whether a run of short lines holds values that stand apart from their labels."""
    pieces = [_piece(line) for line in lines]
    return any(_is_bare(piece) for piece in pieces) and any(
        piece.label and not piece.values for piece in pieces
    )


def names_family(lines: Sequence[Strip]) -> bool:
    """Whether a line of a run opens a list of bodies that belong together ("Across our family:")."""
    return any(lists("family").find(line.text) for line in lines)


def tiles(lines: Sequence[Strip]) -> Iterator[Strip]:
    """The run as lines that each hold label and value; lines without a value are left out."""
    pieces = [_piece(strip) for strip in _joined(lines)]
    forward = _labels_follow(pieces)
    taken: set[int] = set()
    family = whole = False
    part = ""
    for number, piece in enumerate(pieces):
        if not piece.values:
            family = family or bool(lists("family").find(piece.label))
            whole = family and bool(lists("total").find(piece.label))
            continue
        # A value without a name goes on from the member before it: "Total: 1,169 headcount", "1,025 FTE".
        part = (_of_family(piece, whole) or part) if family else ""
        if not _is_bare(piece) or part:
            yield replace(piece.strip, part=part)
            continue
        for other in (number + 1, number - 1) if forward else (number - 1, number + 1):
            if (
                0 <= other < len(pieces)
                and other not in taken
                and pieces[other].label
                and not pieces[other].values
            ):
                taken.add(other)
                yield _pair(piece.strip, pieces[other].strip)
                break
        else:
            yield piece.strip


def _of_family(piece: _Piece, whole: bool) -> str:
    """The member of a family of bodies that a line is of: the name before its figure; the group for the total of all."""
    name = piece.strip.text[: piece.values[0].start].strip(_MARKS + "-–—:")
    if whole or lists("total").find(name):
        return "group"
    return name


def _pair(value: Strip, label: Strip) -> Strip:
    start, end = min(value.start, label.start), max(value.end, label.end)
    return Strip(f"{label.text.strip(_MARKS)}: {value.text.strip(_MARKS)}", start, end)


def _joined(lines: Sequence[Strip]) -> list[Strip]:
    out: list[Strip] = []
    for line in lines:
        before = out[-1] if out else None
        if before is not None and _goes_on(before, line):
            out[-1] = Strip(f"{before.text.rstrip(_MARKS)} {line.text.strip(_MARKS)}", before.start, line.end)
        else:
            out.append(line)
    return out


def _goes_on(before: Strip, line: Strip) -> bool:
    """Whether a line belongs to the one before: that one ends open, or this one only dates it."""
    above, here = _piece(before), _piece(line)
    if here.dated and not here.values and not here.label:
        return bool(above.values)
    opened = before.text.rstrip(_MARKS).endswith(_OPEN)
    if opened and not above.values:
        return bool(here.values) and len(here.values) == 1
    if opened and above.values:
        return not here.values
    small = here.label[:1].islower() and not here.values
    return small and len(here.label.split()) <= 3 and bool(above.label or above.values)


def _piece(strip: Strip) -> _Piece:
    found = find(strip.text)
    values = tuple(item for item in found if not item.temporal)
    rest = strip.text
    for item in reversed(found):
        rest = rest[: item.start] + " " + rest[item.end :]
    label = " ".join(word for word in rest.split() if any(char.isalpha() for char in word))
    dated = any(item.temporal and item.kind is not Kind.AGE for item in found)
    return _Piece(strip, values, label.strip(_MARKS), dated)


def _is_bare(piece: _Piece) -> bool:
    """Whether a piece is a value with at most its unit."""
    if len(piece.values) != 1:
        return False
    said = words(piece.label)
    if any(hit.last - hit.first == len(said) for hit in lists("hanging").find(piece.label)):
        return True
    return not said or (
        len(said) == 1 and (bool(lists("unit").find(piece.label)) or said[0].fold in ("day", "fte"))
    )


def _labels_follow(pieces: Sequence[_Piece]) -> bool:
    """Whether the labels of the run stand under their values: the side that fits more, else by what opens the run."""
    after = before = 0
    for number, piece in enumerate(pieces):
        if _is_bare(piece):
            after += (
                number + 1 < len(pieces) and bool(pieces[number + 1].label) and not pieces[number + 1].values
            )
            before += number > 0 and bool(pieces[number - 1].label) and not pieces[number - 1].values
    if after != before:
        return after > before
    return bool(pieces) and bool(pieces[0].values)
