"""When a figure of running text holds, of what kind it is, and whether it is a difference."""

from __future__ import annotations

from dataclasses import replace

from ingest.clauses import Piece
from ingest.fact_model import FactKind
from ingest.facts import parts
from ingest.facts.draft import Time
from ingest.facts.kinds import Stage, stage_in_clause, stage_in_label, tense_of
from ingest.facts.sentence_case import Case, without_asides
from ingest.facts.times import first_time, is_future, nearest, resolved, time_over, year_before
from ingest.facts.word_lists import lists
from ingest.phrases import words
from ingest.quantities import Kind, Quantity

_NEXT_WORDS = 6


_AHEAD = ("next", "coming")


_WHICH = frozenset({"next", "last", "past", "coming"})


def time_of(case: Case, piece: Piece) -> Time | None:
    """When the figure holds: the time in its piece, else nearest in the sentence, else what was spoken of before."""
    text, figure, setting, thread = case.text, case.figure, case.setting, case.thread
    around = " ; ".join(
        (text, thread.time.text if thread.time else "", thread.before, *setting.headings, setting.paper.front)
    )
    if _comes_from(case):
        return None
    for near, place in (
        (_own_moment(case, piece), "clause"),
        (nearest(_open_moments(case), figure.start), "sentence"),
    ):
        if near is not None and (said := resolved(near, around, place)) is not None:
            last = words(text[: near.start])[-1:]
            return replace(said, text=f"since {said.text}") if last and last[0].fold == "since" else said
    if (length := _length(case, piece)) is not None:
        return length
    if _speaks_of_year_before(text, case.since, piece) and (base := thread.time or setting.paper.usual):
        return year_before(base)
    if case.sentence.item and (said := first_time([("lead", case.lead)])) is not None:
        return said
    nearby = thread.time or (setting.dated.time if setting.dated else None) or time_over(setting.backdrop())
    yearly = Time("a year", "", "", Kind.DURATION, "clause") if figure.per == "year" else None
    return nearby or yearly or setting.paper.usual


def _own_moment(case: Case, piece: Piece) -> Quantity | None:
    """The time of the piece that belongs to the figure: behind it before the next figure, else before it."""
    figure, inside = case.figure, [item for item in case.moments if _stands_in(item, piece, case)]
    upper = case.figures[case.number + 1].start if case.number + 1 < len(case.figures) else len(case.text)
    after = [item for item in inside if figure.end <= item.start < upper]
    before = [item for item in inside if case.since <= item.start and item.end <= figure.start]
    return after[0] if after else before[-1] if before else nearest(inside, figure.start)


def _stands_in(moment: Quantity, piece: Piece, case: Case) -> bool:
    """Whether a time stands in a piece, and in no bracket within it that has a figure of its own."""
    aside = [
        item
        for item in case.cut
        if item.bracketed and item != piece and item.start <= moment.start < item.end
    ]
    taken = any(item.start <= figure.start < item.end for item in aside for figure in case.figures)
    return piece.start <= moment.start < piece.end and not taken


def _comes_from(case: Case) -> bool:
    """Whether the figure is what another came from, whose time is not its own: "fell from 10.2 days to 8.7 days in 2023/24"."""
    text, figure = case.text, case.figure
    later = next(iter(case.figures[case.number + 1 :]), None)
    before = words(text[: figure.start])[-1:]
    if later is None or not before or before[0].fold != "from":
        return False
    between = words(text[figure.end : later.start])[-1:]
    times = [item.start for item in case.moments if item.start >= figure.end]
    return bool(between and between[0].fold == "to" and times) and times[0] >= later.end


def _length(case: Case, piece: Piece) -> Time | None:
    """The length of time that the figure runs over: "over the next four years", "a year"."""
    text = case.text
    for item in case.found:
        if item.kind is not Kind.DURATION or not piece.start <= item.start < piece.end:
            continue
        before = words(text[piece.start : item.start])[-2:]
        which = next((word.fold for word in reversed(before) if word.fold in _WHICH), "")
        if which or "over" in (word.fold for word in before):
            return Time(f"{which} {item.text}".strip(), "", "", Kind.DURATION, "clause")
    return None


