"""Several bodies side by side: one row a body, each cell a cited quote or figure, or a stated absence.

Figures come from facts, with date, scope and definition beside each; approaches are one short quote a cell. "Which
councils mention …" scans every document and says who has none; it never comes from a top-k.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.about_itself import about_itself
from assistant.asked_of_one import asked_of_one, without_orders
from assistant.compose.asked_facts import facts_asked
from assistant.compose.draft import Draft
from assistant.compose.fact_lines import dated
from assistant.compose.fact_words import shown, when_and_scope
from assistant.compose.in_short import Part, cut, in_short
from assistant.compose.prose import prose
from assistant.compose.stated import ASKS_FOR_A_FIGURE, asked_metric, best_fact
from assistant.decide import Band, band
from assistant.evidence import Citations, labels_in
from assistant.match import Vector
from assistant.mentions import SCANNING, asks_who_mentions, first_mentions, topic_of
from assistant.model import Answer, Comparison, ComparisonCell, Evidence, EvidenceKind, Route, Status
from assistant.peer_bodies import compared_bodies
from assistant.pool import ONE_THING, Pool, gather
from assistant.question import Question
from assistant.replies import names
from assistant.retrieve import retrieve
from assistant.room import Room
from assistant.words import stem
from ingest import metrics
from ingest.model import Body

ABSENT = {"not_stated": "not stated", "not_loaded": "not loaded", "not_comparable": "not comparable"}
ROW_LIMIT = 40
_APPROACHES = re.compile(
    r"\b(approach\w*|describe\w*|tackl\w+|treat\w*|differ on|say about|says about|handle\w*|deal with|doing about|plans? for|promote\w*)\b",
    re.I,
)
_WHICH_OF_THEM = re.compile(
    r"^(?:and |so )?which (?:of (?:the|these|those) )?(?:councils|authorities|boroughs|bodies|papers|plans|strategies)\b",
    re.I,
)
OF_THOSE_THAT_DO = 0.6
_NUMBERS = re.compile(
    r"\b(how many|how much|number|rate|percentage|share|figure|turnover|headcount|fte|gap|spend|average|total)\b",
    re.I,
)


DraftOf = Callable[[Question, Body, Pool], Draft | None]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a cell is filled: the question's vector, and what composes the answer of one body."""

    vector: Vector
    draft_of: DraftOf


@dataclass(frozen=True, slots=True)
class Line:
    """One body's row: its cell, and what makes it differ (date, scope, definition)."""

    body: Body
    cell: ComparisonCell
    note: str = ""
    parts: tuple[Part, ...] = ()


def compare(
    room: Room, question: Question, bodies: Sequence[Body], vector: Vector, draft_of: DraftOf
) -> Answer:
    """The comparison that the question asks for, over the bodies it names or all that are loaded.

    ``draft_of`` gives the best draft that one body's papers make, as for a question about that body alone.
    """
    between = compared_bodies(question.text, bodies, room.bodies())
    answer = _compared(room, question, between.bodies, bool(bodies), Asking(vector, draft_of))
    return replace(answer, warnings=(between.method,)) if between.method else answer


def _compared(room: Room, question: Question, chosen: Sequence[Body], bodies: bool, asking: Asking) -> Answer:
    """The comparison of these bodies; ``bodies`` says that the question names any."""
    citations = Citations(room.document, room.source)
    if asks_who_mentions(question):
        return _mentions(room, question, chosen, citations)
    metric = asked_metric(question)
    if metric is not None and metric.weight > 1 and not _APPROACHES.search(question.text):
        wants_words = question.expected not in ASKS_FOR_A_FIGURE or not _NUMBERS.search(question.text)
        lines = []
        for body in chosen:
            line = _figure(room, body, metric.metric, question, citations)
            if line is None:
                line = (
                    _approach(room, body, question, asking, citations)
                    if wants_words and bodies
                    else _absent(body, "not_stated")
                )
            lines.append(line)
        column = metrics.name(metric.metric)
    else:
        lines = [_approach(room, body, question, asking, citations) for body in chosen]
        alone = asked_of_one(question, room.mentions)
        column = " ".join(word for word in alone.words if stem(word) not in SCANNING) or "approach"
    return _answer(lines, column, citations)


def _figure(room: Room, body: Body, metric: str, question: Question, citations: Citations) -> Line | None:
    """The body's figure; None when its papers print none."""
    if not room.has(body):
        return _absent(body, "not_loaded")
    fact = best_fact(room, facts_asked(room, metric, [body]), question)
    if fact is None:
        return None
    label = citations.fact(fact)
    return Line(
        body,
        ComparisonCell("found", shown(fact), labels_in(label)),
        when_and_scope(fact, when=dated(room, fact, citations)),
    )


