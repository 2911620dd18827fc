"""What kind of paper this is, and how far it has got."""

from __future__ import annotations

import re

from ingest.about import Aspect, statements
from ingest.model import Document, DocumentStatus
from ingest.whose.front import front_end, front_lines

_KINDS: tuple[tuple[str, str], ...] = tuple(
    (kind, pattern)
    for kind, pattern in (
        (
            "cabinet report",
            r"report to (?:the )?cabinet|cabinet (?:report|decision)|(?:meeting of (?:the )?)cabinet",
        ),
        (
            "committee report",
            (
                r"report (?:to|of|for)\b.{0,60}(?:committee|board|council|panel)|"
                r"policy and resources committee|purpose of (?:the )?report"
            ),
        ),
        ("agenda pack", r"(?:public )?agenda pack|notice of meeting"),
        ("consultation", r"\bconsultation\b"),
        (
            "progress report",
            r"progress (?:report|update)|annual report|monitoring report|progress to date|programme update",
        ),
        ("workforce plan", r"workforce (?:development )?plan"),
        ("workforce strategy", r"workforce (?:\w+ )?strategy|people and culture strategy"),
        (
            "people strategy",
            (
                r"people (?:\w+ )?(?:strategy|plan)|(?:human resources|hr|organisational development|"
                r"od) (?:strategy|plan)"
            ),
        ),
        ("pay policy statement", r"pay policy"),
        (
            "equality report",
            (
                r"(?:equality|equalities|gender pay|diversity)\b.{0,30}(?:report|plan|strategy|scheme|"
                r"objectives)"
            ),
        ),
        ("medium term financial strategy", r"medium[- ]term financial|\bmtf[sp]\b"),
        ("budget", r"\b(?:revenue |capital )?budget\b|council tax setting"),
        (
            "corporate plan",
            (
                r"(?:corporate|council|strategic|community|business|delivery|"
                r"improvement) (?:delivery )?plan\b|corporate strategy|council strategy"
            ),
        ),
        ("local plan", r"\blocal plan\b|core strategy"),
        (
            "climate strategy",
            r"(?:climate|carbon|net[- ]zero|green|sustainability|environment\w*|energy)\b.{0,40}strategy",
        ),
        (
            "climate action plan",
            r"(?:climate|carbon|net[- ]zero|green|sustainability|environment\w*|energy)\b.{0,50}plan\b",
        ),
        ("policy", r"\bpolicy\b"),
        ("action plan", r"action plan|delivery plan|implementation plan"),
        ("strategy", r"\b(?:strategy|strategies|framework|vision)\b"),
        ("plan", r"\bplan\b|\bprogramme\b"),
        ("report", r"\breport\b|\bupdate\b"),
    )
)
_TITLE_FIRST = frozenset(
    {
        "consultation",
        "progress report",
        "policy",
        "budget",
        "committee report",
        "cabinet report",
        "agenda pack",
    }
)
_DRAFT_LINE = re.compile(
    (
        r"^[\W_]*(?:(?:first|second|third|final|working|consultation|public) )?draft(?: (?:for|"
        r"version|v?\d).{0,40})?[\W_]*$|^(?:status|version)\b.{0,20}\bdraft\b|draft$|"
        r"^draft\b.{0,80}(?:plan|strategy|policy|report|framework)"
    ),
    re.I,
)
_SUPERSEDED = re.compile(
    r"\b(?:superseded|replaced by|no longer in force|withdrawn|archived version)\b", re.I
)
_APPROVED = re.compile(r"\bstatus\s*[:|]?\s*(?:approved|adopted|final)\b|\bfinal version\b", re.I)
_PROGRESS = re.compile(r"\bprogress (?:report|update)\W*$", re.I)
REPORTS = frozenset({"committee report", "cabinet report", "agenda pack"})
"""Kinds of paper that speak of the approval of others, seldom of their own."""


def type_of(document: Document, title: str) -> str | None:
    """The kind of paper, such as "workforce plan" or "cabinet report"; the title decides before the front
    matter.
    """
    lines = [line.text for line in front_lines(document)]
    head = "\n".join(lines[:14])
    if re.search(
        r"^\s*(?:joint )?report\s*(?:to|of|:)|agenda item|purpose of (?:the )?report", head, re.I | re.M
    ):
        report = _first_kind(head, {"cabinet report", "committee report"})
        if report and not _is_appendix(head):
            return report
    if any(_PROGRESS.search(line) and len(line) <= 100 for line in lines[:6]):
        return "progress report"
    return _first_kind(title) or _first_kind("\n".join(lines[:6]), exclude=_TITLE_FIRST) or _first_kind(head)


def _is_appendix(head: str) -> bool:
    """Whether the paper is itself the appendix of a report, which is of its own kind."""
    return bool(re.search(r"^\s*appendix\s+\w+\b", head, re.I | re.M)) and not re.search(
        r"report (?:to|of)\b", head, re.I
    )


def _first_kind(
    text: str, only: set[str] | None = None, *, exclude: frozenset[str] = frozenset()
) -> str | None:
    for kind, pattern in _KINDS:
        if (only is None or kind in only) and kind not in exclude and re.search(pattern, text, re.I):
            return kind
    return None


def status_of(document: Document, title: str, kind: str | None = None) -> DocumentStatus:
    """How far the paper has got, as it says itself on its front, in its running lines or where it tells of its approval;
    mostly it does not say.
    """
    front = document.text[: front_end(document)]
    marked = draft_mark(document, title)
    if marked is not None:
        return DocumentStatus.DRAFT
    running = [line for line in document.report.furniture_removed if len(line) < 80]
    lines = [line.text for line in front_lines(document)]
    if _SUPERSEDED.search("\n".join([title, *running, *lines[:10]])):
        return DocumentStatus.SUPERSEDED
    if _APPROVED.search(front) or (kind not in REPORTS and _tells_of_its_approval(document, title)):
        return DocumentStatus.APPROVED
    return DocumentStatus.UNKNOWN


def _tells_of_its_approval(document: Document, title: str) -> bool:
    said = (one for one in statements(document, title) if one.aspect is Aspect.APPROVED)
    return any(not one.subject and not one.planned and one.value for one in said)


def draft_mark(document: Document, title: str) -> str | None:
    """The title, running line or front line that marks the paper as a draft, as printed; None when none does."""
    running = [line for line in document.report.furniture_removed if len(line) < 80]
    lines = [line.text for line in front_lines(document) if len(line.text) < 90]
    return next((line for line in [title, *running, *lines] if _DRAFT_LINE.search(line)), None)
