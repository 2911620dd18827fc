"""Groups of people under one name: "women" for "Females" and "female staff", "55 and over" for "Aged 55+"."""

from __future__ import annotations

from functools import cache, lru_cache

from ingest import metrics
from ingest.measures.linking_data import data, phrase_of
from ingest.phrases import Phrases
from ingest.quantities_words import find_ages

_AGED = "share of staff aged "


@lru_cache(maxsize=4096)
def group_in(text: str) -> str:
    """The group that a label names, empty for none: a band of ages, else a group that is listed."""
    age = next(iter(find_ages(text)), None)
    if age is not None:
        return age_name(metrics.age_metric(age.value or 0.0, age.high, age.unit))
    return next(iter(_groups().labels(text)), "")


def group_of_metric(metric: str) -> str:
    """The group of a metric's id: "women" of "div.share[sex=female]", "over 55" of "age.share[>55]"."""
    if metric.startswith("age.") and "[" in metric:
        return age_name(metric)
    dimension = metric.partition("[")[2].removesuffix("]").partition(",level=")[0]
    return str(data()["group"].get(dimension, dimension))


def age_name(metric: str) -> str:
    """What people call the ages of an id of the taxonomy: "55 and over", "under 25", "25 to 34"."""
    return metrics.name(metric).removeprefix(_AGED)


def same_group(one: str, other: str) -> bool:
    """Whether two names are of one group, however each is written."""
    return _settled(one) == _settled(other)


def _settled(group: str) -> tuple[str, ...]:
    return phrase_of(group_in(f"aged {group}") or group_in(group) or group)


@cache
def _groups() -> Phrases:
    named = data()["group"]
    said: dict[str, list[str]] = {
        named[dimension]: list(row["cues"])
        for row in data("cues.toml")["group"]
        if (dimension := row["id"].partition("[")[2].removesuffix("]")) in named
    }
    for name, phrases in data()["group_words"].items():
        said.setdefault(name, []).extend(phrases)
    return Phrases({name: [*phrases, name] for name, phrases in said.items()})
