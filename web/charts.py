"""Charts made on the server: Altair's form, vl-convert's SVG, our title, description, ground and dark colours."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK, SOFT, FIRST, SECOND, GROUND = "#0b0c0c", "#484f54", "#0b5c55", "#8a4b08", "#ffffff"
THIRD, FOURTH = "#4a3aa7", "#9c1f5a"
DARKER: Mapping[str, str] = {
    INK: "#eef1f0",
    SOFT: "#b5bdbc",
    FIRST: "#6fd0c4",
    SECOND: "#f0b56b",
    THIRD: "#b9aef7",
    FOURTH: "#f2a0c4",
    GROUND: "#14181b",
    "#c3c9c8": "#3c464a",
}
DARK = (
    "@media (prefers-color-scheme:dark){"
    + "".join(
        f'[{name}="{light}"]{{{name}:{dark}}}'
        for light, dark in DARKER.items()
        for name in ("fill", "stroke")
    )
    + "}"
)
WIDTH, HEIGHT, TITLE_ROOM = 560, 220, 62
LEFT, RIGHT, FOOT = 30, 26, 8
"""Room around the drawing: the fonts of a reader may be wider than the one it was measured with."""
NAME_ROOM = 26
FOOT_ROOM, LINE = 92, 15
IDLE = ("aria-label", "aria-roledescription", "aria-hidden", "role", "pointer-events", "font-family", "class")
UNITS: Mapping[str, str] = {
    "persons": "people",
    "fte": "FTE",
    "percent": "%",
    "share": "%",
    "points": "percentage points",
    "years": "years",
    "gbp_each": "£ each",
    "gbp_fine": "£ each",
    "days": "days",
    "days_per_fte": "days per FTE",
    "ratio": "FTE per person",
}
Row = dict[str, Any]
MONEY = ((1e6, "£ million"), (1e3, "£ thousand"), (1.0, "£"))


def scale_of(values: Sequence[float], unit: str) -> tuple[float, str]:
    """What the figures of an axis are divided by, and its title: (1,000,000, "£ million")."""
    if unit != "gbp":
        return 1.0, UNITS.get(unit, "")
    largest = max((abs(value) for value in values), default=0.0)
    return next((size, words) for size, words in MONEY if largest >= size or size == 1.0)


@lru_cache(maxsize=256)
def bars_svg(headline: str, frozen: tuple[tuple[tuple[str, Any], ...], ...], colour: str) -> bytes:
    """Horizontal bars from nought, in the order given, each with its figure."""
    import altair as alt

    rows = [{**dict(row), "when": wrapped(str(dict(row)["when"]))} for row in frozen]
    order = [row["when"] for row in rows]
    names = axis(labelExpr="split(datum.label, '\\n')", labelLimit=0, labelLineHeight=15)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("when:N", sort=order, title=None, axis=names),
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=_room(rows), nice=False)),
    )
    bars = base.mark_bar(color=FIRST, height={"band": 0.6})
    labels = base.mark_text(align="left", dx=6, fontSize=13, font=FONT, color=INK).encode(text="shown:N")
    return drawn(alt.layer(bars, labels), headline, colour, height=max(60, 42 * len(rows)))


def wrapped(text: str, room: int = NAME_ROOM) -> str:
    """A name on lines that a chart has room for."""
    return "\n".join(textwrap.wrap(text, room)) or text


def _room(rows: Sequence[Row]) -> list[float]:
    """From nought, with a third to spare for the figure after the longest bar."""
    values = [float(row["value"]) for row in rows]
    return [min(0.0, min(values) * 1.4), max(0.0, max(values) * 1.35) or 1.0]


def axis(**more: Any) -> Any:
    """An axis in our type and colours."""
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
            "titleColor": SOFT,
            "titleFont": FONT,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -30,
            "titleY": -12,
            "grid": False,
            **more,
        }
    )


def legend(lines: Sequence[str]) -> Any:
    """A legend for two lines or more, each symbol drawn as its line is."""
    import altair as alt

    if len(lines) < 2:
        return None
    return alt.Legend(
        title=None,
        orient="bottom",
        labelFont=FONT,
        labelFontSize=13,
        labelColor=SOFT,
        labelLimit=480,
        columns=1 if sum(map(len, lines)) > 70 else 0,
        columnPadding=28,
        symbolStrokeWidth=3,
        symbolSize=500,
        symbolType="stroke",
    )


def drawn(chart: Any, headline: str, colour: str, *, height: int = HEIGHT, note: str = "") -> bytes:
    """The chart as SVG with its title and a note under it."""
    import altair as alt
    import vl_convert

    title = alt.TitleParams(
        text=_lines(headline), subtitle=note or alt.Undefined, anchor="start", font=FONT, fontSize=15,
        color=INK, subtitleFont=FONT, subtitleColor=SOFT, subtitleFontSize=12, offset=18,
    )  # fmt: skip
    made = chart.properties(width=WIDTH, height=height, title=title, background="transparent")
    text = vl_convert.vegalite_to_svg(made.configure_view(strokeWidth=0).to_dict())
    return _named(text, headline, note, colour)


def _lines(text: str, room: int = TITLE_ROOM) -> list[str]:
    return textwrap.wrap(text, room)[:3] or [""]


def _named(svg: str, title: str, note: str, colour: str) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode(), parser)
    root.set("role", "img")
    _give_room(root)
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
    _lighten(root)
    data: bytes = etree.tostring(root)
    return data


def _lighten(root: etree._Element) -> None:
    """Take out what says nothing in a picture: labels of its parts, whose numbers stand in the table, and a font for each text."""
    for item in root.iterdescendants():
        for name in IDLE:
            if name in item.attrib:
                del item.attrib[name]
    root.set("font-family", FONT)


def _give_room(root: etree._Element) -> None:
    """Widen the picture and put a ground under it, so that it is read on whatever it is laid."""
    wide, high = float(root.get("width", "0")) + LEFT + RIGHT, float(root.get("height", "0")) + FOOT
    box = {"x": f"{-LEFT}", "y": "0", "width": f"{wide:g}", "height": f"{high:g}"}
    root.set("viewBox", f"{-LEFT} 0 {wide:g} {high:g}")
    root.set("width", box["width"])
    root.set("height", box["height"])
    root.insert(0, etree.Element(SVG + "rect", {**box, "fill": GROUND}))


def with_foot(svg: bytes, lines: Sequence[str]) -> bytes:
    """The chart with lines under it that say where it comes from, for a picture that leaves the page."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    left, top, wide, high = (float(part) for part in root.get("viewBox", "0 0 0 0").split())
    shown = [piece for line in lines for piece in textwrap.wrap(line, FOOT_ROOM)]
    for number, piece in enumerate(shown, 1):
        place = {"x": f"{left + 10:g}", "y": f"{high + LINE * number:g}", "font-size": "11px"}
        text = etree.SubElement(root, f"{SVG}text", {**place, "font-family": FONT, "fill": SOFT})
        text.text = piece
    tall = high + LINE * (len(shown) + 1)
    root.set("viewBox", f"{left:g} {top:g} {wide:g} {tall:g}")
    root.set("height", f"{tall:g}")
    ground = root.find(f"{SVG}rect")
    if ground is not None:
        ground.set("height", f"{tall:g}")
    data: bytes = etree.tostring(root)
    return data


def png_of(svg: bytes) -> bytes:
    """A chart as a picture for files that hold no SVG, in light colours."""
    import vl_convert

    data: bytes = vl_convert.svg_to_png(svg.decode().replace(DARK, ""), scale=2)
    return data
