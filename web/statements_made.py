"""Statements that a council publishes, filled with what is true of the system that runs: nothing in them is remembered."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.settings import Settings
from web.keeping import kept, write_whole
from web.version import TESTED, own_version

if TYPE_CHECKING:
    from assistant.conversation import Conversations
    from assistant.keeping.audit import Audit

KEPT_OF_QUESTIONS = {
    "all": "kept",
    "hashed": "not kept: a keyed digest tells equal questions",
    "none": "not kept",
}


def statement(options: Namespace, settings: Settings) -> int:
    """Write one statement."""
    from ingest.library import Library

    with (
        kept(settings) as (conversations, record),
        Library.open(settings.data, database=settings.database, read_only=True) as library,
    ):
        bodies = [body.name for body in library.bodies()]
        loaded = {"documents": len(library.documents()), "bodies": ", ".join(bodies) or "no council yet"}
        filled = _of_settings(settings) | _of_stores(settings, conversations, record) | loaded
    form = files("web").joinpath(f"data/{options.action}.md").read_text("utf-8")
    write_whole(options.file, form.format_map(filled).encode())
    return 0


def _of_settings(settings: Settings) -> dict[str, object]:
    from assistant.disclosure import sent_where

    sent = sent_where(settings)
    nothing = "No language model is set. Nothing is sent to any other machine."
    goes = f"{sent.model} at {sent.where}: {'; '.join(sent.sent)}. Never sent: {'; '.join(sent.never)}."
    return {
        "name": "Moothall",
        "version": own_version(),
        "date": f"{datetime.now(UTC):%d %B %Y}".lstrip("0"),
        "tested": TESTED,
        "council": settings.council_name or "[the council]",
        "contact": settings.contact or "[whom to write to]",
        "data": settings.data,
        "keep_days": settings.keep_days,
        "keep_audit": _days(settings.keep_audit_days),
        "keep_uploads": _days(settings.keep_uploads_days),
        "keep_scenarios": _days(settings.keep_scenarios_days),
        "questions": KEPT_OF_QUESTIONS[settings.audit_questions],
        "backup_keep": settings.backup_keep,
        "backup_hours": settings.backup_hours,
        "backups": f"in `{settings.backup_folder}`" if settings.backup_folder else "none by themselves",
        "readers": READERS if settings.auth == "none" else SIGNED_IN,
        "model": goes if sent.where else nothing,
        "supplier": f"The language model {sent.model} is run at {sent.where}." if sent.where else "",
        "sharing": f"what the language model at {sent.where} is sent, and nothing else"
        if sent.where
        else "none",
    }


READERS = (
    "The people whom the council lets reach the pages read the documents; a conversation opens for the browser that had it, and\n"
    "for whoever is given its link. Whoever administers the machine can read the folder."
)

SIGNED_IN = (
    "People sign in. Who may read which documents is set by collections, roles and groups; a conversation opens for the person who\n"
    "had it, and for whoever is given its link and may read what its answers rest on. Those who administer Moothall see which\n"
    "questions were asked, never by whom; whoever administers the machine can read the folder."
)


def _of_stores(settings: Settings, conversations: Conversations, record: Audit) -> dict[str, object]:
    counted, held = conversations.people.count(), conversations.holds.in_force()
    return {
        "conversations": counted["conversations"],
        "answers": counted["answers"],
        "shares": counted["links to read"],
        "projections": counted["saved projections"],
        "events": len(record.events()),
        "holds": f"{len(held)} legal holds are in force: what they cover is kept beyond these times."
        if held
        else "No legal hold is in force.",
    }


def _days(days: int) -> str:
    return f"{days} days" if days else "until somebody removes it"
