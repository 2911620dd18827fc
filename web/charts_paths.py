"""Charts of projections: the path of one, several side by side, a range between two ends, or bars where no time passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from assistant.model import Json
from web.charts import FIRST, FONT, FOURTH, INK, SECOND, THIRD, axis, bars_svg, drawn, legend, scale_of
from web.projection_view import bars_of, called, sentence
from web.scenario_years import year_names

MANY = 14
COLOURS = (FIRST, SECOND, THIRD, FOURTH)
DASHES = ([1, 0], [6, 4], [2, 3], [10, 3, 2, 3])
"""Lines are told apart by more than their colour."""
AXIS_NOTE = "The axis does not start at nought."

Row = dict[str, Any]
Frozen = tuple[tuple[tuple[str, Any], ...], ...]


def projection_svg(result: Json, colour: str) -> bytes:
    """The path of a projection, with the other reading beside it when that has a path of its own."""
    rows = path_rows(result, "This projection")
    for reading in result.get("readings") or ():
        if reading.get("series") and len({row["line"] for row in rows}) < 2:
            other = {**result, "series": reading["series"]}
            rows += path_rows(other, sentence(str(reading["label"])))
    headline = str(result.get("headline") or result.get("display") or "Projection")
    if len(result.get("series") or ()) < 2:
        bars = [
            {"when": _called(item, result), "value": float(item["value"]), "shown": str(item["display"])}
            for item in bars_of(result)
        ]
        return bars_svg(headline, _frozen(bars[:MANY]), colour)
    return _lines(headline, _frozen(rows), str(result.get("unit", "")), colour)


def several_svg(headline: str, named: Sequence[tuple[str, Json]], colour: str) -> bytes:
    """The paths of several projections of one unit, each line with its name."""
    rows = [row for name, result in named for row in path_rows(result, name)]
    return _lines(headline, _frozen(rows), str(named[0][1].get("unit", "")), colour)


@lru_cache(maxsize=64)
def range_svg(headline: str, frozen: Frozen, unit: str, colour: str) -> bytes:
    """A path within the band between its two ends; each row has ``low``, ``value`` and ``high``."""
    import altair as alt

    rows = [dict(row) for row in frozen]
    size, title = scale_of([row[name] for row in rows for name in ("low", "value", "high")], unit)
    rows = [{**row, **{name: row[name] / size for name in ("low", "value", "high")}} for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("when:N", sort=[row["when"] for row in rows], title=None, axis=_times())
    )
    scale = alt.Scale(zero=False, nice=True)
    band = base.mark_area(color=FIRST, opacity=0.22).encode(
        y=alt.Y("low:Q", title=title, scale=scale, axis=_levels()), y2="high:Q"
    )
    ends = [
        base.mark_line(strokeWidth=1.5, strokeDash=[4, 3], color=FIRST).encode(y=alt.Y(f"{name}:Q"))
        for name in ("low", "high")
    ]
    middle = base.mark_line(strokeWidth=3, color=FIRST).encode(y=alt.Y("value:Q"))
    return drawn(alt.layer(band, *ends, middle), headline, colour, note=AXIS_NOTE)


def path_rows(result: Json, line: str) -> list[Row]:
    """The points of a path, with the years that people know."""
    named = year_names(result)
    return [
        {
            "when": named.get(str(point["label"]), str(point["label"])),
            "value": float(point["value"]),
            "shown": str(point["display"]),
            "line": line,
            "order": order,
        }
        for order, point in enumerate(result.get("series") or ())
    ]


def _frozen(rows: Sequence[Mapping[str, Any]]) -> Frozen:
    return tuple(tuple(row.items()) for row in rows)


def _called(item: Json, result: Json) -> str:
    """The name of a bar, with the time of a figure that went in."""
    when = item.get("as_of") or item.get("period") or ""
    return ", ".join(part for part in (sentence(called(str(item["label"]), result)), str(when)) if part)


@lru_cache(maxsize=256)
def _lines(headline: str, frozen: Frozen, unit: str, colour: str) -> bytes:
    import altair as alt

    rows = [dict(row) for row in frozen]
    size, title = scale_of([row["value"] for row in rows], unit)
    rows = [{**row, "value": row["value"] / size} for row in rows]
    lines = list(dict.fromkeys(row["line"] for row in rows))
    order = list(dict.fromkeys(row["when"] for row in sorted(rows, key=lambda row: int(row["order"]))))
    colours = alt.Scale(domain=lines, range=list(COLOURS[: len(lines)]))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("when:N", sort=order, title=None, axis=_times()),
        y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=False, nice=True), axis=_levels()),
        color=alt.Color("line:N", scale=colours, legend=legend(lines)),
    )
    dashes = alt.Scale(domain=lines, range=list(DASHES[: len(lines)]))
    paths = base.mark_line(strokeWidth=3).encode(
        strokeDash=alt.StrokeDash("line:N", scale=dashes, legend=legend(lines))
    )
    first = base.transform_filter(alt.datum.line == lines[0])
    dots = first.mark_point(filled=True, size=70, opacity=1)
    labels = first.mark_text(**_beside(rows, lines[0]), fontSize=13, font=FONT).encode(
        text="shown:N", color=alt.value(INK)
    )
    every = [paths, dots, labels] if len(order) <= MANY and len(lines) < 3 else [paths, dots]
    return drawn(alt.layer(*every), headline, colour, note=AXIS_NOTE)


def _times() -> Any:
    return axis(labelAngle=0, labelOverlap="greedy")


def _levels() -> Any:
    return axis(tickCount=4, grid=True, titlePadding=12)


def _beside(rows: Sequence[Row], line: str) -> dict[str, Any]:
    """Where a figure stands beside its point: on the side that the line leaves free."""
    values = [float(row["value"]) for row in rows if row["line"] == line]
    falling = values[-1] <= values[0]
    return {"align": "left" if falling else "right", "dx": 5 if falling else -5, "dy": -13}
