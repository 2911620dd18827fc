"""What is made of a document by reading its words: whose it is, its chunks, its facts; in a process with limits.

Patterns over a hostile text can take minutes while they hold the interpreter. In a process of their own they hold up nobody,
and can be ended. ``python -m ingest.derive`` reads a ``Wanted`` from standard input and answers with a ``Derived``.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import child
from ingest.errors import TookTooLong, Unreadable
from ingest.fact_model import Fact
from ingest.model import Body, Chunk, Document
from ingest.overrides import LibraryFile, Overrides
from ingest.refs import page_word
from ingest.slip import Slip
from ingest.wire import from_json, to_json

TIMEOUT_S = 120.0
CPU_S = 110
MOST_SLIPS = 4
MEMORY_BYTES = 3 * 2**30


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document, and what people say of it; one that is ``known`` has its metadata already."""

    document: Document
    known: bool
    overrides: Overrides = Overrides()
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """The document with its metadata, its chunks in order, the figures that it states, and sums that do not come out."""

    document: Document
    chunks: tuple[Chunk, ...]
    facts: tuple[Fact, ...]
    slips: tuple[Slip, ...]


def derive(wanted: Wanted, *, timeout_s: float = TIMEOUT_S) -> Derived:
    """What is made of a document. Raises TookTooLong or Unreadable, which name the file."""
    file = wanted.document.file
    try:
        answer = child.run("ingest.derive", (), given=to_json(wanted).encode(), timeout_s=timeout_s)
    except child.OutOfTime:
        raise TookTooLong(
            f"“{file}” was not made sense of within {timeout_s:.0f} seconds: split it, or save a simpler copy."
        ) from None
    except child.OutOfMemory:
        raise Unreadable(
            f"“{file}” needs more memory than a document may use: save a simpler copy, or split it."
        ) from None
    except child.Stopped as fault:
        raise Unreadable(f"“{file}” could not be made sense of ({fault}): report this file.") from None
    return from_json(Derived, answer)


def derived(wanted: Wanted) -> Derived:
    """The same, made in this process."""
    # Imported late: whoever only asks for it needs none of these.
    split = importlib.import_module("ingest.chunk").split
    facts = importlib.import_module("ingest.facts")
    document = wanted.document
    if not wanted.known:
        beside = LibraryFile(bodies={body.name.casefold(): body for body in wanted.bodies})
        recognise = importlib.import_module("ingest.whose.recognise").recognise
        document = recognise(document, overrides=wanted.overrides, library_file=beside)
    slips = tuple(facts.slips(document))
    if not wanted.known:
        document = _warned(document, slips)
    return Derived(document, tuple(split(document)), tuple(facts.read(document)), slips)


def _warned(document: Document, slips: Sequence[Slip]) -> Document:
    """The document with a warning in its report for each slip; for many, with the first and their number."""
    word = page_word(document.format)
    said = [f"{slip.sentence}{f' ({word} {slip.page})' if slip.page else ''}" for slip in slips]
    if len(said) > MOST_SLIPS:
        said = [*said[: MOST_SLIPS - 1], f"{len(slips) - MOST_SLIPS + 1} more printed sums do not add up."]
    report = replace(document.report, warnings=(*document.report.warnings, *said))
    return replace(document, report=report)


def main() -> None:
    """Answer on the real standard output; whatever a library prints goes to standard error."""
    answer_to = os.dup(1)
    os.dup2(2, 1)
    child.limit(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S)
    answer = to_json(derived(from_json(Wanted, sys.stdin.buffer.read().decode("utf-8"))))
    with os.fdopen(answer_to, "wb") as out:
        out.write(answer.encode())


if __name__ == "__main__":
    main()
