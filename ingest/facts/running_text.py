"""Figures of running text: each belongs to its piece of the sentence, and what the piece leaves open stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest import clauses
from ingest.clauses import Piece
from ingest.facts import parts
from ingest.facts.draft import Draft, Setting, Time
from ingest.facts.kinds import Stage, stage_in_clause, stage_in_label, tense_of
from ingest.facts.measures import lists, measures, named_unit, told
from ingest.facts.tiles import is_short
from ingest.facts.times import first_time, is_future, nearest, resolved, without_times, year_before
from ingest.model import FactKind
from ingest.phrases import words
from ingest.quantities import TEMPORAL, Kind, Quantity, find

_UNITS = {Kind.MONEY: "gbp", Kind.PERCENT: "share", Kind.POINTS: "points", Kind.FTE: "fte", Kind.DAYS: "days"}
_TIMES = frozenset({Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.SPAN, Kind.QUARTER})
_DURATION_BEFORE = frozenset("over within for in after every each last next past the than of about first final under until to during".split())
_LONGEST_MEASURE = 240
_NEXT_WORDS = 6
_SCALES = frozenset({"million", "billion", "thousand"})
_OF = frozenset({"of", "the", "these", "those", "our", "all", "out"})
_AHEAD = ("next", "coming")
_WHICH = frozenset({"next", "last", "past", "coming"})



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


def read_sentence(sentence: Sentence, setting: Setting, thread: Thread) -> Iterator[Draft]:
    """The figures of a sentence with what they measure; ``thread`` is what the sentences before leave, and is carried on."""
    text = sentence.text
    found = find(text)
    moments = [item for item in found if item.kind in _TIMES]
    figures = [item for item in found if _measures_something(item, sentence, found)]
    if not lists("order").find(text):
        cut = clauses.pieces(text, found)
        for number, figure in enumerate(figures):
            if _said_before(figure, text, thread):
                continue
            draft = _draft(_Case(sentence, setting, thread, found, moments, figures, number, cut))
            draft.bare = draft.counts and not sentence.item and not _says_what(draft, figure)
            if not cut[clauses.piece_at(cut, figure.start)].bracketed:
                thread.unit = draft.unit
            thread.said.add((figure.kind, figure.value))
            yield draft
    _carry(text, moments, figures, setting, thread)


@dataclass(frozen=True, slots=True)
class _Case:
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
        return self.sentence.text


def _measures_something(item: Quantity, sentence: Sentence, found: Sequence[Quantity]) -> bool:
    """Whether a quantity measures something: no time, no condition ("each 1%"), no number of a paragraph or an item."""
    text = sentence.text
    if item.change or (item.kind in TEMPORAL and item.kind is not Kind.DURATION):
        return False
    if not any(char.isdigit() for char in item.text) and (not item.words or item.text.strip("£ ").lower() in _SCALES):
        return item.kind is Kind.PLACEHOLDER
    before = words(text[: item.start])
    last = before[-1].fold if before else ""
    if item.kind is Kind.DURATION:
        return any(char.isdigit() for char in item.text) and last not in _DURATION_BEFORE
    if item.kind in (Kind.PERCENT, Kind.POINTS):
        condition = last == "a" and any(other.kind is Kind.MONEY and other.start > item.end for other in found)
        return last not in ("each", "every", "per") and not condition
    if item.kind in (Kind.COUNT, Kind.DAYS) and item.words and (item.value or 0) <= 12:
        return item.kind is Kind.COUNT and _counts_things(item.unit)
    return item.kind is not Kind.COUNT or not (_enumerates(item, sentence) or _bands(item, found))


def _counts_things(noun: str) -> bool:
    return bool(lists("people").find(noun)) or "counted" in lists("measuring").labels(noun)


def _enumerates(item: Quantity, sentence: Sentence) -> bool:
    """Whether a number opens the text to count it: "2.8 Correction", "3. protecting ..."; or is all that it holds."""
    text = sentence.text
    if text[: item.start].strip():
        return False
    rest = text[item.end :]
    if (item.value or 0) >= 100:
        return False
    if not rest.strip() or rest[:1] in ".)":
        return True
    opens = rest.lstrip()[:1]
    return not sentence.item and (bool(item.decimals) or not item.unit) and (opens.isupper() or opens.isdigit())


def _bands(item: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether a bare range only says of whom a share is: "between 25 and 44 there are 35%"."""
    return item.high is not None and not item.unit and any(other.kind is Kind.PERCENT for other in found)


