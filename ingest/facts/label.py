"""The taxonomy laid over the ledger: the metric that a figure's own words name, when they do.

A metric is evoked by cues, plain words listed with the units that its figures have. They are looked for in the
figure's own labels or clause first, then further out, but only as long as the nearer words leave open what is measured.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from ingest.fact_model import FactKind
from ingest.facts.accounts import ends_in_money
from ingest.facts.draft import Draft
from ingest.facts.measures import measures, told
from ingest.facts.word_lists import lists
from ingest.measures.named import with_papers
from ingest.metrics import age_metric
from ingest.phrases import Found, Phrases, words
from ingest.quantities_words import find_ages

_COUNTS = frozenset({"number", "persons"})
_SHARES = frozenset({"share"})
_OTHER = "other"


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
    units: dict[str, frozenset[str]]
    narrowing: frozenset[str]
    changes: dict[str, str]
    levels: frozenset[tuple[str, str]]
    joint: tuple[tuple[str, tuple[Phrases, ...]], ...]
    level: Phrases
    groups: Phrases
    told: Phrases
    declarations: Phrases
    people: Phrases


@dataclass(frozen=True, slots=True)
class Label:
    """A metric of the taxonomy with the words that evoked it; ``narrows`` when they name only a part of it.

    ``level`` is the level of staff that a share is of, ``basis`` "declared" when only those count who answered.
    """

    metric: str
    words: str
    narrows: bool = False
    level: str = ""
    basis: str = ""
    place: int = 0


def labels_of(draft: Draft) -> list[Label]:
    """The metrics of the taxonomy that the figure's measure means: none, one, or a group with its level beside it."""
    label = label_of(draft)
    return [] if label is None else [*_with_level(label, draft)]


def _with_level(label: Label, draft: Draft) -> Iterable[Label]:
    """ "% women and % women in grade 13 and above" is a share of all and a share of a level."""
    hits = [hit for hit in _lists().groups.find(draft.own) if label.metric in hit.labels]
    if label.level and len(hits) > 1 and draft.own.find(label.level) > hits[1].start:
        yield replace(label, level="")
    yield label


def label_of(draft: Draft) -> Label | None:
    """The metric of the taxonomy that the figure's measure means; None when it means none."""
    if draft.area and draft.kind is not FactKind.BENCHMARK:
        return None
    if draft.unit in _COUNTS and ends_in_money(draft.label):
        return None  # a sum without its unit: "Staff costs" counts no staff
    if (
        draft.band
        and draft.unit in ("share", "persons", "number")
        and (age := next(find_ages(f"aged {draft.band}"), None))
    ):
        return Label(age_metric(age.value or 0.0, age.high, age.unit), _folded(draft.band))
    places, kept = _places(draft), _lists()
    for number, place in enumerate(places):
        found = _best(_cues(place, draft, weak=number == 0))
        if found is not None and not (
            found.metric.startswith("budget.") and "others" in kept.people.labels(place)
        ):
            return Label(found.metric, found.words, found.words in kept.narrowing, place=number)
        if draft.unit in _SHARES and not draft.change and (group := _group(place, places[number:], draft)):
            return group
        if _closed(place, draft):
            return None
    return None


def is_about_staff(text: str) -> bool:
    """Whether a text speaks of staff more than of residents and others."""
    said = _lists().people.labels(text)
    return said.count("staff") > max(4, said.count("others"))


def _places(draft: Draft) -> list[str]:
    """The texts that may name the measure, the figure's own first."""
    return [text for text in (draft.own, *draft.around) if text]


def _closed(place: str, draft: Draft) -> bool:
    """Whether a place says by itself what is measured, so that what stands further out cannot rename it."""
    if lists("leaning").find(place):
        return False
    part = {word.fold for word in words(draft.part)}
    units = {
        fold for hit in lists("unit").find(place) for fold in _folded(place[hit.start : hit.end]).split()
    }
    kept = [word.fold for word in words(told(place)) if word.fold not in part | units]
    rest = " ".join(fold for fold in kept if fold not in lists("generic"))
    return measures(rest, draft.unit) or (draft.counts and len(rest.split()) > 2)


def _cues(text: str, draft: Draft, *, weak: bool) -> list[_Cue]:
    kept = _lists()
    found = []
    for phrases, is_weak in (_cues_in(draft.unit), False), (_weak_in(draft.unit), True):
        for hit in phrases.find(text) if weak or not is_weak else ():
            said = _folded(text[hit.start : hit.end])
            for label in hit.labels:
                if (
                    label != _OTHER
                    and not (draft.unit in _SHARES and _is_base(text, hit, draft))
                    and _suits(label, said, draft)
                    and not (is_weak and _left_over(text, said, draft))
                ):
                    found.append(_Cue(label, said, hit.last - hit.first, hit.start, is_weak))
    near = f"{text} ; {' ; '.join(draft.around[:1])}"
    for label, pieces in kept.joint:
        fits = draft.unit in kept.units[label] and not draft.change
        if fits and pieces[0].find(text) and all(piece.find(near) for piece in pieces[1:]):
            found.append(_Cue(label, _folded(text), 2 * len(pieces), 0, False))
    return found


