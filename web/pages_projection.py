"""The files of a projection: its chart, its range, several in one chart, table, workbook and briefing."""

from __future__ import annotations

import copy
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.model import Json
from web.charts import with_foot
from web.charts_paths import path_rows, projection_svg, range_svg, several_svg
from web.exports import sheet_response
from web.parts import moothall_of, settings_of
from web.problems import not_found
from web.projection_csv import projection_csv
from web.projection_view import finding
from web.scenario_form import edited, label_of, number_fields, plain, with_unit
from web.scenario_keeping import MAX_TOGETHER, found, record
from web.scenario_record import Record, source_words
from web.scenario_running import attempt, find_projection
from web.scenario_view import letter_names, main_driver

router = APIRouter(include_in_schema=False)
Hashes = Annotated[list[str] | None, Query()]
DRAWN = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}


@router.get("/projections/together.svg")
def together(request: Request, hash: Hashes = None) -> Response:
    """Up to four projections of one unit in one chart."""
    results = found(request, (hash or [])[:MAX_TOGETHER])
    if len(results) < 2:
        raise not_found("chart of", ", ".join(hash or []))
    names = letter_names([record(request, one) for one in results])
    unit = results[0].get("unit")
    named = [pair for pair in zip(names, results, strict=True) if pair[1].get("unit") == unit]
    return _svg(several_svg("The scenarios together", named, settings_of(request).colour))


@router.get("/projections/{name}")
def files(name: str, request: Request, beside: Hashes = None, source: bool = False) -> Response:
    """The chart of a projection (``.svg``, ``.range.svg``), its table (``.csv``), workbook (``.xlsx``) or briefing (``.docx``)."""
    hash_, _, ending = name.partition(".")
    result = find_projection(request, hash_)
    colour, stem = settings_of(request).colour, f"projection-{hash_[:12]}"
    if ending == "svg":
        drawing = projection_svg({**result, "headline": finding(result)}, colour)
        return _svg(with_foot(drawing, foot(record(request, result))) if source else drawing)
    if ending == "range.svg":
        return _svg(_range(request, result, colour))
    shown = record(request, result)
    if ending == "csv":
        return sheet_response(projection_csv(shown), f"{stem}.csv")
    if ending == "xlsx":
        from web.projection_xlsx import projection_xlsx

        others = [record(request, one) for one in found(request, beside or [])[:MAX_TOGETHER]]
        return sheet_response(projection_xlsx(shown, others), f"{stem}.xlsx")
    if ending == "docx":
        from web.briefing_docx import briefing

        chart = projection_svg({**result, "headline": finding(result)}, colour)
        return sheet_response(briefing(shown, chart), f"{stem}.docx")
    raise not_found("form of a projection", ending)


def foot(shown: Record) -> list[str]:
    """What a chart says of itself where it stands alone: its sources, its question, its address."""
    sources = "; ".join(
        ", ".join(part for part in (source_words(one), one.date) if part) for one in shown.sources
    )
    named = sources or ", ".join(shown.councils)
    lines = (f"Source: {named}" if named else "", f"Question: {shown.question}" if shown.question else "")
    return [line for line in (*lines, shown.site + shown.address) if line]


def _svg(data: bytes) -> Response:
    return Response(data, media_type="image/svg+xml", headers=DRAWN)


def _range(request: Request, result: Json, colour: str) -> bytes:
    """The path between those of its main input a step lower and a step higher."""
    driver = main_driver(result)
    if driver is None or len(result.get("series") or ()) < 2:
        raise not_found("range of", str(result["hash"]))
    path, value, step = driver
    ends = [_with(request, result, path, value + sign * step) for sign in (-1, 1)]
    rows: list[tuple[tuple[str, Any], ...]] = []
    for row, low, high in zip(path_rows(result, ""), *(one["series"] for one in ends), strict=False):
        pair = sorted((float(low["value"]), float(high["value"])))
        rows.append((("when", row["when"]), ("low", pair[0]), ("value", row["value"]), ("high", pair[1])))
    label = label_of(path, result["scenario"]).lower()
    unit = next((one.unit for one in number_fields(result) if one.name == ".".join(map(str, path))), "")
    low, high, now = (with_unit(plain(size), unit) for size in (value - step, value + step, value))
    title = f"If {label} were {low} to {high}, and not {now}"
    return range_svg(title, tuple(rows), str(result.get("unit", "")), colour)


def _with(request: Request, result: Json, path: tuple[str | int, ...], value: float) -> Json:
    form = {".".join(map(str, path)): f"{value:.10g}"}
    scenario = copy.deepcopy(edited(result["scenario"], form, result))
    return attempt(lambda: moothall_of(request).run_scenario(scenario))
