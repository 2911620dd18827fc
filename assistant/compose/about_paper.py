"""Answers about a paper itself: its years, dates, status, title and makers, each quoted from the span that says so.

Several papers of one body are told apart by the words of the question; where it names none of them, each that states an
answer gives it. What is not stated is said to be so, with the nearest thing that is, clearly as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.about_question import AboutPaper, Sought
from assistant.compose.about_choice import Choice, chosen
from assistant.compose.about_lines import (
    LONG,
    Line,
    carries,
    lasting,
    mark_spans,
    quoted,
    superseded,
    title_spans,
    title_text,
    years,
)
from assistant.compose.draft import Draft, Written, bullet_points, named, sentence
from assistant.evidence import Citations
from assistant.model import Status
from assistant.replies import reply
from ingest.about import Aspect, Stated, statements
from ingest.model import Document, DocumentStatus
from ingest.whose.status import draft_mark

MOST = 4
_ASPECTS = {
    Sought.APPROVED: Aspect.APPROVED,
    Sought.PUBLISHED: Aspect.PUBLISHED,
    Sought.UPDATED: Aspect.UPDATED,
    Sought.REVIEW: Aspect.REVIEW,
    Sought.AUTHOR: Aspect.AUTHOR,
    Sought.VERSION: Aspect.VERSION,
}
_WHAT = {
    Sought.PERIOD: "which years it covers",
    Sought.START: "when it begins",
    Sought.END: "when it ends",
    Sought.APPROVED: "when it was approved or adopted",
    Sought.PUBLISHED: "when it was published",
    Sought.UPDATED: "when it was last updated",
    Sought.REVIEW: "when it will be reviewed",
    Sought.STATUS: "whether it is a draft or approved",
    Sought.AUTHOR: "who wrote it",
    Sought.TITLE: "what it is called",
    Sought.VERSION: "which version it is",
}


def about_paper(asked: AboutPaper, documents: Sequence[Document]) -> Draft | None:
    """The answer to what a question seeks of a paper itself; None when it names a paper that none of these is or speaks
    of."""
    choice = chosen(asked, documents)
    if choice is None:
        return None
    lines, status = _answer(asked, choice)
    if not lines:
        if asked.sought is Sought.AUTHOR or not choice.papers:
            return None
        lines, status = _nearest(asked, choice), Status.NOT_STATED
    shown = lines[:MOST]
    return Draft(
        "about_paper",
        1.0,
        1.0,
        1.0,
        tuple(dict.fromkeys(line.document for line in shown)) or tuple(choice.papers[:1]),
        lambda citations: Written(_written(asked, choice, shown, status, citations)),
        status,
        certain=True,
    )


def _answer(asked: AboutPaper, choice: Choice) -> tuple[list[Line], Status]:
    """The lines that answer, and how far they do."""
    if asked.sought is Sought.TITLE:
        return [
            Line(paper, f"**{paper.title}**", title_spans(paper)) for paper in choice.papers
        ], Status.ANSWERED
    if asked.sought in (Sought.PERIOD, Sought.START, Sought.END):
        return _period(asked, choice)
    if asked.sought is Sought.STATUS:
        return list(_status(choice)), Status.ANSWERED
    found = _told(choice, _ASPECTS[asked.sought])
    if found or asked.sought not in (Sought.PUBLISHED, Sought.UPDATED):
        return found, Status.ANSWERED
    dated = [line for paper in choice.papers for line in carries(paper, asked.sought)]
    return dated, Status.ANSWERED if asked.sought is Sought.PUBLISHED else Status.ANSWERED_PARTLY


def _written(
    asked: AboutPaper, choice: Choice, lines: Sequence[Line], status: Status, citations: Citations
) -> str:
    written = [
        f"{line.text} {''.join(citations.span(line.document.id, *span) for span in line.spans)}".strip()
        for line in lines
    ]
    body = written[0] if len(written) == 1 else bullet_points(written)
    what = _WHAT[asked.sought]
    if status is Status.NOT_STATED:
        papers = " and ".join(named(paper) for paper in choice.papers[:MOST])
        verb = "do" if len(choice.papers) > 1 else "does"
        first = reply("status", "about_not_stated", paper=papers, verb=verb, what=what)
        return f"{first}\n\n{reply('status', 'nearest')}\n\n{body}" if written else first
    if status is Status.ANSWERED_PARTLY:
        return f"{reply('status', 'about_partly', what=what)}\n\n{body}"
    return body


def _period(asked: AboutPaper, choice: Choice) -> tuple[list[Line], Status]:
    exact = {Sought.START: Aspect.BEGINS, Sought.END: Aspect.ENDS}.get(asked.sought)
    days = _told(choice, exact) if exact else []
    if days:
        return days, Status.ANSWERED
    lines = [line for paper in choice.papers if (line := years(paper, asked.sought))]
    if choice.foreign or not lines:
        lines = [*lines, *_told(choice, Aspect.PERIOD), *_told(choice, Aspect.CALLED)]
    if lines:
        return lines, Status.ANSWERED
    spoken = [line for paper in choice.papers for line in lasting(paper)]
    return spoken, Status.ANSWERED_PARTLY


def _told(choice: Choice, aspect: Aspect) -> list[Line]:
    """What the papers say under this aspect, best first: of the paper that the question names, dated, and done."""
    found: list[tuple[tuple[bool, bool, int, int], Document, Stated]] = []
    for order, paper in enumerate((*choice.papers, *choice.others)):
        for one in statements(paper):
            if one.aspect is not aspect or not choice.speaks_of(paper, one):
                continue
            undated = not one.value and aspect is not Aspect.AUTHOR
            early = one.planned and aspect is not Aspect.REVIEW
            if undated or early:
                continue
            found.append(((paper not in choice.papers, bool(one.subject), order, one.start), paper, one))
    found.sort(key=lambda item: item[0])
    seen: set[str] = set()
    lines = []
    for _, paper, one in found:
        if one.value.lower() not in seen:
            seen.add(one.value.lower())
            lines.append(quoted(paper, one))
    return lines


def _status(choice: Choice) -> Iterator[Line]:
    """Draft, approved or superseded, as the paper marks itself or another paper tells of it."""
    drafts = _told_drafts(choice)
    if choice.foreign:
        yield from drafts[:1]
        return
    for paper in choice.papers:
        mark = draft_mark(paper, paper.title)
        if paper.status is DocumentStatus.DRAFT:
            printed = (
                f"; it is marked “{' '.join(mark.split())}”" if mark and not re.search(r"\d", mark) else ""
            )
            yield Line(paper, f"**Draft**: {named(paper)} is a draft{printed}.", mark_spans(paper, mark))
        elif paper.status is DocumentStatus.SUPERSEDED:
            yield Line(paper, f"**Superseded**: {named(paper)} has been superseded.", superseded(paper))
    approved = _told(choice, Aspect.APPROVED)
    yield from (Line(line.document, f"**Approved**, {line.text}", line.spans) for line in approved)
    if not approved:
        yield from (
            Line(paper, f"**Approved**: the library holds {named(paper)} as approved.", title_spans(paper))
            for paper in choice.papers
            if paper.status is DocumentStatus.APPROVED
        )
        yield from drafts[:2]


def _told_drafts(choice: Choice) -> list[Line]:
    found = []
    for paper in (*choice.papers, *choice.others):
        said = [
            one for one in statements(paper) if one.aspect is Aspect.DRAFT and choice.speaks_of(paper, one)
        ]
        # The paper's own heading ("Draft Workforce Strategy") before a sentence that mentions it.
        for one in sorted(said, key=lambda one: (one.end - one.start, one.start))[:1]:
            text = " ".join(paper.text[one.start : one.end].split())
            found.append(
                Line(paper, f"**Draft**: {sentence(text[:LONG])} ({named(paper)})", ((one.start, one.end),))
            )
    return found


def _nearest(asked: AboutPaper, choice: Choice) -> list[Line]:
    """What stands nearest to something that is not stated: the date on the cover, else the title as printed."""
    lines = []
    for paper in choice.papers[:MOST]:
        undated = [
            one
            for one in statements(paper)
            if one.aspect is _ASPECTS.get(asked.sought) and not one.subject and choice.speaks_of(paper, one)
        ]
        if undated:
            text = " ".join(paper.text[undated[0].start : undated[0].end].split())
            lines.append(Line(paper, sentence(text[:LONG]), ((undated[0].start, undated[0].end),)))
            continue
        dated = list(carries(paper, asked.sought))
        titled = Line(paper, f"The paper calls itself “{title_text(paper)}”.", title_spans(paper))
        lines.extend(dated or [titled])
    return lines
