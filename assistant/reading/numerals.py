"""Every numeral of a question accounted for: a figure, a period, an age, a name, or why it is none."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reading.model import Figure, Numeral, Reading
from assistant.reading.place import AMOUNTS, Placed
from assistant.reading.spans import Span, Type

TAKEN = {
    Type.DUR: "period",
    Type.YEAR: "period",
    Type.DATE: "period",
    Type.AGE: "age",
    Type.PER: "what a rate is counted by",
    Type.REF: "name",
    Type.ORG: "name",
}
UNREAD = "not read"
NO_PART = "no figure of the question"


def numerals(placed: Placed, reading: Reading) -> tuple[Numeral, ...]:
    """The numerals of a question in reading order with what each was taken for."""
    figures = [figure.span for figure in _figures(reading) if figure.span is not None]
    read = [
        Numeral((span.start, span.end), span.text, _taken(span, figures))
        for span in placed.spans
        if span.type is not Type.ORG or _digits(span.text)
    ]
    stray = [Numeral((start, end), placed.text[start:end], UNREAD) for start, end in _stray(placed)]
    return tuple(sorted((*read, *stray), key=lambda one: one.span))


def _figures(reading: Reading) -> Iterator[Figure]:
    yield from reading.figures
    for side in (reading.of, reading.against, *reading.terms):
        if isinstance(side, Figure):
            yield side
        elif isinstance(side, Reading):
            yield from _figures(side)


def _taken(span: Span, figures: list[tuple[int, int]]) -> str:
    if span.type not in AMOUNTS:
        return TAKEN[span.type]
    held = any(start <= span.start and span.end <= end for start, end in figures)
    return "figure" if held else NO_PART


def _digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _stray(placed: Placed) -> Iterator[tuple[int, int]]:
    """Runs of digits that no span holds."""
    at = 0
    text = placed.text
    while at < len(text):
        if not text[at].isdigit():
            at += 1
            continue
        end = at
        while end < len(text) and (
            text[end].isdigit() or (text[end] in ".,/" and end + 1 < len(text) and text[end + 1].isdigit())
        ):
            end += 1
        if not any(span.start < end and at < span.end for span in placed.spans):
            yield at, end
        at = end
