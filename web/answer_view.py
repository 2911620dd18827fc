"""An answer as its template wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from markupsafe import Markup

from assistant.conversation import Conversations, Turn
from assistant.model import Answer, Comparison, Conflict, Evidence, Option, Route, Status
from ingest.refs import where_words
from web.markdown import to_html
from web.projection_view import projection_view
from web.statements import statements_of
from web.views import CellView, ComparisonView, Link, SourceView, Tag
from web.views_chat import RemarksView, StatementView, TurnView

FOLLOW_UPS = 3
READ, DISAGREE, CARE = "How the question was read", "The documents disagree", "Take care"
TABLE = re.compile(r"^\|?[ :]*-{3,}[ :|-]*$", re.M)
STATUS_TAGS: Mapping[Status, Tag] = {
    Status.ANSWERED_PARTLY: Tag("Answered in part", "warn"),
    Status.CLARIFY_AMBIGUOUS: Tag("One question back", "info"),
    Status.CLARIFY_MISSING_INPUT: Tag("One thing is missing", "info"),
    Status.NOT_STATED: Tag("Not stated in the documents", "warn"),
    Status.NOT_LOADED: Tag("No document of that council", "warn"),
    Status.PLACEHOLDER: Tag("Left blank in the document", "warn"),
    Status.OUT_OF_SCOPE: Tag("Outside these documents"),
    Status.REFUSED_PERSON: Tag("Not answered: about a person"),
    Status.REFUSED_INSTRUCTION: Tag("Not answered"),
    Status.INVALID_SCENARIO: Tag("That cannot be computed", "bad"),
    Status.WITHHELD: Tag("Withheld: not proven", "warn"),
    Status.ERROR_TIMEOUT: Tag("Took too long", "bad"),
    Status.ERROR_MODEL: Tag("The language model failed", "bad"),
    Status.ERROR_UNEXPECTED: Tag("Something went wrong", "bad"),
}
DOCUMENT_TAGS: Mapping[str, Tag] = {
    "draft": Tag("Draft", "warn"),
    "approved": Tag("Approved", "good"),
    "superseded": Tag("Superseded", "bad"),
    "unknown": Tag("Status unknown"),
}
ABSENT: Mapping[str, str] = {
    "not_stated": "says nothing",
    "not_loaded": "no document loaded",
    "not_comparable": "not comparable",
    "found": "",
}


def turn_view(
    turn: Turn,
    store: Conversations,
    *,
    last: bool = False,
    scope: str = "",
    read_only: bool = False,
) -> TurnView:
    """One question with its answer; ``scope`` says what it was answered from, ``read_only`` is for other readers."""
    answer, anchor = turn.answer, f"t{turn.number}"
    said = store.feedback(turn.id)
    labels = {item.label for item in answer.evidence}
    return TurnView(
        anchor=anchor,
        number=turn.number,
        answer_id=turn.id,
        question=turn.question,
        text=to_html(answer.text, anchor, labels),
        status=STATUS_TAGS.get(answer.status),
        why=" · ".join(part for part in (_why(answer), answer.why, _worded(answer)) if part),
        remarks=[
            RemarksView(label, label != READ, [_remark(label, line, anchor, labels) for line in lines])
            for label, lines in remarks(answer).items()
        ],
        statements=statement_views(turn, "" if read_only else turn.id),
        sources=len(answer.evidence),
        projection=projection_view(answer.projection) if answer.projection else None,
        table_in_text=bool(TABLE.search(answer.text)),
        comparison=_comparison(answer, anchor, labels),
        clarification=_asked_back(answer),
        options=_options(turn),
        follow_ups=_follow_ups(turn, store) if last and not read_only else (),
        carried=carried(turn),
        conversation_id=turn.conversation_id,
        feedback="" if said is None else ("helpful" if said[0] else "not helpful"),
        reason="" if said is None else said[1],
        edit_url=f"/c/{turn.conversation_id}?{urlencode({'q': turn.question})}#ask",
        scope=scope,
        narrowed=bool(store.scopes.of_turn(turn.id)),
        read_only=read_only,
    )


def remarks(answer: Answer) -> Mapping[str, Sequence[str]]:
    """What is told beside the text under its label: how the question was read, what disagrees, what to take care of."""
    notes = [note for note in answer.notes if note]
    told = {
        READ: notes,
        DISAGREE: [_with_labels(conflict) for conflict in answer.conflicts],
        CARE: [warning for warning in answer.warnings if warning not in notes],
    }
    return {label: lines for label, lines in told.items() if lines}


def _remark(label: str, line: str, anchor: str, labels: set[str]) -> Markup:
    return to_html(line, anchor, labels) if label == DISAGREE else Markup("<p>{}</p>").format(line)


def statement_views(turn: Turn, answer_id: str) -> list[StatementView]:
    """The sources under the statements that they prove, each shown once; a later statement points back to it."""
    anchor, shown = f"t{turn.number}", set[str]()
    views = {item.label: source_view(item, anchor, answer_id) for item in turn.answer.evidence}
    groups = []
    for number, statement in enumerate(statements_of(turn.answer.text, list(views)), 1):
        fresh = [views[label] for label in statement.labels if label not in shown]
        again = [views[label] for label in statement.labels if label in shown]
        shown.update(statement.labels)
        more = f" (and {statement.alike} more)" if statement.alike and statement.text else ""
        groups.append(StatementView(f"{anchor}-g{number}", f"{statement.text}{more}", fresh, again))
    return groups


def _asked_back(answer: Answer) -> str:
    """The question back, unless the text has put it already."""
    question = answer.clarification.question if answer.clarification else ""
    return "" if question and question in answer.text else question


def _options(turn: Turn) -> list[Option]:
    """The readings to choose from that are not the question itself."""
    options = turn.answer.clarification.options if turn.answer.clarification else ()
    return [option for option in options if folded(option.question) != folded(turn.question)]


def _follow_ups(turn: Turn, store: Conversations) -> list[Option]:
    """At most three questions to go on with; none that was asked in this conversation."""
    asked = {folded(other.question) for other in store.turns(turn.conversation_id)}
    fresh = [question for question in turn.answer.follow_ups if folded(question) not in asked]
    return [Option(question, question) for question in fresh[:FOLLOW_UPS]]


def folded(question: str) -> str:
    """A question by its letters and digits alone, to tell whether two are the same."""
    return " ".join("".join(char if char.isalnum() else " " for char in question.casefold()).split())


def _worded(answer: Answer) -> str:
    """Who worded the answer, when a language model was asked."""
    if answer.written.by == "documents_instead":
        return f"In the documents’ own words: {answer.written.reason}"
    if answer.written.by.startswith("model"):
        return "Worded by a language model, each sentence checked"
    return ""


def _why(answer: Answer) -> str:
    documents = {item.document.id for item in answer.evidence if item.document}
    if answer.projection is not None:
        stated = sum(1 for item in answer.projection.get("inputs", ()) if item.get("origin") == "document")
        return f"Computed from {stated} stated figure{'' if stated == 1 else 's'}" if stated else "Computed"
    if documents and answer.route in (Route.LOOKUP, Route.PASSAGES, Route.COMPARE):
        return f"Quoted from {len(documents)} document{'' if len(documents) == 1 else 's'}"
    return ""


def _with_labels(conflict: Conflict) -> str:
    return conflict.text + "".join(
        f" [{label}]" for label in conflict.evidence if f"[{label}]" not in conflict.text
    )


def _comparison(answer: Answer, anchor: str, labels: set[str]) -> ComparisonView | None:
    """The comparison as a table, unless the text already shows it as one."""
    if answer.comparison is None or TABLE.search(answer.text):
        return None
    return comparison_view(answer.comparison, anchor, labels)


def carried(turn: Turn) -> str:
    """What was taken over from before: the question as it was read, or what it leans on."""
    over = turn.answer.carried
    if over is None:
        return ""
    if over.question and over.question != turn.question:
        return f"Read as: {over.question}"
    said = " · ".join(part for part in (*over.bodies, over.topic) if part)
    return f"Carried over from before: {said}" if said else ""


def source_view(item: Evidence, anchor: str, answer_id: str) -> SourceView:
    """One cited passage; its link comes back to this answer."""
    where, tags = item.kind.value.capitalize(), []
    url = item.url
    if item.document is not None:
        place = where_words(item.page, item.ref)
        where = ", ".join(part for part in (item.document.council, item.document.title, place) if part)
        tag = DOCUMENT_TAGS.get(item.document.status)
        tags = [tag] if tag and item.document.status in ("draft", "superseded") else []
        url = with_answer(item, answer_id) if answer_id else item.url
    return SourceView(
        label=item.label,
        anchor=f"{anchor}-s{item.label}",
        kind=item.kind.value,
        where=where,
        heading=item.heading,
        quote=item.quote,
        url=url if url.startswith("/") else "",
        tags=tags,
    )


def with_answer(item: Evidence, answer_id: str) -> str:
    """The viewer's address of an evidence, with the answer it came from, to go on to its next."""
    path, mark, fragment = item.url.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}answer={quote(answer_id)}{mark}{fragment}"


def comparison_view(comparison: Comparison, anchor: str, labels: set[str]) -> ComparisonView:
    """A comparison as a table; each quote links to its source on the page."""
    rows = []
    for name, cells in zip(comparison.rows, comparison.cells, strict=False):
        views = [
            CellView(
                text=cell.text,
                absent=ABSENT.get(cell.state, cell.state),
                sources=[
                    Link(f"[{label}]", f"#{anchor}-s{label}") for label in cell.evidence if label in labels
                ],
            )
            for cell in cells
        ]
        rows.append((name, views))
    return ComparisonView("Side by side", comparison.columns, rows)
