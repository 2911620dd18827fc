"""The clauses of a unit that a statement may be bound to, each with what it shares and what stands around it.

After the clause rule (``ingest.clauses``): a figure belongs to its piece; where no word precedes it there, what the
sentence opened with belongs to it too; what stands before a colon leads in what follows; the pieces behind it that hold no
figure go on about it. A row says its label, its column's head and the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.binding.figures import stated_among
from assistant.binding.marks import Marked, listed, marked, telling
from assistant.pieces import TableRow, Unit
from ingest.clauses import outside, pieces
from ingest.phrases import words
from ingest.quantities_model import Quantity
from ingest.sentences import sentences

_PARTING = frozenset({"of whom", "of which", "of these", "of those"})
_LOOKS_BACK = 2
_MOST_PIECES = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a unit says.

    ``own`` are its own words, ``behind`` the pieces without a figure that go on about it, ``before`` what its sentence
    says first of the same, ``over`` what leads it in (heading, lead, title, column), ``meant`` what a pointing word in it
    may mean. ``strict`` says that all its own words must stand in the statement: a part of a whole ("of whom 142 were …")
    and a cell of a table are of nothing wider.
    """

    own: Marked
    behind: Marked
    before: Marked
    over: Marked
    meant: Marked
    strict: bool = False
    cell: bool = False


@lru_cache(maxsize=4096)
def figure_clauses(unit: Unit) -> tuple[Clause, ...]:
    """The clauses of a unit that hold a figure."""
    if unit.row is not None:
        return tuple(clause for clause in _cells(unit, unit.row) if clause.own.figures)
    return tuple(_figured(sentence_of(unit)))


def word_clauses(unit: Unit, said: Marked) -> tuple[Clause, ...]:
    """The shortest runs of pieces that hold as many of a statement's terms and moments as any: no more is read than what
    says it."""
    if unit.row is not None:
        clauses = tuple(_cells(unit, unit.row))
        most = max((len(said.keys & clause.own.keys) for clause in clauses), default=0)
        return tuple(clause for clause in clauses if most and len(said.keys & clause.own.keys) == most)
    whole = sentence_of(unit)
    return tuple(_clause(whole, span, "", whole.until(span[0])) for span in _tightest(whole, said))


@lru_cache(maxsize=2048)
def sentence_of(unit: Unit) -> _Sentence:
    """A unit's sentence, taken apart once."""
    return _Sentence(unit)


class _Sentence:
    """The text of a unit with its pieces and the figures among them."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.text = " ".join(unit.text.split())
        self.marked = marked(self.text)
        self.quantities = telling(self.text)
        self.figures = [item for item in self.quantities if not item.temporal]
        found = [one for one in pieces(self.text, self.quantities) if words(self.text[one.start : one.end])]
        self.inner = {(one.start, one.end) for one in found if one.bracketed}
        self.outer = outside(self.text)
        self.pieces = list(_joined(self.text, [(one.start, one.end) for one in found]))

    def said(self, start: int, end: int) -> str:
        """The text between two places, without what stands in brackets unless it is that."""
        return (self.text if (start, end) in self.inner else self.outer)[start:end]

    def until(self, start: int) -> str:
        """The pieces before a place."""
        return ", ".join(self.said(*piece) for piece in self.pieces if piece[1] <= start)

    def figured(self, piece: tuple[int, int]) -> list[Quantity]:
        """The figures of a piece."""
        return [item for item in self.figures if piece[0] <= item.start < piece[1]]


def _joined(text: str, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, with those in one that a phrase of leaving out ("other than") holds together."""
    kept = [(hit.start, hit.end) for hit in listed("apart").find(text)]
    held: tuple[int, int] | None = None
    for piece in found:
        if held and any(start < held[1] and piece[0] <= end for start, end in kept if end > held[1]):
            held = (held[0], piece[1])
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _figured(whole: _Sentence) -> Iterator[Clause]:
    for place, piece in enumerate(whole.pieces):
        for figure in whole.figured(piece):
            start, end = _reach(whole, piece, figure)
            behind = []
            for later in whole.pieces[place + 1 :]:
                if later[0] < end:
                    continue
                if whole.figured(later):
                    break
                behind.append(whole.said(*later))
            yield _clause(whole, (start, end), ", ".join(behind), _begins(whole, place, figure, start))


