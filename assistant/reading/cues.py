"""The word lists and tables by which a question is read, from ``data/reading_words.toml`` and ``data/asks.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.packaged import packaged, phrases_of
from assistant.reading.model import Ask, Role
from ingest.phrases import Phrases


def listed(table: str) -> Phrases:
    """The phrases of one table of ``reading_words.toml``, each key a label."""
    return phrases_of("reading_words", table)


@dataclass(frozen=True, slots=True)
class Implied:
    """A figure that words mean without a numeral: "recruitment freeze" is a replacement of 0%."""

    metric: str
    value: float
    phrases: Phrases


@cache
def implied() -> tuple[Implied, ...]:
    """The figures that words imply."""
    return tuple(
        Implied(row["metric"], row["value"], Phrases({"": row["words"]}))
        for row in packaged("reading_words")["implied"]
    )


@cache
def goals() -> tuple[tuple[float, Phrases], ...]:
    """Levels to be reached that words mean without a numeral: "until nobody is left"."""
    return tuple((row["value"], Phrases({"": row["words"]})) for row in packaged("reading_words")["goal"])


@dataclass(frozen=True, slots=True)
class Operation:
    """What a learned operation may ask: each ask with its cost, the quantities it is about, and the usual one."""

    asks: Mapping[Ask, float]
    about: frozenset[str]
    usual: str
    span: str


@cache
def operation(label: str) -> Operation:
    """The entry of a learned operation; a plain value for one that the table does not hold."""
    row = packaged("asks")["op"].get(label, {"asks": {"value": 0.0}})
    asks = {Ask(name): float(cost) for name, cost in row["asks"].items()}
    return Operation(asks, frozenset(row.get("about", ())), row.get("usual", ""), row.get("span", ""))


@dataclass(frozen=True, slots=True)
class FigureRole:
    """What a learned role becomes: the role of the figure, the quantities it names, or which of those named it takes."""

    role: Role
    metrics: tuple[str, ...]
    of: str
    per: str
    each: bool


@cache
def figure_role(label: str) -> FigureRole:
    """The entry of a learned role; a plain level for one that the table does not hold."""
    row = packaged("asks")["role"].get(label, {"role": "is", "of": "level"})
    return FigureRole(
        Role(row["role"]),
        tuple(row.get("metrics", ())),
        row.get("of", ""),
        row.get("per", ""),
        bool(row.get("each")),
    )


@cache
def bare() -> Mapping[str, str]:
    """The quantity that a bare unit is of when nothing names one."""
    bare_units: Mapping[str, str] = packaged("asks")["bare"]
    return bare_units


@cache
def restated(asked: str, metric: str, role: Role, pace: str) -> tuple[str, Role] | None:
    """What a figure is a figure of where one quantity is asked for: a yearly fall is the net rate where a replacement rate is.

    A row without metrics takes every quantity.
    """
    for row in packaged("asks")["restated"]:
        same = row["asked"] == asked and row["role"] == role.value and row.get("pace", pace) == pace
        if same and (metric in row["metrics"] or not row["metrics"]):
            return row["metric"], Role(row["becomes"])
    return None


@cache
def ask_cues() -> tuple[tuple[Ask, float, Phrases], ...]:
    """The words that speak for an ask, with their weight."""
    rows: Mapping[str, Mapping[str, Any]] = packaged("asks")["cue"]
    return tuple((Ask(name), float(row["weight"]), Phrases({"": row["words"]})) for name, row in rows.items())


def cue_weights(question: str) -> Mapping[Ask, float]:
    """For each ask the weight of its words in a question."""
    return {ask: weight for ask, weight, phrases in ask_cues() if phrases.find(question)}


def first_label(table: str, text: str, order: Sequence[str] = ()) -> str:
    """The label of the first phrase of a table in a text, or of the first in ``order`` that was found; "" for none."""
    labels = listed(table).labels(text)
    return next((label for label in order if label in labels), labels[0] if labels and not order else "")
