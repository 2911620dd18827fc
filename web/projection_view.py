"""A projection's JSON as its template wants it. Every number shown is one the engine displayed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.model import Json
from web.fact_view import metric_name
from web.scenario_years import at_the_end, at_the_start, year_names
from web.views import GridView, InputView, ProjectionView

ORIGINS: Mapping[str, str] = {
    "document": "stated in a document",
    "parameter table": "national rate",
    "asker": "your figure",
    "engine default": "assumed",
}
OF_TWO = ("ratio", "difference", "benchmark")
"""Operations whose results say "first" and "second" of their figures."""


def projection_view(result: Json) -> ProjectionView:
    """The finding first, then the chart and its table, then the working."""
    formula = result.get("formula") or {}
    if isinstance(formula, str):
        formula = {"words": formula}
    headline = finding(result)
    return ProjectionView(
        hash=str(result.get("hash", "")),
        headline=headline,
        chart_url=f"/projections/{result.get('hash', '')}.svg" if is_drawn(result) else "",
        chart_alt=f"Chart: {headline} The table below has the same numbers.",
        table=_table(result),
        readings=[
            (sentence(called(str(item["label"]), result)), str(item["display"]))
            for item in result.get("readings") or ()
        ],
        steps=_steps(result),
        inputs=[_input(item) for item in result.get("inputs") or ()],
        assumptions=[_assumption(item) for item in result.get("assumptions") or ()],
        formula=sentence(str(formula.get("words", ""))),
        symbols=str(formula.get("symbols", "")),
        warnings=[str(text) for text in result.get("warnings") or ()],
    )


def is_drawn(result: Json) -> bool:
    """Whether there is something to set side by side: a path, or two bars; a single figure is said and not drawn."""
    return len(result.get("series") or ()) > 1 or len(bars_of(result)) > 1


def bars_of(result: Json) -> Sequence[Json]:
    """What may stand side by side: the steps, else the results in the unit of the one that leads, else the figures that went in."""
    steps = result.get("waterfall") or ()
    results: Sequence[Json] = result.get("results") or []
    first: Json = results[0] if results else {}
    leading = next((item for item in results if item.get("display") == result.get("display")), first)
    alike = [item for item in results if item.get("unit") == leading.get("unit")]
    inputs = [item for item in result.get("inputs") or () if "unit" in item]
    if steps or len(alike) > 1 or len(inputs) < 2 or len({item["unit"] for item in inputs}) > 1:
        return steps or alike
    return inputs


def finding(result: Json) -> str:
    """The result in a sentence: what it comes to, by when, and what it started from."""
    label = next(
        (str(r["label"]) for r in result.get("results") or () if r.get("name") == result.get("headline")), ""
    )
    series: Sequence[Json] = result.get("series") or ()
    ended = label == "at the end" and len(series) > 1
    label = called(label, result)
    if ended:
        label = at_the_end(result)
    if result.get("operation") == "required_rate" and result.get("headline") == "rate" and len(series) > 1:
        return _rate_found(result, series)
    bound = f"{result['bound']} " if result.get("bound") else ""
    baseline = result.get("baseline") or {}
    start = f", from {baseline['display']}{at_the_start(result)}" if baseline.get("display") and ended else ""
    unit = " people" if result.get("unit") == "persons" else ""
    metric = str((result.get("scenario") or {}).get("metric") or "")
    name = f"{metric_name(metric)}: " if metric else ""
    return sentence(f"{name}{bound}{result.get('display', '')}{unit} {label}".strip() + start + ".")


def _rate_found(result: Json, series: Sequence[Json]) -> str:
    """ "FTE: −7.17% a year leads from 500.0 FTE to 400.0 FTE at the end of year 3." """
    metric = str((result.get("scenario") or {}).get("metric") or "")
    name = f"{metric_name(metric)}: " if metric else ""
    first, last = str(series[0]["display"]), str(series[-1]["display"])
    start = f"{first}{at_the_start(result)}"
    return sentence(f"{name}{result['display']} a year leads from {start} to {last} {at_the_end(result)}.")


def called(label: str, result: Json) -> str:
    """A result's label with the names of its two figures in place of "first" and "second"."""
    inputs = [str(item.get("label") or "") for item in result.get("inputs") or ()][:2]
    if result.get("operation") not in OF_TWO or len(inputs) < 2 or not all(inputs):
        return label
    names = {"second": inputs[1], "first": inputs[0]}
    words = label.replace("the second figure", "second").replace("the second", "second").split(" ")
    return " ".join(names.get(word, word) for word in words) if set(words) & set(names) else label


def _table(result: Json) -> GridView:
    table = result.get("table") or {}
    columns: Sequence[Mapping[str, Any]] = table.get("columns") or ()
    named = year_names(result)
    if columns and table.get("displays"):
        heads = [_heading(column, result) for column in columns]
        rows = [[named.get(str(cell), str(cell)) for cell in row] for row in table["displays"]]
        return GridView("The same numbers", heads, rows, [bool(column.get("unit")) for column in columns])
    rows = [
        [named.get(str(point["label"]), str(point["label"])), str(point["display"])]
        for point in result.get("series") or ()
    ]
    heads = ["When", "Value"] if rows else ["Figure", "Value"]
    return GridView("The same numbers", heads, rows or _results(result), [False, True])


def _heading(column: Mapping[str, Any], result: Json) -> str:
    """The name of a column; a level that nobody printed is called by what was asked for."""
    label, metric = (
        str(column.get("label") or column.get("name")),
        (result.get("scenario") or {}).get("metric"),
    )
    return metric_name(str(metric)) if label == "Level" and metric else sentence(label)


def _results(result: Json) -> list[list[str]]:
    return [
        [sentence(called(str(item["label"]), result)), str(item["display"])]
        for item in result.get("results") or ()
    ]


def _steps(result: Json) -> GridView:
    rows = [[str(step["label"]), str(step["display"])] for step in result.get("steps") or ()]
    return GridView("Step by step", ["Step", "Result"], rows, [False, True])


def _input(item: Json) -> InputView:
    when = item.get("as_of") or item.get("period") or ""
    note = ", ".join(str(part) for part in (when, item.get("note")) if part)
    return InputView(
        name=str(item.get("label") or item.get("name") or ""),
        display=str(item.get("display", "")),
        origin=ORIGINS.get(str(item.get("origin")), str(item.get("origin", ""))),
        quote=str(item.get("quote") or ""),
        note=note,
        url=str(item.get("url") or ""),
    )


def _assumption(item: Json) -> tuple[str, str, str]:
    value = item.get("value")
    shown = f"{value:,.6g}" if isinstance(value, float | int) and not isinstance(value, bool) else str(value)
    name = str(item.get("note") or item.get("name", "")).replace("_", " ")
    return sentence(name), shown.replace("_", " "), ORIGINS.get(str(item.get("origin")), "")


def sentence(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
