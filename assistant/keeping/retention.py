"""What is forgotten when its time is over, each class by its own setting; what is held stays, whatever its age.

The database itself keeps a conversation, a saved scenario or comparison, or a projection that is held. Where nobody
signs in a projection is nobody's, and a hold of a person keeps those alone that they saved.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from assistant.conversation import Conversations
from assistant.conversation_holds import ALL
from assistant.keeping.audit import Audit
from assistant.settings import Settings


class Uploads(Protocol):
    """The part of the library that knows of uploads."""

    def forget_jobs(self, before: str) -> int: ...


def retain(
    settings: Settings,
    conversations: Conversations,
    audit: Audit,
    uploads: Uploads,
    now: datetime | None = None,
) -> dict[str, int]:
    """Forget what is over its time; how many of each class went, those of which none did left out.

    While anything at all is held, the record of what was done is kept whole: it may tell of what is held.
    """
    conversations.bin.empty()
    gone = {"conversations": conversations.forget_older_than(settings.keep_days)}
    if settings.keep_audit_days and not conversations.holds.in_force():
        gone["events of the record"] = audit.forget_older_than(settings.keep_audit_days)
    if conversations.holds.of(ALL) is None:
        if settings.keep_uploads_days:
            edge = (now or datetime.now(UTC)) - timedelta(days=settings.keep_uploads_days)
            gone["finished uploads"] = uploads.forget_jobs(edge.isoformat(timespec="seconds"))
        if settings.keep_scenarios_days:
            gone["saved projections"] = conversations.people.forget_projections(settings.keep_scenarios_days)
    return {name: count for name, count in gone.items() if count}
