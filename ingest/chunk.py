"""``split(document)``: the pieces that are indexed, sized by the embedding model's own tokenizer.

A chunk is whole blocks of one section when they fit, else whole list items, table rows or sentences. It is
verbatim (``document.text[start:end]``) under a header made by rule: body, title, period, heading path. The
header is searched with the text, because a passage in the middle of a paper seldom says whose paper it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Block, BlockKind, Chunk, Document, Section
from ingest.sentences import sentences
from ingest.tokens import count_tokens

LIMIT = 200
"""Tokens of a chunk with its header. The model cuts silently at 256 (docs: MiniLM-L6-v2, max_seq_length)."""

HEADER_LIMIT = 64
COLUMNS_LIMIT = 32
SENTENCE_LIMIT = 250
"""A single sentence longer than the limit stays whole up to what the model can read."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span that is never cut: a block, an item, a row or a sentence, with the tokens it takes."""

    start: int
    end: int
    block: int
    tokens: int
    first: bool = True
    columns: str = ""


def split(document: Document, *, limit: int = LIMIT) -> list[Chunk]:
    """The chunks of a document in reading order. Contents pages are left out; an empty document has none."""
    chunks: list[Chunk] = []
    for path, section in document.walk():
        header = _header(document, path)
        room = limit - count_tokens([header])[0]
        for group in _groups(document, section, room):
            chunks.append(_chunk(document, section, header, group, len(chunks)))
    return chunks


def split_text(text: str, *, limit: int = LIMIT) -> list[str]:
    """Plain text in pieces of at most ``limit`` tokens, whole sentences, for programs that have no
    Document.
    """
    spans = [span for start, end in sentences(text) for span in _fitting(text, start, end, limit)]
    counts = count_tokens([text[start:end] for start, end in spans])
    pieces = [_Piece(start, end, 0, tokens) for (start, end), tokens in zip(spans, counts, strict=True)]
    return [text[group[0].start : group[-1].end] for group in _packed(pieces, limit)]


