"""What written sentences leave uncovered is said in the documents' own words, as it was composed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_ties import read_figures
from assistant.ground import Ground, Statement, stems_of
from assistant.words import GENERIC, STOP, alike, stem, tokens

ANSWERS, REPLACES, REPEATS = 0.5, 0.75, 0.8
_LABEL = re.compile(r"\[(\d{1,3})\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NAME = re.compile(r"(?<=[a-z0-9,;:&] )[A-Z][\w'’]+|[A-Z][\w'’]+(?= [A-Z])")
_SHORT = 6


def answers(sentences: Sequence[str], lead: Statement) -> bool:
    """Whether the sentences say what the first statement says: its figures, a source of it, half its words."""
    return _states(sentences, lead, ANSWERS) and bool(lead.labels & _cited(sentences) or not lead.labels)


def replaces(sentences: Sequence[str], statement: Statement) -> bool:
    """Whether nothing is lost without this statement: figures, sources, names, what is bold, most words."""
    said = {stem(token) for token in tokens(" ".join(sentences))}
    bold = " ".join(text for text in _BOLD.findall(statement.text) if len(text.split()) <= _SHORT)
    vital = {stem(token) for token in tokens(f"{bold} {' '.join(_NAME.findall(statement.text))}")} - _EMPTY
    return (
        _states(sentences, statement, REPLACES)
        and frozenset(_LABEL.findall(statement.text)) | statement.labels <= _cited(sentences)
        and all(word in said or alike(word) & said for word in vital if word[0].isalpha())
    )


_EMPTY = frozenset(map(stem, STOP | GENERIC))


def _cited(sentences: Sequence[str]) -> frozenset[str]:
    return frozenset(_LABEL.findall(" ".join(sentences)))


def _states(sentences: Sequence[str], statement: Statement, share: float) -> bool:
    text = _LABEL.sub(" ", " ".join(sentences))
    said, keys = stems_of(text), {figure.key for figure in read_figures(text).figures}
    held = sum(1 for word in statement.stems if word in said or alike(word) & said)
    return {figure.key for figure in statement.reading.figures} <= keys and held >= share * len(
        statement.stems
    )


def shown_anyway(sentence: str, ground: Ground) -> bool:
    """Whether it only repeats one item of a list, a table or a note, which is shown as it was composed."""
    said = stems_of(sentence)
    return any(
        statement.kind != "prose"
        and len(said & statement.stems) >= REPEATS * len(said)
        and _states([sentence], statement, ANSWERS)
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
        left = [part.text for part in parts if not replaces(sentences, part)]
        if left:
            kept.append(" ".join(left))
    return "\n\n".join(kept)
