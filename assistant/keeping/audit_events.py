"""What is kept of one thing that was done, and the seal that ties it to everything before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.keeping.audit_key import Key


class Kind(StrEnum):
    """What sort of thing was done."""

    SIGNING_IN = "signing in"
    ASKING = "asking"
    READING = "reading"
    CHANGING = "changing"
    EXPORTING = "exporting"
    ADMINISTERING = "administering"


class Questions(StrEnum):
    """How much of a question is kept in the record: its words, a keyed digest that tells equal ones, or nothing."""

    ALL = "all"
    HASHED = "hashed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done: by whom, what, on what, how it went; ``said`` are the words of a question."""

    who: str
    kind: Kind
    what: str
    on: str = ""
    outcome: str = "done"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record. ``said`` is the digest of what was said, whose words stand apart so that they can be
    forgotten while the line stays; ``key`` names the key of the ``seal``.
    """

    number: int
    at: str
    who: str
    kind: str
    what: str
    on: str
    outcome: str
    said: str
    key: str
    seal: str = field(default="")

    def sealed_by(self, key: Key, before: str) -> str:
        """The seal of this event after the one whose seal is ``before``."""
        told = [
            before,
            self.number,
            self.at,
            self.who,
            self.kind,
            self.what,
            self.on,
            self.outcome,
            self.said,
        ]
        return seal(key, [*told, self.key])


def seal(key: Key, told: list[object]) -> str:
    """A keyed digest (HMAC-SHA-256) of some values in order."""
    message = json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()
    return hmac.new(key.secret, message, hashlib.sha256).hexdigest()


def said_digest(salt: str, text: str) -> str:
    """What stands in the record for words that are kept apart; without the salt nobody can try words against it."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
