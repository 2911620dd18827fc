"""Switches that turn asking, uploads and the language model off and on again while the server runs.

They stand in a small file in the data folder, which every process looks at before it does one of these.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FILE = "switches.json"
NOTICE_LENGTH = 500


class Switch(StrEnum):
    """What can be turned off."""

    ASKING = "asking"
    UPLOADS = "uploads"
    MODEL = "model"


SAID = {
    Switch.ASKING: "Asking is switched off just now. What was asked before can still be read.",
    Switch.UPLOADS: "Adding papers is switched off just now.",
    Switch.MODEL: "The language model is switched off: answers come without it.",
}


class SwitchedOff(Exception):
    """What was wanted is switched off; the text is the notice for people."""


@dataclass(frozen=True, slots=True)
class Switches:
    """The switches of one data folder; without a folder everything is on."""

    folder: Path | None = None

    def off(self, switch: Switch) -> str:
        """The notice of what is switched off; empty while it is on."""
        notices = self._read()
        return (notices[switch.value] or SAID[switch]) if switch.value in notices else ""

    def must_be_on(self, switch: Switch) -> None:
        """Raise SwitchedOff with the notice unless it is on."""
        if notice := self.off(switch):
            raise SwitchedOff(notice)

    def turn(self, switch: Switch, *, on: bool, notice: str = "") -> None:
        """Turn one on or off; every process goes by it from its next request on."""
        if self.folder is None:
            raise ValueError("switches need a data folder")
        notices = self._read()
        notices.pop(switch.value, None)
        if not on:
            notices[switch.value] = " ".join(notice.split())[:NOTICE_LENGTH]
        partial = self.folder / f"{FILE}.{os.getpid()}.part"
        partial.write_text(json.dumps(notices), "utf-8")
        partial.replace(self.folder / FILE)

    def _read(self) -> dict[str, str]:
        """Each switch that is off with its notice; what cannot be read turns everything off, and says so."""
        try:
            text = (self.folder / FILE).read_text("utf-8") if self.folder else "{}"
        except FileNotFoundError:
            return {}
        try:
            return {str(name): str(notice) for name, notice in dict(json.loads(text)).items()}
        except (ValueError, TypeError):
            return {
                switch.value: f"{FILE} cannot be read: turn a switch with moothall switch."
                for switch in Switch
            }
