"""Is the record of what was done whole? Every seal worked out again, from the first event to the last."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.keeping.audit import HEAD, Audit
from assistant.keeping.audit_events import Event, said_digest, seal
from assistant.keeping.audit_key import Key


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many events, the last of them with its seal, and every fault as a sentence."""

    events: int
    last: int
    seal: str
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(audit: Audit, others: Sequence[Key] = (), *, noted: tuple[int, str] | None = None) -> Verified:
    """The record looked through. ``others`` are earlier keys; ``noted`` is the number and seal of an event as somebody
    wrote them down elsewhere.
    """
    keys = {key.name: key for key in (*others, audit.key)}
    events, anchor = audit.events(), audit.anchor()
    faults = list(_faults(events, anchor, keys))
    seals = {event.number: event.seal for event, _ in events}
    faults += _words_faults(audit)
    faults += _head_faults(audit.folder / HEAD, keys, seals)
    if noted is not None and not _same(seals.get(noted[0], ""), noted[1]):
        faults.append(f"Event {noted[0]} is not the one that was noted: the record was changed or cut off.")
    last = events[-1][0] if events else None
    return Verified(len(events), last.number if last else 0, last.seal if last else "", tuple(faults))


def _faults(
    events: Sequence[tuple[Event, str]], anchor: tuple[int, str, str, str] | None, keys: Mapping[str, Key]
) -> list[str]:
    faults: list[str] = []
    expected, before = 1, ""
    if anchor is not None:
        expected, before, name, sealed = anchor
        if name not in keys or not _same(seal(keys[name], ["anchor", expected, before, name]), sealed):
            faults.append("The beginning of the record was changed.")
    unknown: dict[str, list[int]] = {}
    for event, _ in events:
        if event.number != expected:
            faults.append(f"Events {expected} to {event.number - 1} are missing.")
        if event.key not in keys:
            unknown.setdefault(event.key, []).append(event.number)
        elif not _same(event.sealed_by(keys[event.key], before), event.seal):
            faults.append(f"Event {event.number} of {event.at} was changed, or what came before it.")
        expected, before = event.number + 1, event.seal
    for name, numbers in unknown.items():
        which = f"Events {numbers[0]} to {numbers[-1]} are sealed with another key ({name})"
        faults.append(
            f"{which}: put its file into the data folder as audit-earlier.key, or give it with --key."
        )
    return faults


def _words_faults(audit: Audit) -> list[str]:
    """Words of questions that are not those that were asked."""
    return [
        f"The words of event {number} were changed."
        for number, salt, text, digest in audit.said()
        if said_digest(salt, text) != digest
    ]


def _head_faults(path: Path, keys: Mapping[str, Key], seals: Mapping[int, str]) -> list[str]:
    """Whether the record still goes as far as was noted beside it."""
    if not path.is_file():
        return []
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        key, number, sealed, by = (
            keys.get(kept["key"]),
            int(kept["number"]),
            str(kept["seal"]),
            str(kept["by"]),
        )
    except (ValueError, KeyError, TypeError):
        return [f"The note of how far the record goes ({path.name}) cannot be read."]
    if key is None:
        return []
    if not _same(seal(key, ["head", number, sealed]), by):
        return [f"The note of how far the record goes ({path.name}) was changed."]
    if not _same(seals.get(number, ""), sealed):
        return [
            f"The record went as far as event {number}, which is missing or was changed: its end was cut off."
        ]
    return []


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