def _open_moments(case: Case) -> list[Quantity]:
    """The times of a sentence that no bracket closes off, and that no other figure stands closer to."""
    text = case.text
    free = [item for item in case.moments if text[: item.start].count("(") <= text[: item.start].count(")")]
    mine = []
    for item in free:
        others = [abs(other.start - item.start) for other in case.figures if other is not case.figure]
        if (
            not others
            or abs(case.figure.start - item.start) <= min(others)
            or item.start < case.figures[0].start
        ):
            mine.append(item)
    return mine


def _speaks_of_year_before(text: str, since: int, piece: Piece) -> bool:
    return bool(lists("back").find(text[since : piece.end]))


def stage_of(case: Case, piece: Piece, time: Time | None) -> tuple[Stage, str]:
    """The kind of the figure and the place that says it: its own clause, else tense, lead, time or heading."""
    text, figure = without_asides(case, piece), case.figure
    before, after = text[piece.start : figure.start], text[figure.end : piece.end]
    of_own = parts.is_of_own(before, case.setting.paper.own)
    if (stage := stage_in_clause(before)) is not None and not (of_own and stage.kind is FactKind.BENCHMARK):
        return stage, "clause"
    behind = words(after)[:_NEXT_WORDS]
    if behind and (stage := stage_in_clause(after[: behind[-1].end])) is not None:
        return stage, "clause"
    earlier = [item for item in case.cut if item.end <= piece.start]
    subject = text[earlier[-1].start : earlier[-1].end] if earlier else ""
    own, held = tense_of(before) or tense_of(after), tense_of(subject)
    goes_on = bool(earlier) and any(
        earlier[-1].start <= item.start < earlier[-1].end for item in case.figures
    )
    bare = not tense_of(before) if goes_on else not (own or held)
    said = [text[item.start : item.end] for item in (reversed(earlier) if goes_on else earlier[-1:])]
    if bare and (stage := next(filter(None, map(stage_in_clause, said)), None)) is not None:
        return stage, "sentence"
    tense = own or held
    if tense == "will":
        return Stage(FactKind.TARGET, ""), "tense"
    return (Stage(FactKind.ACTUAL, ""), "") if tense == "past" else _stage_around(case, time)


def _stage_around(case: Case, time: Time | None) -> tuple[Stage, str]:
    """The kind of a figure whose clause says none, by the lead of its list, its time and its heading."""
    if case.sentence.item:
        if (stage := stage_in_clause(case.lead)) is not None:
            return stage, "lead"
        if tense_of(case.lead) == "will":
            return Stage(FactKind.TARGET, ""), "lead"
    if time is not None and time.kind is Kind.DURATION and time.text.startswith(_AHEAD):
        return Stage(FactKind.TARGET, ""), "time"
    if (stage := stage_in_label(case.setting.heading)) is not None:
        return stage, "heading"
    if (
        time is not None
        and time.place in ("clause", "sentence")
        and is_future(time, case.setting.paper.written)
    ):
        return Stage(FactKind.FORECAST, ""), "after the paper"
    return Stage(FactKind.ACTUAL, ""), ""


def is_change(case: Case, piece: Piece) -> bool:
    """Whether the figure is a difference: "fell by 30", "a rise of over £2m", "31 fewer", "a 25% reduction"."""
    text, figure = without_asides(case, piece), case.figure
    since = text[max(case.since, text.rfind(";", 0, figure.start) + 1) : figure.start]
    before = words(_without_about(since))
    said = lists("rising").find(since)
    if (
        before
        and said
        and (before[-1].fold in ("by", "of") or (before[-1].fold in ("is", "was") and said[0].first <= 2))
    ):
        return True
    behind = words(text[figure.end : piece.end])[:2]
    after = text[figure.end : figure.end + behind[-1].end] if behind else ""
    return (
        bool(lists("comparing").find(after))
        and figure.kind is not Kind.COUNT
        or bool(lists("fewer").find(after))
    )


def _without_about(text: str) -> str:
    """Text before an amount without the words that only say how exact it is."""
    while found := [item for item in lists("about").find(text) if not words(text[item.end :])]:
        text = text[: found[0].start]
    return text