def _says_what(draft: Draft, figure: Quantity) -> bool:
    """Whether a bare count has a noun to count, or leans on one said before."""
    return bool(figure.unit and _counts_things(figure.unit)) or measures(draft.own) or bool(lists("leaning").find(draft.own))


def _said_before(figure: Quantity, text: str, thread: Thread) -> bool:
    """Whether a figure only takes up one that was said before: "of those 462", "the £2m"."""
    before = words(text[: figure.start])
    taken_up = bool(before) and before[-1].fold in ("those", "these", "the", "its", "their", "that", "this", "same")
    return taken_up and (figure.kind, figure.value) in thread.said


def _draft(case: _Case) -> Draft:
    figure, sentence = case.figure, case.sentence
    piece = _piece(case)
    clause = _clause(case, piece)
    measure, place = _measure(case, clause)
    draft = Draft(figure.value, _unit(case, clause), measure[:_LONGEST_MEASURE], sentence.start, sentence.start + len(case.text))
    draft.high, draft.approx, draft.decimals, draft.per = figure.high, figure.approx, figure.decimals, figure.per
    draft.step = figure.step
    time = _time(case, piece)
    stage, kind_place = _stage(case, piece, time)
    draft.time, draft.kind, draft.note = time, stage.kind, case.setting.dated
    draft.change = _changes(case, piece)
    _whose(draft, case, clause)
    draft.context = " | ".join((case.text, case.thread.before, case.setting.lead, " > ".join(case.setting.headings), case.setting.paper.front))
    opening = case.text[: case.figures[0].start]
    draft.told = case.text[piece.start : piece.end]
    draft.own, draft.counts, draft.item = clause, figure.kind is Kind.COUNT, sentence.item
    draft.around = _around(case, draft, opening)
    draft.say("measure", place)
    draft.say("period", time.place if time else "", time.text if time else "")
    draft.say("kind", kind_place, stage.word)
    return draft


def _around(case: _Case, draft: Draft, opening: str) -> tuple[str, ...]:
    """The texts further out that may say what is measured, the nearest first.

    A count is named by its own words, by the lead of its list, or by what its words lean on; a heading names it
    only in a line that is label and value.
    """
    thread, headings = case.thread, tuple(reversed(case.setting.headings))
    if draft.counts and not (case.sentence.item and is_short(case.text)):
        leaning = bool(lists("leaning").find(draft.own))
        return (case.lead, *((thread.topic, thread.before) if leaning else ()))
    front = (case.setting.run, case.setting.paper.front) if draft.unit.startswith("days") else ()
    return (opening, case.lead, thread.topic, thread.before, *headings, *front)


def _piece(case: _Case) -> Piece:
    """The piece of the sentence that the figure belongs to; a short line with one figure is a label and its value."""
    if case.sentence.item and len(case.figures) == 1 and is_short(case.text):
        return Piece(0, len(case.text))
    return case.cut[clauses.piece_at(case.cut, case.figure.start)] if case.cut else Piece(0, len(case.text))


