"""The Admin page as its template wants it."""

from __future__ import annotations

import contextlib
import platform
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.compose.fact_words import long_date
from assistant.conversation_overview import AskedLine
from assistant.model import Status
from web.answer_view import STATUS_TAGS
from web.exports import Sheet
from web.markdown import first_line
from web.version import own_version
from web.views import Tag
from web.views_admin import FeedbackLine, GroupLine, QuestionLine

ANSWERED = Tag("Answered", "good")
SHOWN = 200
PARTS: Mapping[str, str] = {
    "library.sqlite": "Text, figures and search",
    "vectors": "Search by meaning",
    "originals": "Papers as they were uploaded",
    "pages": "Pictures of pages",
    "conversations.sqlite": "Conversations and scenarios",
    "access.sqlite": "Accounts and collections",
    "audit.sqlite": "The record of what was done",
    "uploads": "Uploads under way",
    "removed": "Papers that can be put back",
    "edits": "Edited tables that were read",
    "models": "Models",
    "backups": "Backups",
}
JOURNALS = ("-wal", "-shm")


def question_line(line: AskedLine) -> QuestionLine:
    """A question as a row."""
    return QuestionLine(
        when_words(line.at),
        line.question,
        _status(line),
        line.route.replace("_", " "),
        f"{line.took_ms / 1000:.1f} s",
    )


def when_words(at: float) -> str:
    """ "30 November 2026, 14:05 UTC"."""
    moment = datetime.fromtimestamp(at, UTC)
    return f"{long_date(moment.date().isoformat())}, {moment:%H:%M} UTC"


def _status(line: AskedLine) -> Tag:
    try:
        return STATUS_TAGS.get(Status(line.status)) or ANSWERED
    except ValueError:
        return Tag(line.status)


def groups_of(lines: Sequence[AskedLine]) -> list[GroupLine]:
    """What was not answered, alike questions together, the most frequent first."""
    alike: dict[str, list[AskedLine]] = {}
    for line in lines:
        if not line.answered:
            alike.setdefault(folded(line.question), []).append(line)
    groups = [
        GroupLine(
            found[0].question, len(found), _status(found[0]).text, when_words(max(one.at for one in found))
        )
        for found in alike.values()
    ]
    return sorted(groups, key=lambda group: (-group.times, group.question))


def folded(question: str) -> str:
    """The question without what makes no difference: case, punctuation, order of words."""
    letters = "".join(char if char.isalnum() else " " for char in question.casefold())
    return " ".join(sorted(set(letters.split())))


def feedback_line(line: AskedLine) -> FeedbackLine:
    """What was said of an answer."""
    verdict = Tag("Helpful", "good") if line.helpful else Tag("Not helpful", "warn")
    said = ": ".join(part for part in (line.reason.replace("_", " "), line.comment) if part)
    return FeedbackLine(when_words(line.at), line.question, first_line(line.answer), verdict, said)


def summary_of(lines: Sequence[AskedLine]) -> str:
    """ "12 questions, 9 answered, 3 not; half of them within 0.8 s." """
    if not lines:
        return "Nothing was asked."
    answered = sum(line.answered for line in lines)
    times = sorted(line.took_ms for line in lines)
    count = "1 question" if len(lines) == 1 else f"{len(lines):,} questions"
    return (
        f"{count}, {answered:,} answered, {len(lines) - answered:,} not; "
        f"half of them within {times[len(times) // 2] / 1000:.1f} s."
    )


def storage_of(data: Path) -> list[tuple[str, str]]:
    """How much room each part of the data folder takes, and what is free."""
    sizes = {path.name: _size(path) for path in data.iterdir()} if data.exists() else {}
    parts = [(words, _of_part(name, sizes)) for name, words in PARTS.items() if name in sizes]
    rest = sum(sizes.values()) - sum(size for _, size in parts)
    parts += [("All else in the data folder", rest), ("Free on the disk", _free(data))]
    return [(words, bytes_words(size)) for words, size in parts]


def _of_part(name: str, sizes: Mapping[str, int]) -> int:
    """The room of a part; a database has its journal beside it."""
    return sizes[name] + sum(sizes.get(f"{name}{ending}", 0) for ending in JOURNALS)


def _free(data: Path) -> int:
    return shutil.disk_usage(data).free if data.exists() else 0


def _size(path: Path) -> int:
    """The room of a file, or of all in a folder; what goes meanwhile takes none."""
    size = 0
    for one in [path, *path.rglob("*")]:
        with contextlib.suppress(FileNotFoundError):
            size += one.stat().st_size if one.is_file() else 0
    return size


def bytes_words(size: float) -> str:
    """ "1.4 GB"."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{size:,.0f} {unit}" if unit in ("bytes", "kB") else f"{size:,.1f} {unit}"
        size /= 1000
    return ""


def versions_of(documents: int, figures: int, kept: tuple[int, int]) -> list[tuple[str, str]]:
    """What runs here, and over how much."""
    return [
        ("Moothall", own_version()),
        ("Python", platform.python_version()),
        ("Documents", f"{documents:,}"),
        ("Figures", f"{figures:,}"),
        ("Conversations kept", f"{kept[0]:,}"),
        ("Questions kept", f"{kept[1]:,}"),
    ]


def question_rows(lines: Sequence[AskedLine]) -> Sheet:
    """The questions as a table."""
    head = ("when", "question", "status", "route", "seconds", "helpful", "reason", "comment", "answer")
    return [
        head,
        *(
            (
                *(
                    datetime.fromtimestamp(line.at, UTC).isoformat(timespec="seconds"),
                    line.question,
                    line.status,
                ),
                *(
                    line.route,
                    round(line.took_ms / 1000, 2),
                    {None: "", True: "yes", False: "no"}[line.helpful],
                ),
                *(line.reason, line.comment, line.answer),
            )
            for line in lines
        ),
    ]
