"""Compare: topics down, bodies across; chosen by a plain form, so that every comparison has an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.model import Answer, Asked
from ingest.bodies import peers
from ingest.model import Body
from ingest.owners import owner
from web.charts import bars_svg
from web.compare_choice import ALL_TICKED, Chosen, chosen
from web.compare_view import (
    Line,
    chart_bars,
    chart_title,
    comparison_table,
    export_rows,
    metric_line,
    theme_line,
)
from web.exports import as_csv, as_xlsx, sheet_response, source_rows
from web.fact_view import metric_name
from web.parts import library_of, moothall_of, settings_of
from web.problems import invalid, not_found
from web.render import page, shell
from web.views import Link
from web.views_scenario import CompareView

router = APIRouter(include_in_schema=False)
OFFERED = 24
Many = Annotated[list[str] | None, Query()]
Text = Annotated[str, Query(max_length=500)]


def _chosen(request: Request, body: list[str] | None, metric: list[str] | None, themes: str) -> Chosen:
    return chosen(library_of(request).bodies(), body or [], metric or [], themes)


def _lines(request: Request, chosen: Chosen) -> list[Line]:
    library, moothall = library_of(request), moothall_of(request)
    cards = library.documents()
    titles = {card.id: card.title for card in cards}

    def ask(body: Body, theme: str) -> Answer:
        question = f"What does the strategy say about {theme}?"
        own = tuple(card.id for card in cards if owner(card).id == body.id)
        return moothall.ask(Asked(question=question, councils=(body.name,), documents=own))

    figures = [
        metric_line(metric, chosen.bodies, library.facts(metric=metric, named=True), titles)
        for metric in chosen.metrics
    ]
    return figures + [theme_line(theme, chosen.bodies, ask) for theme in chosen.themes]


@router.get("/compare")
def compare(request: Request, body: Many = None, metric: Many = None, themes: Text = "") -> Response:
    """The form, and the table when something is chosen."""
    chosen = _chosen(request, body, metric, themes)
    errors = chosen.errors if request.query_params else {}
    lines = _lines(request, chosen) if chosen.ready else []
    drawn = [line for line in lines if line.metric and len(chart_bars(line, chosen.bodies)) > 1]
    charts = [(_chart_address(chosen, line), chart_title(line, chosen.bodies)) for line in drawn]
    every = library_of(request).bodies()
    ticked = chosen.bodies or (every if not request.query_params and len(every) <= ALL_TICKED else [])
    view = CompareView(
        shell=shell(request, "Compare", section="/compare", errors=errors),
        bodies=[(one.id, one.name, one in ticked, _kind(one)) for one in every],
        metrics=_metrics(request, chosen.metrics),
        themes=", ".join(chosen.themes),
        offered=OFFERED,
        table=comparison_table(lines, chosen.bodies) if chosen.ready else None,
        charts=charts,
        query=chosen.query,
        peers=_peers(chosen, every),
    )
    return page(request, "compare.html", view, 422 if errors else 200)


def _chart_address(chosen: Chosen, line: Line) -> str:
    pairs = [*(("body", body.id) for body in chosen.bodies), ("metric", line.metric)]
    return f"/compare/chart.svg?{urlencode(pairs)}"


def _kind(body: Body) -> str:
    return ", ".join(part for part in (body.type, body.region) if part)


def _metrics(request: Request, chosen: Sequence[str]) -> list[tuple[str, str, bool]]:
    counts: Counter[str] = Counter()
    for fact in library_of(request).facts(named=True):
        counts[fact.metric] += 1
    known = [metric for metric, _ in counts.most_common(OFFERED)]
    every = [*known, *(metric for metric in chosen if metric not in known)]
    return sorted(
        ((metric, metric_name(metric), metric in chosen) for metric in every), key=lambda item: item[1]
    )


def _peers(chosen: Chosen, every: Sequence[Body]) -> list[Link]:
    if not chosen.bodies:
        return []
    others = [body for body in every if body not in chosen.bodies]
    near = peers(chosen.bodies[0], others, limit=3).bodies
    return [Link(body.name, f"/compare?{chosen.query}&{urlencode({'body': body.id})}") for body in near]


@router.get("/compare/chart.svg")
def chart(request: Request, body: Many = None, metric: Many = None) -> Response:
    """One metric of the chosen bodies as bars."""
    chosen = _chosen(request, body, metric, "")
    lines = _lines(request, chosen)
    bars = chart_bars(lines[0], chosen.bodies) if lines else []
    if len(bars) < 2:
        raise not_found("chart of", ", ".join(chosen.metrics))
    return Response(
        bars_svg(chart_title(lines[0], chosen.bodies), tuple(bars), settings_of(request).colour),
        media_type="image/svg+xml",
        headers={"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


@router.get("/compare/{name}")
def export(
    name: str, request: Request, body: Many = None, metric: Many = None, themes: Text = ""
) -> Response:
    """The comparison as ``table.csv`` or as ``table.xlsx`` with a sheet of sources."""
    chosen = _chosen(request, body, metric, themes)
    if chosen.errors:
        raise invalid(chosen.errors)
    cards = library_of(request).documents()
    rows = export_rows(_lines(request, chosen), chosen.bodies, {card.id: card.title for card in cards})
    if name == "table.csv":
        return sheet_response(as_csv(rows), "comparison.csv")
    if name == "table.xlsx":
        ids = {body.id for body in chosen.bodies}
        sources = source_rows([card for card in cards if owner(card).id in ids])
        return sheet_response(as_xlsx({"Comparison": rows, "Sources": sources}), "comparison.xlsx")
    raise not_found("export", name)