def _unit(case: _Case, clause: str) -> str:
    """The unit of a figure: as printed; for bare numbers and days what the words around say they are."""
    figure = case.figure
    if figure.kind is Kind.DURATION:
        return figure.unit + ("s" if not figure.unit.endswith("s") else "")
    if figure.kind is Kind.MONEY and figure.per not in ("", "year", "month", "week"):
        return "gbp_each"
    if figure.kind is Kind.DAYS:
        return "days_per_fte" if _is_per_head(case, clause) else "days"
    if figure.kind is not Kind.COUNT:
        return _UNITS.get(figure.kind, "number")
    if named := named_unit(figure.unit) or ("fte" if named_unit(clause) == "fte" else ""):
        return named
    if figure.unit and lists("people").find(figure.unit):
        return "persons"
    if not figure.unit and figure.decimals:
        return case.thread.unit or "number"
    return "number"


def _is_per_head(case: _Case, clause: str) -> bool:
    """Whether days are days for each employee: said beside them, or of small figures over the text they stand in."""
    figure = case.figure
    if figure.per:
        return figure.per in ("fte", "head", "post")
    behind = case.text[figure.start : figure.end + 40]
    if lists("per_head").find(behind) or lists("per_head").find(clause):
        return True
    wider = (case.text, case.setting.lead, case.thread.topic, case.thread.before, *reversed(case.setting.headings))
    said = next((unit for unit in map(named_unit, wider) if unit.startswith("days")), "")
    return (figure.value or 0) < 40 and (said == "days_per_fte" or case.thread.unit == "days_per_fte")


def _clause(case: _Case, piece: Piece) -> str:
    """The words of the figure's piece without its figures and times; the opening of an earlier piece before them
    when no word precedes the figure there.
    """
    text, figure = _without_asides(case, piece), case.figure
    own = _words_of(text, piece, case)
    if words(text[piece.start : figure.start]) and len(own.split()) > 2:
        return _bare(own)
    for earlier in reversed([item for item in case.cut if item.start < piece.start and not item.bracketed]):
        if subject := clauses.opening(text, earlier, case.found):
            return _bare(f"{without_times(subject)} {own}".replace("*", " "))
    return _bare(own)


def _without_asides(case: _Case, piece: Piece) -> str:
    """The sentence as the piece is read in it: without what stands in brackets, unless the piece stands there."""
    return case.text if piece.bracketed else clauses.outside(case.text)


def _words_of(text: str, piece: Piece, case: _Case) -> str:
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
    return text[first[0].end :].lstrip(".) ") if first and first[0].fold[:1].isdigit() and first[0].start == 0 else text


def _blank(text: str, start: int, end: int, found: Sequence[Quantity], figure: Quantity) -> str:
    """A stretch of text without times and figures; of the figure itself the words of its unit stay ("days", "FTE")."""
    out, at = [], start
    for item in sorted(found, key=lambda item: item.start):
        if item.end <= start or item.start >= end:
            continue
        if item.start > at:
            out.append(text[at : item.start])
        if item is figure and item.kind in (Kind.DAYS, Kind.FTE):
            out.append(" ".join(word for word in item.text.split() if not any(char.isdigit() for char in word)))
        at = max(at, item.end)
        while item.text.endswith("%") and at < end and text[at].isalpha():
            at += 1  # a word glued to a percent sign is a slip of the page, not a label
    out.append(text[at:end])
    return " ".join(" ".join(out).split())


def _measure(case: _Case, clause: str) -> tuple[str, str]:
    """What the figure measures, and the widest place that its words come from."""
    setting, thread = case.setting, case.thread
    unit = _unit(case, clause)
    chain, place = [clause], "clause"
    wider = (("lead", case.lead), ("sentence before", thread.topic or thread.before), ("heading", setting.heading))
    opening = case.text[: case.figures[0].start]
    for name, text in (("sentence", without_times(opening)), *wider):
        if _names(" ".join(chain), unit, case.figure):
            break
        if text and text not in chain[0]:
            chain.append(without_times(text))
            place = name
    return " ".join(" ; ".join(part for part in chain if part).split()), place


