"""What written sentences leave uncovered is said in the documents' own words, as it was composed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_ties import read_figures
from assistant.ground import Ground, Statement, stems_of
from assistant.words import alike

COVERED = 0.5
REPEATS = 0.8
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
    cited = frozenset(_LABEL.findall(text))
    if statement.labels and not statement.labels & cited:
        return False
    said = stems_of(text)
    held = sum(1 for word in statement.stems if word in said or alike(word) & said)
    return held >= COVERED * len(statement.stems)


def shown_anyway(sentence: str, ground: Ground) -> bool:
    """Whether it only repeats one item of a list, a table or a note, which is shown as it was composed."""
    said = stems_of(sentence)
    return any(
        statement.kind != "prose"
        and len(said & statement.stems) >= REPEATS * len(said)
        and covers([sentence], statement)
        for statement in ground.statements
    )


def rest_of(ground: Ground, sentences: Sequence[str]) -> str:
    """The composed blocks that the sentences do not cover; a list, a table or a note stays whole."""
    kept = []
    for number, block in enumerate(ground.blocks):
        parts = [statement for statement in ground.statements if statement.block == number]
        if not parts:
            kept.append(block)
            continue
        if parts[0].kind != "prose":
            kept.append(block)
            continue
        left = [part.text for part in parts if not covers(sentences, part)]
        if left:
            kept.append(" ".join(left))
    return "\n\n".join(kept)
