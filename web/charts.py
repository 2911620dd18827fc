"""Charts made on the server: Altair's form, vl-convert's SVG, our title, description and dark colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from assistant.model import Json
from web.projection_view import sentence

SVG = "{http://www.w3.org/2000/svg}"
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT, FIRST, SECOND = "#0b0c0c", "#484f54", "#0b5c55", "#8a4b08"
DARK = (
    "@media (prefers-color-scheme:dark){"
    f'[fill="{INK}"]{{fill:#eef1f0}}[fill="{SOFT}"]{{fill:#b5bdbc}}'
    f'[fill="{FIRST}"]{{fill:#6fd0c4}}[stroke="{FIRST}"]{{stroke:#6fd0c4}}'
    f'[fill="{SECOND}"]{{fill:#f0b56b}}[stroke="{SECOND}"]{{stroke:#f0b56b}}'
    '[stroke="#c3c9c8"]{stroke:#3c464a}}'
)
WIDTH, HEIGHT, TITLE_ROOM = 560, 220, 62
MANY = 14

Row = dict[str, Any]


def projection_svg(result: Json, colour: str) -> bytes:
    """The path of a projection, with the other reading beside it when that has a path of its own."""
    points = result.get("series") or ()
    rows = _rows(points, "This projection")
    for reading in result.get("readings") or ():
        if reading.get("series") and len({row["line"] for row in rows}) < 2:
            rows += _rows(reading["series"], sentence(str(reading["label"])))
    headline = str(result.get("headline") or result.get("display") or "Projection")
    if len(points) < 2:
        bars = [
            {"when": _called(item), "value": float(item["value"]), "shown": str(item["display"])}
            for item in _of_one_unit(result)
        ]
        return bars_svg(headline, tuple(tuple(bar.items()) for bar in bars[:MANY]), colour)
    return _line(headline, tuple(tuple(row.items()) for row in rows), colour)


def _of_one_unit(result: Json) -> Sequence[Json]:
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


def _called(item: Json) -> str:
    """The name of a bar, with the time of a figure that went in."""
    when = item.get("as_of") or item.get("period") or ""
    return ", ".join(part for part in (sentence(str(item["label"])), str(when)) if part)


def _rows(points: Sequence[Json], line: str) -> list[Row]:
    return [
        {
            "when": str(point["label"]),
            "value": float(point["value"]),
            "shown": str(point["display"]),
            "line": line,
            "order": order,
        }
        for order, point in enumerate(points)
    ]


@lru_cache(maxsize=256)
def _line(headline: str, frozen: tuple[tuple[tuple[str, Any], ...], ...], colour: str) -> bytes:
    import altair as alt

    rows = [dict(row) for row in frozen]
    lines = list(dict.fromkeys(row["line"] for row in rows))
    order = [row["when"] for row in rows if row["line"] == lines[0]]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("when:N", sort=order, title=None, axis=_axis(labelAngle=0, labelOverlap="greedy")),
        y=alt.Y(
            "value:Q", title=None, scale=alt.Scale(zero=False, nice=True), axis=_axis(tickCount=4, grid=True)
        ),
        color=alt.Color(
            "line:N",
            scale=alt.Scale(domain=lines, range=[FIRST, SECOND][: len(lines)]),
            legend=_legend(lines),
        ),
    )
    first = alt.datum.line == lines[0]
    under = base.mark_line(strokeWidth=3, strokeDash=[6, 4]).transform_filter(alt.datum.line != lines[0])
    over = base.mark_line(strokeWidth=3).transform_filter(first)
    dots = base.mark_point(filled=True, size=70, opacity=1).transform_filter(first)
    labels = (
        base.transform_filter(first)
        .mark_text(**_beside(rows, lines[0]), fontSize=13, font=FONT)
        .encode(text="shown:N", color=alt.value(INK))
    )
    every = [under, over, dots, labels] if len(order) <= MANY else [under, over, dots]
    return _svg(alt.layer(*every), headline, colour, note="The axis does not start at nought.")


@lru_cache(maxsize=256)
def bars_svg(headline: str, frozen: tuple[tuple[tuple[str, Any], ...], ...], colour: str) -> bytes:
    """Horizontal bars from nought, in the order given, each with its figure."""
    import altair as alt

    rows = [dict(row) for row in frozen]
    order = [row["when"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("when:N", sort=order, title=None, axis=_axis(labelLimit=190)),
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=_room(rows), nice=False)),
    )
    bars = base.mark_bar(color=FIRST, height={"band": 0.6})
    labels = base.mark_text(align="left", dx=6, fontSize=13, font=FONT, color=INK).encode(text="shown:N")
    return _svg(alt.layer(bars, labels), headline, colour, height=max(60, 38 * len(rows)))


def _beside(rows: Sequence[Row], line: str) -> dict[str, Any]:
    """Where a figure stands beside its point: on the side that the line leaves free."""
    values = [float(row["value"]) for row in rows if row["line"] == line]
    falling = values[-1] <= values[0]
    return {"align": "left" if falling else "right", "dx": 5 if falling else -5, "dy": -13}


def _room(rows: Sequence[Row]) -> list[float]:
    """From nought, with a third to spare for the figure after the longest bar."""
    values = [float(row["value"]) for row in rows]
    return [min(0.0, min(values) * 1.4), max(0.0, max(values) * 1.35) or 1.0]


def _axis(**more: Any) -> Any:
    import altair as alt

    return alt.Axis(
        **{
            "labelFont": FONT,
            "labelFontSize": 13,
            "labelColor": SOFT,
            "domainColor": "#c3c9c8",
            "tickColor": "#c3c9c8",
            "gridColor": "#c3c9c8",
            "gridOpacity": 0.5,
            "grid": False,
            **more,
        }
    )


def _legend(lines: Sequence[str]) -> Any:
    import altair as alt

    if len(lines) < 2:
        return None
    return alt.Legend(
        title=None,
        orient="bottom",
        labelFont=FONT,
        labelFontSize=13,
        labelColor=SOFT,
        labelLimit=400,
        columnPadding=28,
        symbolStrokeWidth=3,
        symbolType="stroke",
    )


def _svg(chart: Any, headline: str, colour: str, *, height: int = HEIGHT, note: str = "") -> bytes:
    import altair as alt
    import vl_convert

    title = alt.TitleParams(
        text=_lines(headline), subtitle=note or alt.Undefined, anchor="start", font=FONT, fontSize=15,
        color=INK, subtitleFont=FONT, subtitleColor=SOFT, subtitleFontSize=12, offset=18,
    )  # fmt: skip
    drawn = chart.properties(width=WIDTH, height=height, title=title, background="transparent")
    drawn = drawn.configure_view(strokeWidth=0)
    text = vl_convert.vegalite_to_svg(drawn.to_dict())
    return _named(text, headline, note, colour)


def _lines(text: str, room: int = TITLE_ROOM) -> list[str]:
    import textwrap

    return textwrap.wrap(text, room)[:3] or [""]


def _named(svg: str, title: str, note: str, colour: str) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode(), parser)
    root.set("role", "img")
    for place, (name, text) in enumerate(
        (("title", title), ("desc", f"A chart. {note}".strip()), ("style", DARK))
    ):
        made = etree.Element(SVG + name)
        made.text = text
        root.insert(place, made)
    for item in root.iter():
        for name in ("fill", "stroke"):
            if item.get(name, "").lower() == FIRST and colour != FIRST:
                item.set(name, colour)
    data: bytes = etree.tostring(root)
    return data
