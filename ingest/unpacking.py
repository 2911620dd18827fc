"""Archives and messages among the files to take in: what lies within them is taken in file by file, beside the others."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ingest.child import OutOfMemory, OutOfTime, Stopped, run
from ingest.errors import TookTooLong, Unreadable
from ingest.library_model import IngestOutcome, IngestStatus
from ingest.overrides import Overrides
from ingest.parse.unpack_model import ARCHIVES, MESSAGES, Contents, UnpackLimits
from ingest.wire import from_json


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One thing to take in: a file, or the refusal of what could not be; ``shown`` is its name with what it lay in."""

    shown: str
    path: Path | None = None
    refusal: IngestOutcome | None = None
    within: Path | None = None
    """The archive or message that it lay in."""


@contextlib.contextmanager
def unpacked(files: Sequence[Path], *, limits: UnpackLimits | None = None) -> Iterator[list[Wrapped]]:
    """The files in order, in the place of each archive what lies within it, behind each message what was sent with it.

    What was unpacked is gone when the context ends.
    """
    with contextlib.ExitStack() as kept:
        found: list[Wrapped] = []
        for path in files:
            if path.suffix.lower() not in ARCHIVES | MESSAGES or not path.is_file():
                found.append(Wrapped(path.name, path))
                continue
            if path.suffix.lower() in MESSAGES:
                found.append(Wrapped(path.name, path))
            folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="moothall-")))
            found.extend(_within(path, folder, limits or UnpackLimits()))
        yield found


def _within(path: Path, folder: Path, limits: UnpackLimits) -> Iterator[Wrapped]:
    contents = _contents(path, folder, limits)
    if contents.whole:
        yield Wrapped(path.name, path)
    if contents.reason:
        yield Wrapped(path.name, refusal=_refused(path.name, contents.kind, contents.reason))
    for member in contents.members:
        shown = f"{path.name} › {member.name}"
        if member.reason:
            yield Wrapped(shown, refusal=_refused(shown, member.kind, member.reason))
        else:
            yield Wrapped(shown, Path(member.path), within=path)


def _contents(path: Path, folder: Path, limits: UnpackLimits) -> Contents:
    arguments = [str(path.resolve()), str(folder), json.dumps(asdict(limits))]
    try:
        return from_json(Contents, run("ingest.parse.unpack", arguments, timeout_s=limits.timeout_s))
    except OutOfTime:
        reason = f"“{path.name}” was not unpacked within {limits.timeout_s:.0f} seconds: unpack it and add the papers."
        return Contents(kind=TookTooLong.__name__, reason=reason)
    except (OutOfMemory, Stopped, ValueError):
        reason = f"“{path.name}” stopped the reader: unpack it and add the papers that matter."
        return Contents(kind=Unreadable.__name__, reason=reason)


def _refused(shown: str, kind: str, reason: str) -> IngestOutcome:
    return IngestOutcome(shown, IngestStatus.REFUSED, reason=reason, kind=kind)


def said_of_all(said: Overrides, files: Sequence[Path], wrapped: Sequence[Wrapped]) -> Overrides:
    """What a person said of these files, as it holds for all that lay within them: papers of one archive share no title."""
    return replace(said, title=None) if len(wrapped) > len(files) else said


def in_order(wrapped: Sequence[Wrapped], outcomes: Sequence[IngestOutcome]) -> list[IngestOutcome]:
    """One outcome for each thing, under the name that it is shown by; ``outcomes`` are of those that are files."""
    rest = iter(outcomes)
    return [one.refusal or replace(next(rest), file=one.shown) for one in wrapped]


def as_one(file: str, outcomes: Sequence[IngestOutcome]) -> IngestOutcome:
    """The outcomes of all that came as one file: taken in when any of it was, with a word on the rest."""
    if len(outcomes) == 1:
        return replace(outcomes[0], file=file)
    unkept = next((one for one in outcomes if one.kind == "NotKept"), None)
    if unkept is not None:
        return replace(unkept, file=file)
    taken = [one for one in outcomes if one.status is not IngestStatus.REFUSED]
    refused = [one for one in outcomes if one.status is IngestStatus.REFUSED]
    said = [f"{len(taken)} of {len(outcomes)} papers are in the library.", *(one.reason for one in refused)]
    if not taken:
        return IngestOutcome(file, IngestStatus.REFUSED, reason=" ".join(said[1:]), kind=refused[0].kind)
    added = next((one for one in taken if one.status is IngestStatus.ADDED), taken[0])
    return replace(added, file=file, reason=" ".join(said))
