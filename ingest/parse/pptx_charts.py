"""The data of a presentation's chart as a table: its categories down, its series across, as the chart shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.parse.clean import clean
from ingest.parse.raw import RawBlock, RawCell, RawLine, RawParagraph, RawRow, RawTable
from ingest.parse.workbook_shown import shown

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.plot import _BasePlot

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass(frozen=True, slots=True)
class _Series:
    """One line or set of columns: its name, its values in the order of the categories, how they are shown."""

    name: str
    values: Sequence[float | None]
    code: str


def chart_blocks(chart: Chart, page: int) -> Iterator[RawBlock]:
    """The chart's title and axis names as its caption, and its numbers as tables, one for each set of categories."""
    caption = clean(" – ".join(filter(None, (_title(chart), *_axes(chart)))))
    if caption:
        yield RawParagraph([(caption, page)], caption=True)
    for categories, series in _plots(chart):
        yield _table(categories, series, page)


def _title(chart: Chart) -> str:
    return chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""


def _axes(chart: Chart) -> Iterator[str]:
    """The name of the axis that the values are read from; a pie has none."""
    for axis in chart._chartSpace.iter(f"{_CHART}valAx"):
        yield "".join(str(node.text or "") for node in axis.iter("{*}t"))


def _plots(chart: Chart) -> list[tuple[list[str], list[_Series]]]:
    """Plots over the same categories are one: columns with a line over them."""
    found: list[tuple[list[str], list[_Series]]] = []
    for plot in chart.plots:
        series = [_series(one, plot) for one in plot.series]
        categories = _categories(plot)
        if found and found[-1][0] == categories:
            found[-1][1].extend(series)
        elif series:
            found.append((categories, series))
    return found


def _categories(plot: _BasePlot) -> list[str]:
    """What the values are of: the labels of each category from its outermost, or the places along the axis."""
    if labels := plot.categories.flattened_labels:
        return [clean(" ".join(label)) for label in labels]
    first = next(iter(plot.series), None)
    points: list[Any] = (
        list(first._element.iterfind(f"{_CHART}xVal//{_CHART}pt")) if first is not None else []
    )
    return [clean(point.findtext(f"{_CHART}v") or "") for point in points]


def _series(series: Any, plot: _BasePlot) -> _Series:
    return _Series(clean(series.name), tuple(series.values), _code(series._element, plot._element))


def _code(series: Any, plot: Any) -> str:
    """The number format of the labels at the points where they are shown, else that of the values."""
    for holder in (series, plot):
        labels = holder.find(f"{_CHART}dLbls")
        form = labels.find(f"{_CHART}numFmt") if labels is not None else None
        if form is not None and form.get("sourceLinked") not in ("1", "true"):
            return str(form.get("formatCode") or "")
    values = series.find(f"{_CHART}val")
    values = values if values is not None else series.find(f"{_CHART}yVal")
    return str(values.findtext(f".//{_CHART}formatCode") or "") if values is not None else ""


def _table(categories: list[str], series: list[_Series], page: int) -> RawTable:
    head = RawRow([RawCell([]), *(RawCell([RawLine(one.name)]) for one in series)], page, header=True)
    length = max([len(categories), *(len(one.values) for one in series)])
    rows = [
        RawRow([_words(categories, place), *(_figure(one, place) for one in series)], page)
        for place in range(length)
    ]
    return RawTable([head, *rows] if any(one.name for one in series) else rows, begins=True)


def _words(categories: list[str], place: int) -> RawCell:
    return RawCell([RawLine(categories[place])] if place < len(categories) else [])


def _figure(series: _Series, place: int) -> RawCell:
    value = series.values[place] if place < len(series.values) else None
    if value is None or not (text := shown(value, series.code)):
        return RawCell([])
    return RawCell([RawLine(text)], stored=float(value))
