"""What is done at the command line goes into the record under the name of the machine's user."""

from __future__ import annotations

import getpass
import os
from argparse import Namespace
from collections.abc import Callable, Mapping

from assistant.keeping.audit_events import Done, Kind
from assistant.settings import Settings

ACTS: Mapping[str, tuple[Kind, str]] = {
    "ingest": (Kind.CHANGING, "add papers"),
    "remove": (Kind.CHANGING, "remove papers"),
    "facts": (Kind.EXPORTING, "list figures"),
    "check": (Kind.ADMINISTERING, "check what is kept"),
    "serve": (Kind.ADMINISTERING, "serve"),
    "calibrate": (Kind.ADMINISTERING, "set thresholds"),
    "backup": (Kind.ADMINISTERING, "make a backup"),
    "restore": (Kind.ADMINISTERING, "restore a backup"),
    "audit": (Kind.ADMINISTERING, "look into the record"),
    "hold": (Kind.ADMINISTERING, "legal hold"),
    "switch": (Kind.ADMINISTERING, "switch"),
    "disclose": (Kind.EXPORTING, "give out what is kept"),
    "erase": (Kind.ADMINISTERING, "erase a person"),
    "move": (Kind.ADMINISTERING, "move the library"),
    "users": (Kind.ADMINISTERING, "work on accounts"),
    "collections": (Kind.ADMINISTERING, "work on collections"),
    "sources": (Kind.ADMINISTERING, "work on sources"),
    "statement": (Kind.EXPORTING, "write a statement"),
}
"""Commands that are recorded as such; asking records itself."""
OBJECTS = ("action", "do", "verb", "what", "ids")
"""Options that say on what a command worked."""


class LocalRecord:
    """The record of the data folder, opened when something was done there and never made where no library is."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def record(self, done: Done) -> None:
        """Add one event."""
        from assistant.keeping.backup import LIBRARY
        from assistant.keeping.wholeness import open_audit

        if not (self._settings.data / LIBRARY).is_file():
            return
        audit = open_audit(self._settings)
        try:
            audit.record(done)
        finally:
            audit.close()


def recorded_run(run: Callable[[Namespace, Settings], int], options: Namespace, settings: Settings) -> int:
    """Run a command as the machine's user, and record it when it ends."""
    from web.acting import acting, recorded

    with acting(local_user, LocalRecord(settings)):
        if options.command not in ACTS:
            return run(options, settings)
        kind, what = ACTS[options.command]
        with recorded(kind, what, _object(options)) as outcome:
            code = run(options, settings)
            outcome.said = "done" if code == 0 else f"ended with {code}"
        return code


def local_user() -> str:
    """Who runs the program on this machine; a user without a name has a number."""
    try:
        return f"local:{getpass.getuser()}"
    except (OSError, KeyError):
        return f"local:uid-{os.getuid()}"


def _object(options: Namespace) -> str:
    given = (getattr(options, name, None) for name in OBJECTS)
    return " ".join(" ".join(value) if isinstance(value, list) else str(value) for value in given if value)