def _names(text: str, unit: str, figure: Quantity) -> bool:
    """Whether words say what is measured: a measuring noun and a word that says of what."""
    substance = [word for word in words(told(text)) if word.fold not in _EMPTY]
    counted = figure.kind is Kind.COUNT and bool(figure.unit)
    return (len(substance) > 1 and (measures(text, unit) or counted)) or len(substance) > 5


_EMPTY = frozenset(word for entry in ("the a an of in on at to by for and or with from as is are was were be been has have had it its this that these those we our us they their which who than about some also only each there here when while so if into out not no now then just").split() for word in [entry])  # fmt: skip


def _time(case: _Case, piece: Piece) -> Time | None:
    """When the figure holds: the time in its piece, else nearest in the sentence, else what was spoken of before."""
    text, figure, setting, thread = case.text, case.figure, case.setting, case.thread
    around = " ; ".join((text, thread.time.text if thread.time else "", thread.before, *setting.headings, setting.paper.front))
    for near, place in ((_own_moment(case, piece), "clause"), (nearest(_open_moments(case), figure.start), "sentence")):
        if near is not None and (said := resolved(near, around, place)) is not None:
            last = words(text[: near.start])[-1:]
            return replace(said, text=f"since {said.text}") if last and last[0].fold == "since" else said
    if (length := _length(case, piece)) is not None:
        return length
    if _speaks_of_year_before(text, case.since, piece) and (base := thread.time or setting.paper.usual):
        return year_before(base)
    if case.sentence.item and (said := first_time([("lead", case.lead)])) is not None:
        return said
    nearby = thread.time or (setting.dated.time if setting.dated else None) or first_time(setting.backdrop()[:-1])
    yearly = Time("a year", "", "", Kind.DURATION, "clause") if figure.per == "year" else None
    return nearby or yearly or setting.paper.usual


def _own_moment(case: _Case, piece: Piece) -> Quantity | None:
    """The time of the piece that belongs to the figure: behind it before the next figure, else before it."""
    figure, inside = case.figure, [item for item in case.moments if piece.start <= item.start < piece.end]
    upper = case.figures[case.number + 1].start if case.number + 1 < len(case.figures) else len(case.text)
    after = [item for item in inside if figure.end <= item.start < upper]
    before = [item for item in inside if case.since <= item.start and item.end <= figure.start]
    return after[0] if after else before[-1] if before else nearest(inside, figure.start)


def _length(case: _Case, piece: Piece) -> Time | None:
    """The length of time that the figure runs over: "over the next four years", "a year"."""
    text = case.text
    for item in case.found:
        if item.kind is not Kind.DURATION or not piece.start <= item.start < piece.end:
            continue
        before = words(text[piece.start : item.start])[-2:]
        which = next((word.fold for word in reversed(before) if word.fold in _WHICH), "")
        if which or (before and before[-1].fold == "over"):
            return Time(f"{which} {item.text}".strip(), "", "", Kind.DURATION, "clause")
    return None


def _open_moments(case: _Case) -> list[Quantity]:
    """The times of a sentence that no bracket closes off, and that no other figure stands closer to."""
    text = case.text
    free = [item for item in case.moments if text[: item.start].count("(") <= text[: item.start].count(")")]
    mine = []
    for item in free:
        others = [abs(other.start - item.start) for other in case.figures if other is not case.figure]
        if not others or abs(case.figure.start - item.start) <= min(others) or item.start < case.figures[0].start:
            mine.append(item)
    return mine


def _speaks_of_year_before(text: str, since: int, piece: Piece) -> bool:
    return bool(lists("back").find(text[since : piece.end]))