def _approach(room: Room, body: Body, question: Question, asking: Asking, citations: Citations) -> Line:
    """What the body's papers say, found with the care of a question about this body alone."""
    if not room.has(body):
        return _absent(body, "not_loaded")
    own = about_itself(room, question.text, [body], None)
    if own is not None:
        return _of_itself(body, own, citations)
    alone, which = asked_of_one(question, room.mentions), bool(_WHICH_OF_THEM.search(question.text))
    vector = asking.vector if alone is question else room.embed([alone.text])[0]
    documents = room.documents_of([body])
    passages = retrieve(room.library, alone, vector, documents=documents, limit=12)
    pool = without_orders(gather(room.matcher(alone, vector), passages, room.document))
    for draft in (asking.draft_of(alone, body, pool), prose(pool)):
        typed = alone.expected in ONE_THING and draft is not None and draft.shape != "prose"
        good = (Band.ANSWER,) if typed or which else (Band.ANSWER, Band.CLOSEST)
        if (
            draft is None
            or draft.status is not Status.ANSWERED
            or (which and draft.coverage < OF_THOSE_THAT_DO)
        ):
            continue
        if band(draft, pool, typed=typed, named=True) in good:
            parts = in_short(draft, citations, Citations(room.document, room.source))
            labels = tuple(dict.fromkeys(label for part in parts for label in part.labels))
            if parts:
                cell = ComparisonCell("found", " ".join(part.text for part in parts), labels)
                return Line(body, cell, parts=tuple(parts))
    return _absent(body, "not_stated")


def _of_itself(body: Body, own: Draft, citations: Citations) -> Line:
    """What a paper of the body says of itself, when that is set side by side."""
    if own.status is Status.NOT_STATED:
        return _absent(body, "not_stated")
    text = own.write(citations).text
    labels = tuple(dict.fromkeys(re.findall(r"\[(\d{1,3})\]", text)))
    plain = re.sub(r"\s*\[\d{1,3}\]|^- ", "", text, flags=re.M).replace("\n", " ")
    return Line(body, ComparisonCell("found", cut(" ".join(plain.split())), labels))


def _absent(body: Body, state: str) -> Line:
    return Line(body, ComparisonCell(state, ABSENT[state]))


def _mentions(room: Room, question: Question, bodies: Sequence[Body], citations: Citations) -> Answer:
    """Every body with the passage that mentions the topic, and who has none."""
    found = first_mentions(room, question, bodies)
    lines = []
    for body in bodies:
        if not room.has(body):
            lines.append(_absent(body, "not_loaded"))
        elif body.id not in found:
            lines.append(_absent(body, "not_stated"))
        else:
            document, start, end = found[body.id]
            label = citations.span(document, start, end)
            text = " ".join(room.document(document).text[start:end].split())
            lines.append(Line(body, ComparisonCell("found", cut(text), labels_in(label))))
    topic = topic_of(question)
    with_it = [line.body.name for line in lines if line.cell.state == "found"]
    without = [line.body.name for line in lines if line.cell.state == "not_stated"]
    counted = f"{len(with_it)} of {len(lines)} bodies mention {topic}"
    label = citations.add(
        Evidence("", EvidenceKind.PROJECTION, f"Counted over every paper in the library: {counted}.")
    )
    first = f"**{counted}** {label}: {names(with_it, most=20, none='none')}."
    if without:
        first += f" Nothing was found in the papers of {names(without, most=20)}."
    return _answer(lines, topic, citations, opening=first)


def _answer(lines: Sequence[Line], column: str, citations: Citations, opening: str = "") -> Answer:
    found = [line for line in lines if line.cell.state == "found"]
    noted = any(line.note for line in lines)
    header = f"| Council | {column} |" + (" as stated |" if noted else "")
    rule = "|---|---|" + ("---|" if noted else "")
    rows = [_row(line, noted) for line in lines[:ROW_LIMIT]]
    notes = "\n\n".join(filter(None, (_not_shown(lines), _take_care(lines))))
    text = "\n\n".join(
        filter(None, (opening or _opening(lines, column), "\n".join((header, rule, *rows)), notes))
    )
    status = (
        Status.NOT_STATED
        if not found
        else Status.ANSWERED
        if len(found) == len(lines) or opening
        else Status.ANSWERED_PARTLY
    )
    comparison = Comparison(
        tuple(line.body.name for line in lines), (column,), tuple((line.cell,) for line in lines)
    )
    return Answer(
        status,
        Route.COMPARE,
        text,
        evidence=citations.evidence,
        comparison=comparison,
        why="several councils are set side by side",
    )


def _row(line: Line, noted: bool) -> str:
    parts = line.parts or (Part(line.cell.text, line.cell.evidence),)
    cited = " ".join(part.text + "".join(f" [{label}]" for label in part.labels) for part in parts)
    text = cited.replace("|", "/").replace("\n", " ")
    shown_text = text if line.cell.state == "found" else f"*{text}*"
    return f"| {line.body.name} | {shown_text} |" + (f" {line.note} |" if noted else "")


def _opening(lines: Sequence[Line], column: str) -> str:
    found = [line.body.name for line in lines if line.cell.state == "found"]
    silent = [line.body.name for line in lines if line.cell.state == "not_stated"]
    missing = [line.body.name for line in lines if line.cell.state == "not_loaded"]
    parts = [
        f"**{column[:1].upper()}{column[1:]}, side by side**: stated by {names(found, most=12, none='none of them')}."
    ]
    if silent:
        parts.append(f"Not stated by {names(silent, most=12)}.")
    if missing:
        parts.append(f"No paper is loaded of {names(missing, most=12)}.")
    return " ".join(parts)


def _not_shown(lines: Sequence[Line]) -> str:
    """What is left out of a long table is said."""
    more = len(lines) - ROW_LIMIT
    return (
        f"*Not shown here: {names([line.body.name for line in lines[ROW_LIMIT:]], most=more)}.*"
        if more > 0
        else ""
    )


def _take_care(lines: Sequence[Line]) -> str:
    notes = {line.note for line in lines if line.cell.state == "found" and line.note}
    return (
        "*Take care.* The figures are of different dates or scopes, as shown beside each."
        if len(notes) > 1
        else ""
    )
