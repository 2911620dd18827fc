"""Pages of a text file whose columns were printed line by line across the page, put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.parse.clean import GAP
from ingest.parse.columns import Piece, apart, kept_apart, may_be_interleaved
from ingest.parse.follows import Follows


def columns_apart(text: str, pages: Mapping[int, list[str]]) -> tuple[dict[int, list[str]], frozenset[int]]:
    """The pages, by number, that were printed line by line across their columns, with one column after the other;
    and which of them were. Where columns cannot be told apart, lines that do not follow stay apart.
    """
    filled = {place: [line.strip() for line in page if line.strip()] for place, page in pages.items()}
    if not any(map(may_be_interleaved, filled.values())):
        return {}, frozenset()
    follows = Follows(text)
    parted = {place: columns for place, lines in filled.items() if (columns := apart(lines, follows))}
    return {
        place: [line for column in parted[place] for line in _printed(column)]
        if place in parted
        else kept_apart(lines, follows)
        for place, lines in filled.items()
        if place in parted or may_be_interleaved(lines)
    }, frozenset(parted)


def _printed(column: Sequence[Piece]) -> list[str]:
    """The lines of a column, a blank one where the next can hardly follow; one that does not follow in the source
    opens with ``GAP``.
    """
    lines: list[str] = []
    last = -1
    for piece in column:
        lines.extend([] if piece.goes_on else [""])
        lines.append(piece.text if piece.place == last + 1 else GAP + piece.text)
        last = piece.place
    return lines
