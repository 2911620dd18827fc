"""The workbench as its template wants it: the figure and its sources, the fields, others beside it, what could vary."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from assistant.model import Json
from assistant.scenarios import takes_basis
from web.projection_view import projection_view, sentence
from web.scenario_form import BASES, Path, number_fields, numbers_of, settings_of
from web.scenario_keeping import address_of
from web.scenario_record import Record, cautions, source_words
from web.scenario_steps import drivers_of, shape_of
from web.scenario_years import year_names
from web.views import Field, GridView, Shell
from web.views_scenario import BesideView, FiledLink, ScenarioView, SourceLine

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A form that could not be run: a sentence by field, and what was typed."""

    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def scenario_view(
    shell: Shell, record: Record, *, grid: Json | None, others: Sequence[Record], keeps: bool, wrong: Wrong
) -> ScenarioView:
    """The workbench of one projection; ``keeps`` says that it is one of those kept to compare."""
    result, scenario = record.result, record.result["scenario"]
    fields = [
        replace(one, value=wrong.typed.get(one.name, one.value))
        for one in number_fields(result, wrong.errors, record.given)
    ]
    basis = Field("basis", "Each year's change is", str(scenario.get("basis") or ""), options=BASES)
    together = sorted([record, *others], key=lambda one: one is record) if others else []
    hashes = [_hash(one) for one in others] + ([_hash(record)] if keeps else [])
    labels = list(dict.fromkeys(label for one in together for label in _shown(one)))
    names = letter_names(together)
    drawn = [one for one in together if one.result.get("unit") == result.get("unit") and len(_shown(one)) > 1]
    return ScenarioView(
        shell=shell,
        title=record.finding,
        projection=projection_view(result),
        question=record.question,
        name=record.name,
        councils=", ".join(record.councils),
        sources=[
            SourceLine(one.label, one.display, source_words(one), one.date, one.tag, one.quote, one.url)
            for one in record.sources
        ],
        own=[f"{one.label}: {one.display}" for one in record.given if not one.paper],
        cautions=cautions(record),
        numbers=fields,
        basis=basis if takes_basis(scenario) else None,
        shape=shape_of(scenario),
        drivers=drivers_of(scenario),
        grid=_grid(grid) if grid else None,
        range_url=f"/projections/{_hash(record)}.range.svg" if _varies(record) else "",
        beside=[
            _beside(name, one, record, labels, hashes) for name, one in zip(names, together, strict=True)
        ],
        beside_labels=labels,
        beside_hashes=hashes,
        beside_chart=_chart_of(drawn) if len(drawn) > 1 else "",
        undrawn=[name for name, one in zip(names, together, strict=True) if one not in drawn],
        keeps=keeps,
        link=record.address,
        files=_files(record, hashes),
    )


def _files(record: Record, hashes: Sequence[str]) -> list[FiledLink]:
    base = f"/projections/{_hash(record)}"
    query = urlencode([("beside", one) for one in hashes if one != _hash(record)])
    sheet = f"{base}.xlsx" + (f"?{query}" if query else "")
    return [
        FiledLink(sheet, "Workbook that goes on computing (XLSX)"),
        FiledLink(f"{base}.docx", "Briefing of one page (Word)"),
        FiledLink(f"{base}.csv", "Table (CSV)"),
        FiledLink(f"{base}.svg?source=1", "Chart (SVG)"),
    ]


def _hash(record: Record) -> str:
    return str(record.result["hash"])


def _shown(record: Record) -> dict[str, str]:
    """The path as people read it, by the year that each point is of."""
    years = year_names(record.result)
    return {
        years.get(str(point["label"]), str(point["label"])): str(point["display"])
        for point in record.result.get("series") or ()
    }


def letter_names(records: Sequence[Record]) -> list[str]:
    """What scenarios side by side are called: "B: how long 5 years", by their names or by what tells them apart."""
    settings = [settings_of(one.result) for one in records]
    alike = set.intersection(*(set(one.items()) for one in settings)) if settings else set()
    names = []
    for letter, one, own in zip(LETTERS, records, settings, strict=False):
        apart = ", ".join(f"{label} {text}" for label, text in own.items() if (label, text) not in alike)
        names.append(f"{letter}: {one.name or apart[:80] or one.finding}")
    return names


