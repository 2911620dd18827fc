"""An answer as its statements, each with the sources that are cited for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web.markdown import citation_runs

LONGEST = 180
_MARKS = "#*_>-|•.,;: \t"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said, without markup, and the labels of what proves it; ``alike`` counts the statements after it that
    rest on the same sources.
    """

    text: str
    labels: tuple[str, ...]
    alike: int = 0


def statements_of(text: str, labels: Sequence[str]) -> list[Statement]:
    """The statements that cite something, in order; sources that are cited nowhere come last, under no statement."""
    found: list[Statement] = []
    for said, cited in _said(text, frozenset(labels)):
        if found and found[-1].labels == cited:
            found[-1] = Statement(found[-1].text, cited, found[-1].alike + 1)
        else:
            found.append(Statement(said, cited))
    known = {label for statement in found for label in statement.labels}
    rest = tuple(label for label in labels if label not in known)
    return [*found, Statement("", rest)] if rest else found


def _said(text: str, labels: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in text.splitlines():
        at, before = 0, ""
        for start, end, cited in citation_runs(line, labels):
            before = _in_row(line, start) or _plain(line[at:start]) or before
            yield before, tuple(dict.fromkeys(cited))
            at = end


def _in_row(line: str, end: int) -> str:
    """What a cell of a table says: the head of its row and its own words; nothing outside of a table."""
    if not line.lstrip().startswith("|"):
        return ""
    cells = line[:end].strip().strip("|").split("|")
    return _plain(f"{cells[0]}|{cells[-1]}" if len(cells) > 1 else cells[0])


def _plain(text: str) -> str:
    """The words without marks of emphasis, lists, headings and table cells."""
    cells = [cell.strip(_MARKS) for cell in text.replace("**", "").split("|")]
    said = " ".join(": ".join(cell for cell in cells if cell).split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}…"
