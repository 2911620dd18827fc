"""The taxonomy laid over the ledger: the metric that a figure's own words name, when they do.

A metric is evoked by cues, plain words listed with the units that its figures have. They are looked for in the
figure's own labels or clause first, then further out, but only as long as the nearer words leave open what is measured.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.facts.draft import Draft
from ingest.facts.measures import lists, measures, told
from ingest.metrics import age_metric
from ingest.phrases import Phrases, words
from ingest.quantities_words import find_ages

_SHARES = frozenset({"share"})


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue that fits: its metric, its words, how many they are, and where they begin."""

    metric: str
    words: str
    length: int
    start: int
    weak: bool


@dataclass(frozen=True, slots=True)
class _Lists:
    strong: Phrases
    weak: Phrases
    units: dict[str, frozenset[str]]
    narrowing: frozenset[str]
    groups: Phrases
    told: Phrases
    declarations: Phrases
    people: Phrases


@dataclass(frozen=True, slots=True)
class Label:
    """A metric of the taxonomy with the words that evoked it; ``narrows`` when they name only a part of it."""

    metric: str
    words: str
    narrows: bool = False
    place: int = 0


def label_of(draft: Draft) -> Label | None:
    """The metric of the taxonomy that the figure's measure means; None when it means none."""
    if draft.area or draft.change and draft.unit != "share":
        return None
    places, kept = _places(draft), _lists()
    for number, place in enumerate(places):
        found = _best(_cues(place, draft, weak=number == 0))
        if found is not None and not draft.change:
            return Label(found.metric, found.words, found.words in kept.narrowing, number)
        if draft.unit in _SHARES and (group := _group(place, places[number:], draft)):
            return Label(group[0], group[1], place=number)
        if _closed(place, draft):
            return None
    return None


def _places(draft: Draft) -> list[str]:
    """The texts that may name the measure, the figure's own first."""
    return [text for text in (draft.own, *draft.around) if text]


def _closed(place: str, draft: Draft) -> bool:
    """Whether a place says by itself what is measured, so that what stands further out cannot rename it."""
    if lists("leaning").find(place):
        return False
    part = {word.fold for word in words(draft.part)}
    rest = " ".join(word.fold for word in words(told(place)) if word.fold not in part)
    return measures(rest, draft.unit) or (draft.counts and len(rest.split()) > 2)


def _cues(text: str, draft: Draft, *, weak: bool) -> list[_Cue]:
    kept = _lists()
    found = []
    for phrases, is_weak in ((kept.strong, False), (kept.weak, True))[: 1 + weak]:
        for hit in phrases.find(text):
            for label in hit.labels:
                if draft.unit in kept.units[label]:
                    found.append(_Cue(label, _folded(text[hit.start : hit.end]), hit.last - hit.first, hit.start, is_weak))
    return found


def _best(found: Sequence[_Cue]) -> _Cue | None:
    """The longest cue, the later of equals, a weak one only when it stands alone."""
    strong = [cue for cue in found if not cue.weak]
    return max(strong or found, key=lambda cue: (cue.length, cue.start), default=None)


def _folded(text: str) -> str:
    return " ".join(word.fold for word in words(text))


def _group(place: str, outward: Iterable[str], draft: Draft) -> tuple[str, str] | None:
    """A share of staff in a group or of an age, where the words around are about staff."""
    kept = _lists()
    around = " ; ".join(outward)
    if "others" in kept.people.labels(place) or "staff" not in kept.people.labels(f"{around} ; {draft.context}"):
        return None
    if kept.told.find(place) and (hit := next(iter(kept.declarations.find(place)), None)):
        return hit.labels[0], _folded(place[hit.start : hit.end])
    if hit := next(iter(kept.groups.find(place)), None):
        return hit.labels[0], _folded(place[hit.start : hit.end])
    for age in find_ages(place):
        return age_metric(age.value or 0.0, age.high, age.unit), _folded(age.text)
    return None


@cache
def _lists() -> _Lists:
    data = tomllib.loads(resources.files("ingest").joinpath("data/cues.toml").read_text(encoding="utf-8"))
    return _Lists(
        strong=Phrases({row["id"]: row["cues"] for row in data["metric"]}),
        weak=Phrases({row["id"]: row.get("weak", []) for row in data["metric"]}),
        units={row["id"]: frozenset(row["units"]) for row in data["metric"]},
        narrowing=frozenset(_folded(cue) for row in data["metric"] for cue in row.get("narrowing", [])),
        groups=Phrases({row["id"]: row["cues"] for row in data["group"]}),
        told=Phrases({"told": data["declared"]["told"]}),
        declarations=Phrases({row["id"]: row["cues"] for row in data["declaration"]}),
        people=Phrases(data["people"]),
    )