def _reach(whole: _Sentence, piece: tuple[int, int], figure: Quantity) -> tuple[int, int]:
    """The piece up to the next figure of its kind that is not said together with it."""
    for other in whole.figured(piece):
        between = whole.said(figure.end, other.start) if other.start >= figure.end else ""
        joined = listed("joining")
        said = [word.fold for word in words(between)]
        apart = bool(said) and said[0] != "of" and any(word not in joined for word in said)
        if apart and other.kind is figure.kind:
            return piece[0], other.start
    return piece


def _begins(whole: _Sentence, place: int, figure: Quantity, start: int) -> str:
    """What the sentence says before of the same: leads before a colon, pieces without a figure right before, and, where no
    word of its own precedes the figure, the opening of the nearest piece that has one."""
    said = []
    own = bool(marked(whole.said(start, figure.start)).terms)
    parted = _parts(whole.text[:start])
    for earlier in reversed(whole.pieces[:place]):
        figures = whole.figured(earlier)
        if not figures or _leads(whole, earlier) or (not own and (parted or _is_whole(whole.said(*earlier)))):
            said.append(whole.said(*earlier))
            parted = False
        elif not own:
            opening = whole.said(earlier[0], figures[0].start)
            said.append(opening)
            own = bool(words(opening))
        else:
            break
    return ", ".join(reversed(said))


def _leads(whole: _Sentence, piece: tuple[int, int]) -> bool:
    """Whether a colon stands behind a piece."""
    return whole.text[piece[1] : piece[1] + 2].strip().startswith(":")


def _is_whole(said: str) -> bool:
    """Whether a piece names what the next takes a part of: "of the 46.5 posts that have gone, …"."""
    first = next((word.fold for word in words(said) if not word.fold[0].isdigit()), "")
    return first == "of"


def _tightest(whole: _Sentence, said: Marked) -> list[tuple[int, int]]:
    """Where the shortest runs of pieces that hold the most of a statement begin and end."""
    held = [_held(whole, piece, said) for piece in whole.pieces]
    runs = [
        (len(frozenset().union(*held[first : last + 1])), whole.pieces[first][0], whole.pieces[last][1])
        for first in range(len(held))
        for last in range(first, min(len(held), first + _MOST_PIECES))
    ]
    most = max((count for count, _, _ in runs), default=0)
    full = [(start, end) for count, start, end in runs if count == most and most and end > start]
    shortest = min((end - start for start, end in full), default=0)
    return [span for span in full if span[1] - span[0] == shortest]


def _held(whole: _Sentence, piece: tuple[int, int], said: Marked) -> frozenset[str]:
    """The terms and moments of a statement that stand in a piece."""
    terms = {term.key for term in whole.marked.terms if piece[0] <= term.start < piece[1]} & said.keys
    times = [one for one in whole.marked.moments if piece[0] <= one.start < piece[1]]
    return frozenset(terms | {one.text for one in said.moments if stated_among(one, times)})


def _clause(whole: _Sentence, span: tuple[int, int], behind: str, before: str) -> Clause:
    own, unit = whole.said(*span), whole.unit
    points = marked(f"{before} {own}").points
    over = " . ".join((unit.lead, *unit.headings[-2:]))
    return Clause(
        marked(own),
        marked(behind),
        marked(before),
        marked(over),
        marked(_antecedent(unit) if points else ""),
        strict=_parts(whole.text[: span[0]]),
    )


def _parts(before: str) -> bool:
    """Whether the words right before a piece make it a part of what was said ("of whom")."""
    return before.rstrip().lower().endswith(tuple(_PARTING))


def _antecedent(unit: Unit) -> str:
    """What the sentences before are about: all of each before its first auxiliary, or behind "there are"."""
    text = " ".join(unit.before.split())
    spans = sentences(text)[-_LOOKS_BACK:]
    return ". ".join(subject_of(text[start:end]) for start, end in spans)


def subject_of(sentence: str) -> str:
    """What stands up to the first verb; where that is only "there", what stands behind."""
    whole = marked(sentence)
    if whole.verb < 0:
        return sentence
    subject = sentence[: whole.verb]
    there = [word.fold for word in words(subject)][-1:] == ["there"]
    return sentence if there else subject + " ".join(sentence[whole.verb :].split()[:1])


def _cells(unit: Unit, row: TableRow) -> Iterator[Clause]:
    label = row.label
    over = marked(" . ".join((row.title, *row.headings[-2:])))
    nothing = marked("")
    for place, cell in enumerate(row.row.cells):
        text = " ".join(cell.text.split())
        if not text or text == label:
            continue
        head = " ".join(row.columns[place].text.split()) if place < len(row.columns) else ""
        own = marked(f"{label}, {head}: {text}")
        yield Clause(own, nothing, nothing, over, nothing, strict=True, cell=True)
