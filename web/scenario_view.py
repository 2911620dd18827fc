"""The workbench and its start page as their templates want them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.model import Json
from assistant.scenarios import takes_basis
from ingest.fact_model import Fact, FactKind
from web.fact_view import metric_name, shown_value
from web.projection_view import finding, projection_view, sentence
from web.scenario_form import BASES, Path, number_fields, numbers_of
from web.views import Field, GridView, Link, NumberField, Shell
from web.views_scenario import BesideView, ScenarioView, StartView

START_METRICS = (
    "workforce.fte",
    "workforce.headcount",
    "agency.spend",
    "pay.bill_gross",
    "pay.bill_basic",
    "sickness.days",
    "budget.gap",
    "budget.saving",
)
OPERATIONS = [
    ("project_compound", "It changes by a rate each year"),
    ("stock_flow", "People leave and some are replaced"),
    ("required_rate", "It must reach a level: which rate does that?"),
    ("pay_bill", "What would it cost in pay?"),
]
START_NUMBERS = (
    NumberField("value", "Or type the figure to start from", "", "0", "5000", "1"),
    NumberField("rate", "Change a year", "-2", "-20", "20", "0.5", "%"),
    NumberField("years", "How many years", "3", "1", "15", "1", "years"),
    NumberField("turnover", "Turnover a year (leavers only)", "12", "0", "40", "0.5", "%"),
    NumberField("backfill", "Leavers who are replaced (leavers only)", "80", "0", "120", "5", "%"),
    NumberField("target", "Level to reach (target only)", "", "0", "5000", "1"),
    NumberField("pay", "Pay per FTE (pay only)", "33000", "20000", "80000", "500", "£"),
)
MAX_BESIDE = 3


def start_view(
    shell: Shell,
    facts: Sequence[Fact],
    names: Mapping[str, str],
    form: Mapping[str, str],
    errors: Mapping[str, str],
) -> StartView:
    """Begin from words, or from a figure that a document states."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for fact in sorted(facts, key=_start_rank):
        if fact.metric in START_METRICS and fact.kind is FactKind.ACTUAL and fact.value:
            when = fact.as_of or fact.period or ""
            words = f"{metric_name(fact.metric)}: {shown_value(fact)}" + (f" ({when})" if when else "")
            groups.setdefault(names.get(fact.body, fact.body), []).append((fact.id, words))
    return StartView(
        shell=shell,
        question=form.get("question", ""),
        baselines=sorted(groups.items()),
        baseline=form.get("baseline", ""),
        operation=form.get("operation", OPERATIONS[0][0]),
        operations=OPERATIONS,
        numbers=[_filled(field, form, errors) for field in START_NUMBERS],
    )


def _start_rank(fact: Fact) -> tuple[int, str]:
    return (START_METRICS.index(fact.metric) if fact.metric in START_METRICS else 99, fact.id)


def _filled(field: NumberField, form: Mapping[str, str], errors: Mapping[str, str]) -> NumberField:
    from dataclasses import replace

    return replace(field, value=form.get(field.name, field.value), error=errors.get(field.name, ""))


def scenario_view(
    shell: Shell,
    result: Json,
    *,
    title: str,
    grid: Json | None,
    beside: Sequence[Json],
    recent: Sequence[Link] = (),
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> ScenarioView:
    """The workbench of one projection, with others beside it."""
    scenario: Json = result["scenario"]
    fields = number_fields(result, errors)
    if typed:
        from dataclasses import replace

        fields = [replace(field, value=typed.get(field.name, field.value)) for field in fields]
    hashes = [str(item["hash"]) for item in beside]
    basis = (
        Field("basis", "Each year's change is", str(scenario.get("basis") or ""), options=BASES)
        if takes_basis(scenario)
        else None
    )
    labels = list(
        dict.fromkeys(point["label"] for item in (result, *beside) for point in item.get("series") or ())
    )
    return ScenarioView(
        shell=shell,
        title=title,
        projection=projection_view(result),
        scenario=json.dumps(scenario),
        numbers=fields,
        basis=basis,
        grid=_grid(grid) if grid else None,
        beside=[_beside(item, labels, result, hashes) for item in (result, *beside)] if beside else [],
        beside_labels=labels[:12],
        beside_hashes=hashes,
        recent=recent,
    )


def _grid(result: Json) -> GridView:
    table = result["table"]
    heads = [_axis_words(str(column["label"])) for column in table["columns"]]
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


def _beside(item: Json, labels: Sequence[str], main: Json, hashes: Sequence[str]) -> BesideView:
    values: dict[str, Any] = {point["label"]: point["display"] for point in item.get("series") or ()}
    own = str(item["hash"])
    left = [hash_ for hash_ in hashes if hash_ != own]
    drop = (
        f"/scenario/{main['hash']}?{urlencode([('beside', h) for h in left])}" if own != main["hash"] else ""
    )
    return BesideView(
        name=settings_in_words(item),
        headline=finding(item),
        url=f"/scenario/{own}",
        drop_url=drop,
        values=[str(values.get(label, "")) for label in labels[:12]],
    )


def settings_in_words(result: Json) -> str:
    """The numbers of a scenario in a line, to tell it from its neighbours."""
    return ", ".join(
        f"{field.label.lower()} {field.value} {field.unit}".strip() for field in number_fields(result)[:5]
    )


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