def _header(document: Document, path: Sequence[Section]) -> str:
    """Body, title and period on one line, the heading path on the next; long ones lose their outermost
    parts.
    """
    about = [document.body.name if document.body else "", document.title, _unsaid_period(document)]
    first = " · ".join(part for part in about if part)
    headings = [section.heading for section in path if section.heading]
    if headings and headings[0].casefold() == document.title.casefold():
        headings = headings[1:]
    while len(headings) > 1 and count_tokens([first + " > ".join(headings)])[0] > HEADER_LIMIT:
        headings = headings[1:]
    lines = [_shortened(line, HEADER_LIMIT // 2) for line in (first, " > ".join(headings)) if line]
    return "\n".join(lines)


def _unsaid_period(document: Document) -> str:
    """The period, unless the title prints it already."""
    return document.period if document.period and document.period not in document.title else ""


def _shortened(line: str, limit: int) -> str:
    """The line's first words within so many tokens; headers are not quoted, so that words may go."""
    words = line.split()
    while len(words) > 1 and count_tokens([" ".join(words)])[0] > limit:
        words = words[: max(1, len(words) * 4 // 5)]
    return " ".join(words)


def _groups(document: Document, section: Section, room: int) -> Iterator[list[_Piece]]:
    """Runs of pieces of one section that fit together; a section without text is its heading alone."""
    blocks = [
        block for block in section.blocks if block.kind is not BlockKind.CONTENTS and block.text.strip()
    ]
    if not blocks:
        contents = bool(section.blocks)
        if section.heading and not section.sections and not contents:
            yield [_Piece(section.start, section.start + len(section.heading), -1, 0)]
        return
    pieces: list[_Piece] = []
    counts = count_tokens([block.text for block in blocks])
    for block, tokens in zip(blocks, counts, strict=True):
        if tokens <= room:
            pieces.append(_Piece(block.start, block.end, block.number, tokens))
            continue
        pieces.extend(_pieces_of(document.text, block, room))
    yield from _packed(pieces, room)


def _pieces_of(text: str, block: Block, room: int) -> list[_Piece]:
    """A block that is too large as its items, rows or sentences, and one of these that is too large as its
    own parts.
    """
    spans = [span for start, end in _parts(text, block) for span in _fitting(text, start, end, room)]
    columns = _columns(block)
    counts = count_tokens([text[start:end] for start, end in spans])
    return [
        _Piece(start, end, block.number, tokens, index == 0, columns)
        for index, ((start, end), tokens) in enumerate(zip(spans, counts, strict=True))
    ]


def _parts(text: str, block: Block) -> list[tuple[int, int]]:
    """The spans that make up a block, covering it: items of a list, rows of a table, else sentences."""
    starts = [part.start for part in (block.lines or block.rows)]
    if not starts:
        return [(block.start + a, block.start + b) for a, b in sentences(text[block.start : block.end])]
    # What stands before the first item (a marker, a header row) belongs to the first part.
    edges = [block.start, *(_line_start(text, start, block.start) for start in starts[1:]), block.end]
    return [_trimmed(text, a, b) for a, b in zip(edges, edges[1:], strict=False) if text[a:b].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    return end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())


def _line_start(text: str, position: int, floor: int) -> int:
    """Where the line of this position begins, so that an item keeps its printed marker."""
    return max(floor, text.rfind("\n", floor, position) + 1)


def _columns(block: Block) -> str:
    """The names of a table's columns, from its outermost header row, repeated above rows in another chunk."""
    paths = [block.column_path(column) for column in range(len(block.columns))]
    names = " | ".join(" ".join(" ".join(cell.text for cell in path).split()) for path in paths if path)
    return _shortened(names, COLUMNS_LIMIT) if names else ""


def _fitting(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """The span itself when it fits, else its lines and sentences; only what the model cannot read whole is
    cut.
    """
    if count_tokens([text[start:end]])[0] <= room:
        yield (start, end)
        return
    spans = [(start + a, start + b) for a, b in sentences(text[start:end])]
    counts = count_tokens([text[a:b] for a, b in spans])
    for (a, b), tokens in zip(spans, counts, strict=True):
        if tokens <= max(room, SENTENCE_LIMIT - HEADER_LIMIT):
            yield (a, b)
        else:
            yield from _by_words(text, a, b, room)


def _by_words(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """Pieces of text without a sentence end (a page of figures, a run-on list), cut at a semicolon, comma
    or space.
    """
    while start < end:
        stop = _longest(text, start, end, room)
        if stop < end:
            cut = max(text.rfind(mark, start, stop) for mark in ("; ", "\n"))
            cut = cut if cut > start + (stop - start) // 2 else text.rfind(" ", start, stop)
            stop = cut + 1 if cut > start else stop
        if text[start:stop].strip():
            yield _trimmed(text, start, stop)
        start = stop


def _longest(text: str, start: int, end: int, room: int) -> int:
    """The furthest end within the limit, found by halving; at least one character on."""
    low, high = start + 1, min(end, start + room * 12)
    if count_tokens([text[start:high]])[0] <= room:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if count_tokens([text[start:middle]])[0] <= room else (low, middle)
    return low


def _packed(pieces: Sequence[_Piece], room: int) -> Iterator[list[_Piece]]:
    """Neighbouring pieces together as long as they fit."""
    group: list[_Piece] = []
    used = 0
    for piece in pieces:
        room_here = room - (COLUMNS_LIMIT if group and group[0].columns and not group[0].first else 0)
        if group and used + piece.tokens > room_here:
            yield group
            group, used = [], 0
        group.append(piece)
        used += piece.tokens
    if group:
        yield group


def _chunk(document: Document, section: Section, header: str, group: Sequence[_Piece], ordinal: int) -> Chunk:
    """The chunk of these pieces; the columns of a table come into the header when their row is not within."""
    first, last = group[0], group[-1]
    if first.columns and not first.first:
        header = f"{header}\n{first.columns}" if header else first.columns
    text = document.text[first.start : last.end]
    return Chunk(
        id=f"{document.id}-{ordinal:05d}",
        document=document.id,
        ordinal=ordinal,
        header=header,
        heading=section.heading,
        text=text,
        start=first.start,
        end=last.end,
        page=document.page_of(first.start),
        blocks=tuple(dict.fromkeys(piece.block for piece in group if piece.block >= 0)),
        tokens=count_tokens([f"{header}\n{text}"])[0],
    )
