"""What written sentences leave uncovered is said in the documents' own words, as it was composed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_ties import read_figures
from assistant.ground import Ground, Statement, stems_of
from assistant.words import alike

COVERED = 0.5
_LABEL = re.compile(r"\[(\d{1,3})\]")


def covers(sentences: Sequence[str], statement: Statement) -> bool:
    """Whether the sentences state the figures of a composed statement, cite what it cites and say most of
    it.
    """
    text = " ".join(sentences)
    reading = read_figures(_LABEL.sub(" ", text))
    mine = {figure.key for figure in statement.reading.figures}
    if not mine <= {figure.key for figure in reading.figures}:
        return False
    if not statement.reading.digits <= reading.digits:
        return False
    cited = frozenset(_LABEL.findall(text))
    if statement.labels and not statement.labels & cited:
        return False
    said = stems_of(text)
    held = sum(1 for word in statement.stems if word in said or alike(word) & said)
    return held >= COVERED * len(statement.stems)


def rest_of(ground: Ground, sentences: Sequence[str]) -> str:
    """The composed blocks that the sentences do not cover; a list, a table or a note stays whole."""
    kept = []
    for number, block in enumerate(ground.blocks):
        parts = [statement for statement in ground.statements if statement.block == number]
        if not parts:
            kept.append(block)
            continue
        left = [part for part in parts if part.kind == "note" or not covers(sentences, part)]
        if not left:
            continue
        if parts[0].kind == "prose":
            kept.append(" ".join(part.text for part in left))
        else:
            kept.append(block)
    return "\n\n".join(kept)
