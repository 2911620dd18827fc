"""What is listed about linking figures to quantities (``ingest/data/linking.toml``, and the cues of ``cues.toml``), read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ingest.measures.table import table
from ingest.phrases import Phrases, words

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One quantity that a label may mean. ``units`` are those that a cue gives, empty for a label: a cue is read with all that stands
    around it, so that in running text it says no more than the fact's metric does. ``weak`` when the label is no more than
    a unit or people ("FTE", "staff")."""

    quantity: str
    units: frozenset[str] = frozenset()
    weak: bool = False


def phrase_of(text: str) -> Phrase:
    """The folded words of a text."""
    return tuple(word.fold for word in words(text))


@cache
def data(file: str = "linking.toml") -> Mapping[str, Any]:
    """A data file of linking as it stands."""
    return tomllib.loads(resources.files("ingest").joinpath(f"data/{file}").read_text(encoding="utf-8"))


@cache
def labels() -> Mapping[Phrase, tuple[Meaning, ...]]:
    """Every label with the quantities that it may mean: names and aliases of the table, labels, and cues last."""
    found: dict[Phrase, list[Meaning]] = {}
    for quantity in table().quantities.values():
        for label in (quantity.name, *quantity.aliases, *data()["label"].get(quantity.id, ())):
            _take(found, label, Meaning(quantity.id, weak=_is_weak(label)))
    for row in data("cues.toml")["metric"]:
        quantity_id = row["id"].partition("[")[0]
        if quantity_id in table().quantities:
            for cue in row["cues"]:
                if " & " not in cue and cue not in row.get("levels", ()):
                    _take(found, cue, Meaning(quantity_id, frozenset(row["units"]), _is_weak(cue)))
    return {phrase: tuple(meanings) for phrase, meanings in found.items()}


def _take(found: dict[Phrase, list[Meaning]], label: str, meaning: Meaning) -> None:
    kept = found.setdefault(phrase_of(label), [])
    if all(meaning.quantity != other.quantity for other in kept):
        kept.append(meaning)


@cache
def longest() -> int:
    """How many words the longest label has."""
    return max(map(len, labels()))


def _is_weak(label: str) -> bool:
    return phrase_of(label) in _weak()


@cache
def _weak() -> frozenset[Phrase]:
    """Labels that are units of people: they say what is counted, and another label beside them says of what."""
    said = [word for unit in ("person", "fte") for word in table().units[unit]["words"]]
    return frozenset(map(phrase_of, (*said, "workforce", "full-time equivalents")))


@cache
def little(key: str) -> frozenset[Phrase]:
    """The labels that say little: those of one list."""
    return frozenset(map(phrase_of, data()["alone"][key]))


@cache
def beside() -> frozenset[str]:
    """Words that leave a label what it is: small ones, and the names of units."""
    units = (word for unit in table().units.values() for word in unit.get("words", ()))
    return listed("beside", "words") | {fold for word in units for fold in phrase_of(word)}


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The folded words of one list of single words."""
    return frozenset(fold for word in data()[name][key] for fold in phrase_of(word))


@cache
def ids(name: str, key: str) -> frozenset[str]:
    """The quantities of one list."""
    return frozenset(data()[name][key])


@cache
def foreign() -> Phrases:
    """Phrases that hold a label and mean something else ("temporary accommodation")."""
    return Phrases({"": [*data("cues.toml")["other"]["other"], *data()["foreign"]["phrases"]]})


@cache
def ways() -> Phrases:
    """Words that say which way a change goes, under "down" and "up"."""
    return Phrases(data()["way"])