def _stage(case: _Case, piece: Piece, time: Time | None) -> tuple[Stage, str]:
    text, figure, setting = _without_asides(case, piece), case.figure, case.setting
    before, after = text[piece.start : figure.start], text[figure.end : piece.end]
    if (stage := stage_in_clause(before)) is not None:
        return stage, "clause"
    behind = words(after)[:_NEXT_WORDS]
    if behind and (stage := stage_in_clause(after[: behind[-1].end])) is not None:
        return stage, "clause"
    earlier = [item for item in case.cut if item.end <= piece.start]
    subject = text[earlier[-1].start : earlier[-1].end] if earlier else ""
    tense = tense_of(before) or tense_of(after) or tense_of(subject)
    if not tense and subject and (stage := stage_in_clause(subject)) is not None:
        return stage, "sentence"
    if tense == "will":
        return Stage(FactKind.TARGET, ""), "tense"
    if case.sentence.item and tense != "past":
        if (stage := stage_in_clause(case.lead)) is not None:
            return stage, "lead"
        if tense_of(case.lead) == "will":
            return Stage(FactKind.TARGET, ""), "lead"
    if tense != "past" and time is not None and time.kind is Kind.DURATION and time.text.startswith(_AHEAD):
        return Stage(FactKind.TARGET, ""), "time"
    if tense != "past" and (stage := stage_in_label(setting.heading)) is not None:
        return stage, "heading"
    if tense != "past" and time is not None and time.place in ("clause", "sentence") and is_future(time, setting.paper.written):
        return Stage(FactKind.FORECAST, ""), "after the paper"
    return Stage(FactKind.ACTUAL, ""), ""


def _changes(case: _Case, piece: Piece) -> bool:
    """Whether the figure is a difference: "fell by 30", "a rise of over £2m", "31 fewer", "a 25% reduction"."""
    text, figure = _without_asides(case, piece), case.figure
    since = text[max(case.since, text.rfind(";", 0, figure.start) + 1) : figure.start]
    before = words(_without_about(since))
    said = lists("rising").find(since)
    if before and said and (before[-1].fold in ("by", "of") or (before[-1].fold in ("is", "was") and said[0].first <= 2)):
        return True
    behind = words(text[figure.end : piece.end])[:2]
    after = text[figure.end : figure.end + behind[-1].end] if behind else ""
    return bool(lists("comparing").find(after)) and figure.kind is not Kind.COUNT or bool(lists("fewer").find(after))


def _without_about(text: str) -> str:
    """Text before an amount without the words that only say how exact it is."""
    while found := [item for item in lists("about").find(text) if not words(text[item.end :])]:
        text = text[: found[0].start]
    return text


def _whose(draft: Draft, case: _Case, clause: str) -> None:
    """Fill in the part, the other body, the place or the comparator that the figure is of."""
    own = case.setting.paper.own
    if case.sentence.part:
        draft.part = case.sentence.part
        draft.say("part", "label", draft.part)
        return
    opening = case.text[: case.figures[0].start] if not case.figure.unit else ""
    other = case.setting.paper.others.named_in(clause) or case.setting.paper.others.named_in(opening)
    name = parts.organisation_in(clause, own)
    known = parts.known_part(clause, case.setting.paper.parts)
    comparator = parts.comparator_in(clause)
    if other:
        draft.owner = draft.part = other
        draft.say("body", "clause", other)
    elif known:
        draft.part = known
        draft.say("part", "clause", known)
    elif name:
        draft.part = name
        draft.say("part", "clause", name)
    elif comparator:
        draft.part = comparator
        draft.say("part", "clause", comparator)
    elif group := parts.group_in(clause):
        draft.part = group
        draft.say("part", "clause", group)
    draft.area = not (name or other) and draft.unit in ("number", "persons", "share") and parts.is_area(clause)


def _carry(text: str, moments: Sequence[Quantity], figures: Sequence[Quantity], setting: Setting, thread: Thread) -> None:
    """Remember what a sentence leaves for the next."""
    free = [item for item in moments if text[: item.start].count("(") <= text[: item.start].count(")")]
    if free:
        said = resolved(free[0], f"{text} ; {setting.paper.front}", "sentence before")
        if said is not None and (figures or free[0].start < 12):
            thread.time = said
    if len(text) < 300:
        thread.before = text
    if figures and (topic := text[: figures[0].start]) and len(words(topic)) > 1:
        thread.topic = topic
