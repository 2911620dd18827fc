"""The taxonomy of metrics and its wordings, as met in documents and as people type them in questions.

The taxonomy is data (``data/metrics.toml``). ``match`` reads a text for wordings; where two overlap, the more
specific reading wins, so "agency spend" is no headcount and "staff turnover" is turnover, not staff.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from ingest.measures.named import with_questions
from ingest.measures.table import table
from ingest.quantities_model import Kind
from ingest.quantities_words import find_ages

_GAP = r"[\s*_\-–‑]"
_SPACES = re.compile(r"\[[^\]]*\]| \?| ")
_SENIOR = (
    r"(?:grades? \w+(?: (?:and|or) (?:above|over|higher))?|top (?:5|10|five|ten) ?(?:%|per ?cent|"
    r"percent)(?: of)?(?: earners| paid)?|"
    r"top (?:3|three|two|2|four|4) tiers|top earners|highest paid|senior (?:managers?|leaders?|leadership|"
    r"management|roles|posts|staff|officers)"
    r"(?: and above)?|(?:senior )?leadership (?:roles|positions|team)|management (?:roles|positions))"
)
_SENIOR_AFTER = re.compile(
    rf"^[\s,:(–-]*+(?:at|in|among|within|of|who are|{{people}})?\s*(?:our |the )?({_SENIOR})".replace(
        "{people}", "(?:staff |employees )"
    ),
    re.I,
)
_SENIOR_BEFORE = re.compile(
    rf"({_SENIOR})(?:[\s,:(–-]|\bwho\b|\bare\b|\bthat\b|\bwere\b|\bof\b|\bour\b|\bposts\b|\bheld\b|\bby\b|"
    rf"\bfilled\b)*$",
    re.I,
)
_DECLARED = re.compile(r"\(?\b(?:declar|disclos|self[- ]?report)", re.I)
_VALUE_BETWEEN = re.compile(r"\d\s?%|per cent|[.;\n\t|]")


@dataclass(frozen=True, slots=True)
class Metric:
    """One entry of the taxonomy. ``type`` is stock, flow or ratio; ``together`` how bodies combine.

    ``kinds`` are the kinds of quantity that can be its value, the usual one first.
    """

    id: str
    name: str
    unit: str
    type: str
    together: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class MetricMatch:
    """A wording found: ``text == source[start:end]``.

    ``metric`` is the full id with its dimension; ``weight`` how specific the wording is (1: a bare "staff").
    ``scope`` is "declared" when the words next to it say so, else empty. ``kinds`` as in ``Metric``.
    """

    start: int
    end: int
    text: str
    metric: str
    weight: int
    kinds: tuple[Kind, ...]
    scope: str = ""

    @property
    def base(self) -> str:
        """The id without its dimension."""
        return base(self.metric)


@dataclass(frozen=True, slots=True)
class _Wording:
    pattern: re.Pattern[str]
    metric: str
    weight: int
    kinds: tuple[Kind, ...]
    name: str


def base(metric_id: str) -> str:
    """The id without its dimension: "age.share" of "age.share[>55]"."""
    return metric_id.partition("[")[0]


def metric(metric_id: str) -> Metric:
    """The entry for an id with or without a dimension; the catch-all for a "service." id; else KeyError."""
    if metric_id.startswith("service."):
        return SERVICE
    return METRICS[metric_id] if metric_id in METRICS else METRICS[base(metric_id)]


def name(metric_id: str) -> str:
    """What people read for an id: "share of staff: women", "share of staff aged over 55"."""
    if metric_id.startswith("service."):
        return metric_id.removeprefix("service.").replace("-", " ")
    if metric_id in METRICS or base(metric_id) not in METRICS:
        return METRICS[metric_id].name if metric_id in METRICS else table().quantities[base(metric_id)].name
    dimension = metric_id.partition("[")[2].removesuffix("]")
    if base(metric_id) == "age.share":
        return f"share of staff aged {_age_name(dimension)}"
    if base(metric_id) == "div.declared":
        return f"share of staff who declared their {dimension}"
    if base(metric_id) == "div.share":
        group, _, level = dimension.partition(",level=")
        return f"share of staff: {_group_names().get(group, group)}" + (f", {level}" if level else "")
    return f"{metric(metric_id).name} ({dimension})"


def match(text: str) -> list[MetricMatch]:
    """Wordings of metrics in ``text``, in reading order, none overlapping another."""
    return _settled(_all_in(text))


def best(text: str) -> MetricMatch | None:
    """The most specific wording of ``text``, the earlier of equals; None when it names no metric."""
    found = match(text)
    return max(found, key=lambda item: (item.weight, -item.start)) if found else None


def readings(text: str, kind: Kind, *, barred: frozenset[str] = frozenset()) -> list[MetricMatch]:
    """Wordings whose metric can have a value of this kind; overlaps are settled among those only.

    "agency staff" with money beside it is spend, with a count it is people. ``barred`` are ids left out.
    """
    return _settled(item for item in _all_in(text) if kind in item.kinds and item.metric not in barred)


def _settled(found: Iterable[MetricMatch]) -> list[MetricMatch]:
    """Matches in reading order; of those that overlap, the heaviest, then the longest, then the first."""
    kept: list[MetricMatch] = []
    for item in sorted(found, key=lambda item: (-item.weight, item.start - item.end, item.start)):
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def age_metric(lo: float, hi: float | None, unit: str) -> str:
    """Id of an age band: ">55" (55 not included) is kept apart from "55+"."""
    low = f"{lo:.0f}"
    band = {"over": f">{low}", "under": f"<{low}", "from": f"{low}+", "to": f"<={low}", "at": low}.get(
        unit, ""
    )
    return f"age.share[{band or f'{low}-{hi or 0:.0f}'}]"


@lru_cache(maxsize=512)
def _all_in(text: str) -> tuple[MetricMatch, ...]:
    """Every wording, overlapping ones too; kept because one sentence is asked for each of its figures."""
    return (*_wordings_in(text), *_ages_in(text))


def _wordings_in(text: str) -> Iterator[MetricMatch]:
    for wording in _wordings():
        for found in wording.pattern.finditer(text):
            if not found.group().strip():
                continue
            metric_id, scope = _placed(text, found, wording.metric)
            end = found.start() + len(found.group().rstrip(" *_-–\n\t"))
            yield MetricMatch(
                found.start(), end, text[found.start() : end], metric_id, wording.weight, wording.kinds, scope
            )


def _placed(text: str, found: re.Match[str], metric_id: str) -> tuple[str, str]:
    """Id with its level, and the basis, from the words next to the name of a group."""
    if base(metric_id) != "div.share":
        return metric_id, ""
    after, before = text[found.end() : found.end() + 60], text[max(0, found.start() - 60) : found.start()]
    level = _SENIOR_AFTER.search(after) or _SENIOR_BEFORE.search(before)
    near_after = _VALUE_BETWEEN.split(after)[0][:30]
    near_before = _VALUE_BETWEEN.split(before)[-1][-30:]
    scope = (
        "declared" if _DECLARED.search(near_after) or _DECLARED.search(near_before + found.group()) else ""
    )
    if level:
        words = " ".join(level[1].lower().split()).removesuffix(" of")
        metric_id = f"{metric_id.removesuffix(']')},level={words}]"
    return metric_id, scope


def _ages_in(text: str) -> Iterator[MetricMatch]:
    for age in find_ages(text):
        yield MetricMatch(
            age.start,
            age.end,
            age.text,
            age_metric(age.value or 0.0, age.high, age.unit),
            47,
            METRICS["age.share"].kinds,
        )


def _age_name(band: str) -> str:
    if band.startswith("<="):
        return f"{band[2:]} and under"
    if band.startswith((">", "<")):
        return f"{'over' if band[0] == '>' else 'under'} {band[1:]}"
    return f"{band[:-1]} and over" if band.endswith("+") else band.replace("-", " to ")


@cache
def _file() -> Mapping[str, Any]:
    """The taxonomy as its file holds it, and what one row of the table of relations names."""
    text = resources.files("ingest").joinpath("data/metrics.toml").read_text(encoding="utf-8")
    return with_questions(tomllib.loads(text))


@cache
def _macros() -> Mapping[str, str]:
    words = _file()["words"]
    return {str(key): str(value) for key, value in words.items()} if isinstance(words, dict) else {}


@cache
def _group_names() -> Mapping[str, str]:
    return {f"{row['of']}={row['level']}": str(row["name"]) for row in _file()["group"]}


@cache
def _wordings() -> tuple[_Wording, ...]:
    share, declared = METRICS["div.share"].kinds, METRICS["div.declared"].kinds
    made: list[_Wording] = []
    for row in _file()["metric"]:
        weight = row["weight"]
        kinds = METRICS[str(row["id"])].kinds
        made.append(
            _Wording(_compile(row["wordings"]), str(row["id"]), int(str(weight)), kinds, str(row["name"]))
        )
    for row in _file()["group"]:
        metric_id = f"div.share[{row['of']}={row['level']}]"
        made.append(_Wording(_compile(row["wordings"]), metric_id, 44, share, str(row["name"])))
    for row in _file()["declared"]:
        made.append(
            _Wording(_compile(row["wordings"]), f"div.declared[{row['of']}]", 60, declared, str(row["of"]))
        )
    return tuple(wording for wording in made if wording.pattern.pattern)


def _compile(wordings: object) -> re.Pattern[str]:
    """One pattern for several wordings; an empty one matches nothing worth keeping."""
    macros = _macros()
    parts = []
    for wording in wordings if isinstance(wordings, list) else []:
        pattern = str(wording)
        for key, value in macros.items():
            pattern = pattern.replace("{" + key + "}", value)
        parts.append(_SPACES.sub(_widen, pattern))
    if not parts:
        return re.compile("")
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(parts)})(?![A-Za-z])", re.IGNORECASE)


def _widen(found: re.Match[str]) -> str:
    """A space as any run of space, hyphen or emphasis; a character class stays as it is."""
    if found.group().startswith("["):
        return found.group()
    return rf"{_GAP}*" if found.group() == " ?" else rf"{_GAP}+"


def _load() -> Mapping[str, Metric]:
    made: dict[str, Metric] = {}
    for row in _file()["metric"]:
        kinds = row["kinds"]
        entry = Metric(
            id=str(row["id"]),
            name=str(row["name"]),
            unit=str(row["unit"]),
            type=str(row["type"]),
            together=str(row["together"]),
            kinds=tuple(Kind(str(kind)) for kind in (kinds if isinstance(kinds, Iterable) else ())),
        )
        made.setdefault(entry.id, entry)
    return MappingProxyType(made)


METRICS: Mapping[str, Metric] = _load()
SERVICE = Metric(
    "service",
    "measure of a service",
    "number",
    "ratio",
    "never",
    (Kind.PERCENT, Kind.COUNT, Kind.MONEY, Kind.DAYS),
)