def _is_base(text: str, hit: Found, draft: Draft) -> bool:
    """Whether a cue says of what a share is taken: "a third of our vacancies", "nine out of ten vacancies"."""
    before = [word.fold for word in words(text)[: hit.first]]
    if draft.base and words(text)[hit.first].fold == draft.base:
        return True
    return bool(before) and before[0] == "of" and all(fold in lists("empty") for fold in before)


def _left_over(text: str, cue: str, draft: Draft) -> bool:
    """Whether a text says more than a weak cue can stand for: words that are neither small nor the part's."""
    known = {*cue.split(), *_folded(draft.part).split(), *_folded(draft.body).split()}
    rest = [word.fold for word in words(told(text)) if word.fold not in known and not word.fold[0].isdigit()]
    return len([fold for fold in rest if f"{fold}" not in lists("empty")]) > 1


def _suits(metric: str, cue: str, draft: Draft) -> bool:
    """Whether a metric is of the sort of the figure: a change, or a level."""
    kept = _lists()
    changes = kept.changes.get(metric, "")
    if draft.change:
        return bool(changes)
    return changes != "only" and (metric, cue) not in kept.levels


def _best(found: Sequence[_Cue]) -> _Cue | None:
    """The longest cue, the later of equals, a weak one only when it stands alone."""
    strong = [cue for cue in found if not cue.weak]
    return max(
        strong or found,
        key=lambda cue: (cue.length, not lists("unit").find(cue.words), cue.start),
        default=None,
    )


def _folded(text: str) -> str:
    return " ".join(word.fold for word in words(text))


def _group(place: str, outward: Iterable[str], draft: Draft) -> Label | None:
    """A share of staff in a group or of an age, where the words around are about staff."""
    kept = _lists()
    around = " ; ".join(outward)
    spoken = kept.people.labels(f"{place} ; {around} ; {draft.context}")
    of_others = (
        "others" in kept.people.labels(f"{place} ; {draft.own}") and draft.kind is not FactKind.BENCHMARK
    )
    if of_others or not (draft.about_staff or "staff" in spoken):
        return None
    basis = "declared" if kept.told.find(place) or kept.told.find(draft.told) else ""
    level = next((place[hit.start :].strip(" ;") for hit in kept.level.find(place)), "")
    if hit := next(iter(kept.groups.find(place)), None):
        return Label(hit.labels[0], _folded(place[hit.start : hit.end]), level=level, basis=basis)
    if basis and (hit := next(iter(kept.declarations.find(place)), None)):
        return Label(hit.labels[0], _folded(place[hit.start : hit.end]))
    for age in find_ages(place):
        return Label(age_metric(age.value or 0.0, age.high, age.unit), _folded(age.text), level=level)
    return None


@cache
def _data() -> dict[str, Any]:
    text = resources.files("ingest").joinpath("data/cues.toml").read_text(encoding="utf-8")
    return with_papers(tomllib.loads(text))


@cache
def _cues_in(unit: str) -> Phrases:
    """The cues of the metrics that figures in this unit may have, and the phrases that hold one and mean something else."""
    rows = [row for row in _data()["metric"] if unit in row["units"]]
    return Phrases(
        {
            **{row["id"]: [cue for cue in row["cues"] if " & " not in cue] for row in rows},
            _OTHER: _data()["other"]["other"],
        }
    )


@cache
def _weak_in(unit: str) -> Phrases:
    return Phrases({row["id"]: row.get("weak", []) for row in _data()["metric"] if unit in row["units"]})


@cache
def _lists() -> _Lists:
    data = _data()
    rows = data["metric"]
    joint = [(row["id"], cue) for row in rows for cue in row["cues"] if " & " in cue]
    return _Lists(
        units={row["id"]: frozenset(row["units"]) for row in rows},
        narrowing=frozenset(_folded(cue) for row in rows for cue in row.get("narrowing", [])),
        changes={row["id"]: row["changes"] for row in rows if "changes" in row},
        levels=frozenset((row["id"], _folded(cue)) for row in rows for cue in row.get("levels", [])),
        joint=tuple(
            (metric, tuple(Phrases({"": [piece]}) for piece in cue.split(" & "))) for metric, cue in joint
        ),
        level=Phrases(data["level"]),
        groups=Phrases({row["id"]: row["cues"] for row in data["group"]}),
        told=Phrases({"told": data["declared"]["told"]}),
        declarations=Phrases({row["id"]: row["cues"] for row in data["declaration"]}),
        people=Phrases(data["people"]),
    )
