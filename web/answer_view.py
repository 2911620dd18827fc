"""An answer as its template wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from assistant.conversation import Conversations, Turn
from assistant.model import Answer, Comparison, Conflict, Evidence, Route, Status
from ingest.refs import where_words
from web.markdown import to_html
from web.projection_view import projection_view
from web.views import CellView, Choice, ComparisonView, Link, SourceView, Tag, TurnView

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


def turn_view(turn: Turn, store: Conversations, *, last: bool = False) -> TurnView:
    """One question with its answer."""
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
        notices=[to_html(_with_labels(conflict), anchor, labels) for conflict in answer.conflicts],
        warnings=answer.warnings,
        sources=[source_view(item, anchor, turn.id) for item in answer.evidence],
        projection=projection_view(answer.projection) if answer.projection else None,
        table_in_text=bool(TABLE.search(answer.text)),
        comparison=_comparison(answer, anchor, labels),
        clarification=answer.clarification.question if answer.clarification else "",
        options=[Choice(o.label, o.question) for o in answer.clarification.options]
        if answer.clarification
        else (),
        follow_ups=[Choice(question, question) for question in answer.follow_ups] if last else (),
        carried=_carried(turn),
        conversation_id=turn.conversation_id,
        feedback="" if said is None else ("helpful" if said[0] else "not helpful"),
        edit_url=f"/c/{turn.conversation_id}?{urlencode({'q': turn.question})}#ask",
        last=last,
    )


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


def _carried(turn: Turn) -> str:
    """What was taken over from before: the question as it was read, or what it leans on."""
    carried = turn.answer.carried
    if carried is None:
        return ""
    if carried.question and carried.question != turn.question:
        return f"Read as: {carried.question}"
    over = " · ".join(part for part in (*carried.bodies, carried.topic) if part)
    return f"Carried over from before: {over}" if over else ""


def source_view(item: Evidence, anchor: str, answer_id: str) -> SourceView:
    """One cited passage; its link comes back to this answer."""
    where, tags = item.kind.value.capitalize(), []
    url = item.url
    if item.document is not None:
        place = where_words(item.page, item.ref)
        where = ", ".join(part for part in (item.document.council, item.document.title, place) if part)
        tag = DOCUMENT_TAGS.get(item.document.status)
        tags = [tag] if tag and item.document.status in ("draft", "superseded") else []
        url = with_answer(item, answer_id)
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


def plain_text(turn: Turn) -> str:
    """The question and answer with sources as plain text, for the clipboard."""
    lines = [turn.question, *filter(None, [_carried(turn)]), "", turn.answer.text.replace("**", ""), ""]
    lines += [f"Take care: {warning}" for warning in turn.answer.warnings]
    for item in turn.answer.evidence:
        view = source_view(item, "", turn.id)
        lines.append(f"[{item.label}] {view.where}: “{' '.join(item.quote.split())}”")
    return "\n".join(lines).strip() + "\n"