def _chart_of(records: Sequence[Record]) -> str:
    return "/projections/together.svg?" + urlencode([("hash", _hash(one)) for one in records])


def _beside(name: str, one: Record, main: Record, labels: Sequence[str], hashes: Sequence[str]) -> BesideView:
    own, shown = _hash(one), _shown(one)
    others = [hash_ for hash_ in hashes if hash_ != own]
    return BesideView(
        name=name,
        headline=one.finding,
        url=address_of(own, hashes),
        drop_url=address_of(_hash(main), others) if own in hashes else "",
        current=one is main,
        values=[shown.get(label, "") for label in labels],
    )


def _grid(result: Json) -> GridView:
    table = result["table"]
    heads = [_axis_words(str(column["label"])) for column in table["columns"]]
    heads = [head.replace("1 years", "1 year") if head == "1 years" else head for head in heads]
    axes = result["scenario"]["vary"]
    row = _middle(axes[0], result["scenario"]["scenarios"][0])
    column = 1 + (_middle(axes[1], result["scenario"]["scenarios"][0]) if len(axes) > 1 else 0)
    title = "The marked cell is this scenario"
    return GridView(title, heads, table["displays"], [False] + [True] * len(heads), (row, column))


def _axis_words(label: str) -> str:
    return sentence(label.replace("_", " ").replace("change", "change a year").replace("horizon", "years"))


def _middle(axis: Json, scenario: Json) -> int:
    values = list(axis["values"])
    length = (scenario.get("horizon") or {}).get("length")
    return values.index(length) if axis["name"] == "horizon" and length in values else len(values) // 2


def _varies(record: Record) -> bool:
    return len(record.result.get("series") or ()) > 1 and main_driver(record.result) is not None


def main_driver(result: Json) -> tuple[Path, float, float] | None:
    """The input most worth varying: where it stands, its value, and a round step up and down."""
    scenario: Json = result["scenario"]
    for path, item in numbers_of(scenario, result):
        if _axis_name(path, scenario) not in ("", "horizon") and item.get("value") is not None:
            value = float(item["value"])
            return path, value, _round_step(abs(value) / 7 or 1.0) * 2
    return None


def grid_axes(result: Json) -> list[dict[str, Any]]:
    """The two inputs most worth varying, five values each around the present one; none when none can."""
    scenario: Json = result["scenario"]
    found: dict[str, float] = {}
    for path, item in numbers_of(scenario, result):
        name = _axis_name(path, scenario)
        if name:
            down = path[0] == "changes" and scenario["changes"][int(path[1])].get("direction") == "down"
            found.setdefault(name, -float(item["value"]) if down else float(item["value"]))
    horizon = scenario.get("horizon") or {}
    if horizon.get("unit", "years") != "years" or "length" not in horizon:
        found.pop("horizon", None)
    names = [name for name in found if name != "horizon"][:2]
    if len(names) == 1 and "horizon" in found:
        names.append("horizon")
    return [{"name": name, "values": _around(found[name], name == "horizon")} for name in names]


def _axis_name(path: Path, scenario: Json) -> str:
    """The engine's name for what stands at a path; nothing when it is no input to vary."""
    if path[0] == "horizon":
        return "horizon"
    if path[0] == "inputs" and len(path) == 2 and path[1] in ("turnover", "backfill", "pay"):
        return str(path[1])
    if path[0] != "changes":
        return ""
    change = scenario["changes"][int(path[1])]
    if change.get("kind") != "rate" or len(change.get("amounts") or ()) != 1:
        return ""
    on = str(change.get("on", "baseline"))
    return "change" if on == "baseline" else f"change.{on}"


def _around(value: float, whole: bool) -> list[float]:
    """Two values below and two above, a round step apart; lengths of time stay above nought."""
    step = 1.0 if whole else _round_step(abs(value) / 7 or 1.0)
    return [made for n in (-2, -1, 0, 1, 2) if (made := round(value + n * step, 6)) > 0 or not whole]


def _round_step(size: float) -> float:
    power: float = 10 ** math.floor(math.log10(size))
    return power * next(step for step in (1, 2, 2.5, 5, 10) if size / power <= step)
