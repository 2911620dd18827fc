"""What kind of paper this is, by the words of its title, then of its front (``ingest/data/paper_words.toml``)."""

from __future__ import annotations

from collections.abc import Collection

from ingest.model import Document, Origin
from ingest.whose.front import front_lines
from ingest.whose.words import Phrase, begins, plain_words, stands, types

REPORTS = frozenset({"committee report", "cabinet report", "agenda pack"})
"""Kinds of paper that speak of the approval of others, seldom of their own."""

_MEETINGS = ("cabinet report", "committee report")
_TITLE_FIRST = REPORTS | {"consultation", "progress report", "policy", "budget"}
_NEAR = 8
_HEAD, _TOP, _SHORT = 14, 6, 100


def type_of(document: Document, title: str) -> tuple[str | None, Origin | None]:
    """The kind of paper, such as "workforce plan" or "cabinet report", and the line that says so; the title decides
    before the front matter.
    """
    lines = [line.text for line in front_lines(document)][:_HEAD]
    spoken = [plain_words(line) for line in lines]
    if any(begins(words, "report_first") for words in spoken) and not _is_appendix(spoken):
        found = _first_of(lines, only=_MEETINGS)
        if found[0]:
            return found
    for line, words in zip(lines[:_TOP], spoken, strict=False):
        if len(line) <= _SHORT and words[-2:] in (("progress", "report"), ("progress", "update")):
            return "progress report", Origin("type", "cover", line)
    kind = _kind(plain_words(title))
    if kind:
        return kind, Origin("type", "title", title)
    top = _first_of(lines[:_TOP], never=_TITLE_FIRST)
    return top if top[0] else _first_of(lines)


def _is_appendix(spoken: Collection[Phrase]) -> bool:
    """Whether the paper is itself the appendix of a report, which is of its own kind."""
    appendix = any(begins(words, "appendix_first") for words in spoken)
    return appendix and not any(
        stands(words, ("report", end)) >= 0 for words in spoken for end in ("to", "of")
    )


def _first_of(
    lines: Collection[str], *, only: Collection[str] = (), never: Collection[str] = ()
) -> tuple[str | None, Origin | None]:
    """The first kind of the list that any of the lines holds, with the line."""
    spoken = [(line, plain_words(line)) for line in lines]
    for name in types():
        if name in never or (only and name not in only):
            continue
        for line, words in spoken:
            if _holds(words, name):
                return name, Origin("type", "cover", line)
    return None, None


def _kind(words: Phrase) -> str | None:
    return next((name for name in types() if _holds(words, name)), None)


def _holds(words: Phrase, name: str) -> bool:
    """Whether the words say that a paper is of this kind."""
    kind = types()[name]
    if any(stands(words, phrase) >= 0 for phrase in kind.any):
        return True
    starts = [at + len(phrase) for phrase in kind.first if (at := stands(words, phrase)) >= 0]
    return any(stands(words[start : start + _NEAR], phrase) >= 0 for start in starts for phrase in kind.then)
