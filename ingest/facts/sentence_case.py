"""A figure of running text in its sentence: its piece, its words, its unit, what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest import clauses
from ingest.clauses import Piece
from ingest.facts.draft import Setting, Time
from ingest.facts.measures import measures, named_unit, told
from ingest.facts.tiles import is_short
from ingest.facts.times import without_times
from ingest.facts.word_lists import lists
from ingest.phrases import words
from ingest.quantities import Kind, Quantity

_UNITS = {Kind.MONEY: "gbp", Kind.PERCENT: "share", Kind.POINTS: "points", Kind.FTE: "fte", Kind.DAYS: "days"}


_OF = frozenset({"of", "the", "these", "those", "our", "all", "out"})


_EMPTY = frozenset(
    "the a an of in on at to by for and or with from as is are was were be been has have had it its this that these those"
    " we our us they their which who than about some also only each there here when while so if into out not no now then"
    " just".split()
)


LONGEST_MEASURE = 240


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or short line with its place; ``item`` when it stands in a list."""

    text: str
    start: int
    item: bool = False
    part: str = ""


@dataclass(slots=True)
class Thread:
    """What runs on from sentence to sentence of a block: what was spoken of, and when."""

    before: str = ""
    topic: str = ""
    unit: str = ""
    lead: str = ""
    time: Time | None = None
    said: set[tuple[Kind, float | None]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Case:
    """One figure among the quantities of its sentence, and the pieces that the sentence falls into."""

    sentence: Sentence
    setting: Setting
    thread: Thread
    found: list[Quantity]
    moments: list[Quantity]
    figures: list[Quantity]
    number: int
    cut: list[Piece]

    @property
    def figure(self) -> Quantity:
        """The figure at hand."""
        return self.figures[self.number]

    @property
    def lead(self) -> str:
        """What introduces the list that the sentence stands in."""
        return (self.thread.lead or self.setting.lead) if self.sentence.item else ""

    @property
    def since(self) -> int:
        """Where the figure before this one ends."""
        return self.figures[self.number - 1].end if self.number else 0

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text


def piece_of(case: Case) -> Piece:
    """The piece of the sentence that the figure belongs to; a short line with one figure is a label and its value."""
    if case.sentence.item and len(case.figures) == 1 and is_short(case.text):
        return Piece(0, len(case.text))
    return case.cut[clauses.piece_at(case.cut, case.figure.start)] if case.cut else Piece(0, len(case.text))


def unit_of(case: Case, clause: str) -> str:
    """The unit of a figure: as printed; for bare numbers and days what the words around say they are."""
    figure = case.figure
    if figure.kind is Kind.DURATION:
        return figure.unit + ("s" if not figure.unit.endswith("s") else "")
    if figure.kind is Kind.MONEY and figure.per not in ("", "year", "month", "week"):
        return "gbp_each"
    if figure.kind is Kind.DAYS:
        return "days_per_fte" if _is_per_head(case, clause) else "days"
    if figure.kind is Kind.PLACEHOLDER:
        return named_unit(clause) or ("persons" if lists("people").find(figure.text) else "number")
    if figure.kind is not Kind.COUNT:
        return _UNITS.get(figure.kind, "number")
    if named := named_unit(figure.unit) or ("fte" if named_unit(clause) == "fte" else ""):
        return named
    if figure.unit and lists("people").find(figure.unit):
        return "persons"
    if not figure.unit and figure.decimals:
        return case.thread.unit or "number"
    return "number"


def _is_per_head(case: Case, clause: str) -> bool:
    """Whether days are days for each employee: said beside them, or of small figures over the text they stand in."""
    figure = case.figure
    if figure.per:
        return figure.per in ("fte", "head", "post")
    behind = case.text[figure.start : figure.end + 40]
    if lists("per_head").find(behind) or lists("per_head").find(clause):
        return True
    wider = (
        case.text,
        case.setting.lead,
        case.thread.topic,
        case.thread.before,
        *reversed(case.setting.headings),
    )
    said = next((unit for unit in map(named_unit, wider) if unit.startswith("days")), "")
    return (figure.value or 0) < 40 and (said == "days_per_fte" or case.thread.unit == "days_per_fte")


def clause_of(case: Case, piece: Piece) -> str:
    """The words of the figure's piece without its figures and times; the opening of an earlier piece before them
    when no word precedes the figure there.
    """
    text, figure = without_asides(case, piece), case.figure
    own = _words_of(text, piece, case)
    if words(text[piece.start : figure.start]) and len(own.split()) > 2:
        return _bare(own)
    for earlier in reversed([item for item in case.cut if item.start < piece.start and not item.bracketed]):
        if subject := clauses.opening(text, earlier, case.found):
            return _bare(f"{without_times(subject)} {own}".replace("*", " "))
    return _bare(own)


def without_asides(case: Case, piece: Piece) -> str:
    """The sentence as the piece is read in it: without what stands in brackets, unless the piece stands there."""
    return case.text if piece.bracketed else clauses.outside(case.text)


def _words_of(text: str, piece: Piece, case: Case) -> str:
    """The figure's own words in its piece: the opening, what stands before it since the last figure, what follows up to
    the next.
    """
    figure, taken = case.figure, [*case.figures, *case.moments]
    here = [item for item in case.figures if piece.start <= item.start < piece.end]
    before = max((item.end for item in here if item.end <= figure.start), default=piece.start)
    later = [item.start for item in here if item.start >= figure.end]
    if later and all(word.fold in _OF for word in words(text[figure.end : later[0]])):
        later = later[1:]  # "134 of the 462 leavers": both count leavers
    after = min(later, default=piece.end)
    opening = text[piece.start : here[0].start] if here and here[0] is not figure else ""
    return f"{without_times(opening)} {_blank(text, before, after, taken, figure)}".replace("*", " ").strip()


def _bare(text: str) -> str:
    """Words without the number that counts the paragraph."""
    first = words(text)[:1]
    return (
        text[first[0].end :].lstrip(".) ")
        if first and first[0].fold[:1].isdigit() and first[0].start == 0
        else text
    )


def _blank(text: str, start: int, end: int, found: Sequence[Quantity], figure: Quantity) -> str:
    """A stretch of text without times and figures; of the figure itself the words of its unit stay ("days", "FTE")."""
    out, at = [], start
    for item in sorted(found, key=lambda item: item.start):
        if item.end <= start or item.start >= end:
            continue
        if item.start > at:
            out.append(text[at : item.start])
        if item is figure and item.kind in (Kind.DAYS, Kind.FTE):
            out.append(
                " ".join(word for word in item.text.split() if not any(char.isdigit() for char in word))
            )
        at = max(at, item.end)
        while item.text.endswith("%") and at < end and text[at].isalpha():
            at += 1  # a word glued to a percent sign is a slip of the page, not a label
    out.append(text[at:end])
    return " ".join(" ".join(out).split())


def measure_of(case: Case, clause: str) -> tuple[str, str]:
    """What the figure measures, and the widest place that its words come from."""
    setting, thread = case.setting, case.thread
    unit = unit_of(case, clause)
    chain, place = [clause], "clause"
    wider = (
        ("lead", case.lead),
        ("sentence before", thread.topic or thread.before),
        ("heading", setting.heading),
    )
    opening = case.text[: case.figures[0].start]
    for name, text in (("sentence", without_times(opening)), *wider):
        if _names(" ".join(chain), unit, case.figure):
            break
        said = " ".join(without_times(text).split())
        if said and said not in chain[0]:
            chain.append(said)
            place = name
    return " ".join(" ; ".join(part for part in chain if part).split()), place


def _names(text: str, unit: str, figure: Quantity) -> bool:
    """Whether words say what is measured: a measuring noun and a word that says of what."""
    substance = [word for word in words(told(text)) if word.fold not in _EMPTY]
    counted = figure.kind is Kind.COUNT and bool(figure.unit)
    return (len(substance) > 1 and (measures(text, unit) or counted)) or len(substance) > 5
