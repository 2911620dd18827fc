"""What a server does by itself beside answering: backups when they are due, and forgetting what is over its time."""

from __future__ import annotations

import importlib
import time

from fastapi import FastAPI

from assistant.bootstrap import Moothall
from assistant.keeping.audit import Audit
from assistant.keeping.audit_events import Done, Kind
from assistant.keeping.keeper import Keeper
from assistant.keeping.retention import retain
from assistant.keeping.schedule import Schedule
from assistant.settings import Settings
from web import bulk, removed_papers
from web.version import own_version

EVERY_S = 3600.0
ITSELF = "moothall"
"""Who did it, in the record, when the server did it by itself."""


def keeper_of(app: FastAPI, moothall: Moothall, settings: Settings) -> Keeper:
    """The work of a server over an open assistant."""
    audit: Audit = app.state.audit
    schedule = Schedule(settings, own_version())
    last = -EVERY_S

    def forget() -> str:
        nonlocal last
        if time.monotonic() - last < EVERY_S:
            return ""
        last = time.monotonic()
        removed_papers.forget_old(settings.data)
        bulk.forget_old(settings.data)
        gone = retain(settings, moothall.conversations, audit, moothall.library)
        told = ", ".join(f"{count} {name}" for name, count in gone.items())
        if told:
            audit.record(Done(ITSELF, Kind.ADMINISTERING, "forget what is over its time", told))
        return f"Forgotten, for their time is over: {told}." if told else ""

    def back_up() -> str:
        said = schedule.run_if_due()
        if said:
            audit.record(Done(ITSELF, Kind.ADMINISTERING, "make a backup", settings.backup_folder))
        return said

    return Keeper({"Forgetting what is over its time": forget, "A scheduled backup": back_up})


def warm(moothall: Moothall) -> None:
    """Load what the first answer and the first chart need, so that nobody waits for it."""
    moothall.library.embed(["ready"])
    importlib.import_module("altair")
