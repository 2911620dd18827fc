"""Compare: figures, themes and questions over bodies; chosen by a plain form, so that every comparison has an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from assistant.keeping.switches import Switch
from assistant.model import Answer, Asked
from ingest.bodies import peers
from ingest.fact_model import Fact
from ingest.model import Body
from ingest.owners import owner
from web.charts import bars_svg
from web.compare_choice import ALL_TICKED, Chosen, Topic, chosen
from web.compare_files import cell_rows, comparison_docx, table_rows
from web.compare_filling import Key, Work, filling_of
from web.compare_filter import LABELS, filter_fields, fitting, traits_of
from web.compare_layout import table_view
from web.compare_view import (
    OFF,
    WAITING,
    Line,
    chart_title,
    drawn,
    left_out,
    metric_line,
    topic_cell,
    topic_line,
)
from web.details import one_line
from web.exports import as_csv, as_xlsx, sheet_response, source_rows
from web.fact_view import metric_name
from web.owner import new_owner, owner_of, remember
from web.parts import conversations_of, library_of, moothall_of, settings_of, switches_of
from web.place import base_of
from web.problems import invalid, not_found
from web.render import page, shell
from web.views import Field, Link
from web.views_compare import ChartView, ChooseView, CompareView

router = APIRouter(include_in_schema=False)
OFFERED = 24
PATIENCE_S = 0.7
"""How long the first view waits for cells that are looked up; the rest fill in."""
AGAIN_S = 2
Text = Annotated[str, Query(max_length=2000)]
Short = Annotated[str, Query(max_length=60)]
LAYOUTS = [("", "as fits"), ("across", "bodies side by side"), ("down", "bodies below one another")]


def _chosen(request: Request) -> Chosen:
    """What the address asks for."""
    query = request.query_params
    return chosen(
        library_of(request).bodies(),
        query.getlist("body"),
        query.getlist("metric"),
        query.get("themes", ""),
        query.get("questions", "").replace("\r", ""),
        every_paper=query.get("papers") == "every",
        layout=query.get("layout", ""),
    )


def _lines(request: Request, chosen: Chosen, patience_s: float | None) -> list[Line]:
    """Figures at once, the rest as far as they are ready."""
    library = library_of(request)
    cards = {card.id: card for card in library.documents()}
    lines = [
        metric_line(metric, chosen.bodies, library.facts(metric=metric, named=True), cards)
        for metric in chosen.metrics
    ]
    work = {key: one for topic in chosen.topics for key, one in _work(request, topic, chosen.bodies).items()}
    filling, off = filling_of(request), switches_of(request).off(Switch.ASKING)
    ready = filling.ready(work) if off else filling.cells(work, patience_s)
    for topic in chosen.topics:
        keys = _work(request, topic, chosen.bodies)
        lines.append(topic_line(topic, [ready.get(key, OFF if off else WAITING) for key in keys]))
    return lines


def _work(request: Request, topic: Topic, bodies: Sequence[Body]) -> Mapping[Key, Work]:
    """What looks up each cell of a topic; the key holds all that its answer rests on."""
    cards, moothall = library_of(request).documents(), moothall_of(request)
    reviewed = library_of(request).reviewed_facts()

    def looked_up(body: Body, own: tuple[str, ...]) -> Work:
        def ask(question: str) -> Answer:
            return moothall.ask(Asked(question=question, councils=(body.name,), documents=own))

        return lambda: topic_cell(topic, body, ask)

    made: dict[Key, Work] = {}
    for body in bodies:
        own = [card for card in cards if owner(card).id == body.id]
        stamp = [f"{card.id} {card.title} {card.status.value}" for card in own]
        stamp += [_said(fact) for fact in reviewed if _concerns(fact, body, {card.id for card in own})]
        key = (body.id, body.name, topic.question, str(topic.typed), *stamp)
        made[key] = looked_up(body, tuple(card.id for card in own))
    return made


def _concerns(fact: Fact, body: Body, own: Collection[str]) -> bool:
    """Whether a figure is a body's, or stands in a paper of its own."""
    return fact.body == body.id or any(place.document in own for place in fact.places)


def _said(fact: Fact) -> str:
    """What people made of a figure, so that a cell is looked up again once they say something else."""
    return f"{fact.id} {fact.review} {fact.reviewed_at} {fact.metric} {fact.value} {fact.unit}"


@router.get("/compare")
def compare(request: Request, pick: Short = "") -> Response:
    """The form, and the table when something is chosen; cells that are not ready fill in."""
    chosen = _chosen(request)
    asked = not pick and bool({"body", "metric", "themes", "questions"} & set(request.query_params))
    errors = chosen.errors if asked else {}
    lines = _lines(request, chosen, PATIENCE_S) if chosen.ready and not pick else []
    table = table_view(lines, chosen) if lines else None
    waiting = bool(table and table.waiting)
    view = CompareView(
        shell=shell(
            *(request, "Compare"),
            section="/compare",
            errors=errors,
            script="compare.js",
            refresh_s=AGAIN_S if waiting else 0,
        ),
        choose=_form_of(request, chosen, pick, asked=asked),
        table=table,
        charts=[] if waiting else _charts(lines, chosen),
        query=chosen.query,
        files=[Link(text, f"/compare/{name}?{chosen.query}") for name, text in FILES] if lines else [],
        peers=_peers(chosen, library_of(request).bodies()),
        saved=_saved(request),
    )
    return page(request, "compare.html", view, 422 if errors else 200)


FILES = (
    ("table.xlsx", "Workbook with quotes and sources (XLSX)"),
    ("table.docx", "Word document with notes"),
    ("table.csv", "Table (CSV)"),
)


def _form_of(request: Request, chosen: Chosen, pick: str, *, asked: bool) -> ChooseView:
    """What the form shows: the bodies that the filter leaves, and every one that is ticked."""
    library = library_of(request)
    every = library.bodies()
    traits = traits_of(every, library.documents())
    wanted = {name: request.query_params.get(f"by_{name}", "") for name in LABELS}
    shown = fitting(every, traits, wanted)
    ticked = {body.id for body in chosen.bodies}
    if pick == "all":
        ticked |= {body.id for body in shown}
    elif pick == "none" or not (ticked or asked or pick):
        ticked = {body.id for body in every} if not pick and len(every) <= ALL_TICKED else set()
    listed = [body for body in every if body in shown or body.id in ticked]
    metrics, more = _metrics(request, chosen.metrics)
    filtered = f"{len(shown)} of {len(every)} bodies fit the filter." if any(wanted.values()) else ""
    return ChooseView(
        filters=filter_fields(traits, wanted),
        filtered=filtered + (" Those that are ticked stay in the list." if filtered and ticked else ""),
        bodies=[(one.id, one.name, one.id in ticked, _kind(one)) for one in listed],
        metrics=metrics,
        more_metrics=f"/compare?{chosen.query}&figures=all" if more else "",
        themes=", ".join(chosen.themes),
        questions="\n".join(chosen.questions),
        layout=Field("layout", "Layout", chosen.layout, options=LAYOUTS),
        every_paper=chosen.every_paper,
    )


def _charts(lines: Sequence[Line], chosen: Chosen) -> list[ChartView]:
    made = []
    for line in lines:
        bars = drawn(line, chosen.bodies, every_paper=chosen.every_paper) if line.metric else []
        if len(bars) > 1:
            out = left_out(line, chosen.bodies, every_paper=chosen.every_paper)
            made.append(ChartView(_chart_address(chosen, line), chart_title(line, bars), out))
    return made


def _chart_address(chosen: Chosen, line: Line) -> str:
    pairs = [*(("body", body.id) for body in chosen.bodies), ("metric", line.metric)]
    return f"/compare/chart.svg?{urlencode([*pairs, *([('papers', 'every')] if chosen.every_paper else [])])}"


def _kind(body: Body) -> str:
    return ", ".join(part for part in (body.type, body.region) if part)


def _metrics(request: Request, chosen: Sequence[str]) -> tuple[list[tuple[str, str, bool]], bool]:
    """The figures that are offered, and whether there are more."""
    counts: Counter[str] = Counter()
    for fact in library_of(request).facts(named=True):
        counts[fact.metric] += 1
    limit = None if request.query_params.get("figures") == "all" else OFFERED
    known = [metric for metric, _ in counts.most_common(limit)]
    every = [*known, *(metric for metric in chosen if metric not in known)]
    named = [(metric, metric_name(metric), metric in chosen) for metric in every]
    return sorted(named, key=lambda item: item[1]), len(counts) > len(every)


def _peers(chosen: Chosen, every: Sequence[Body]) -> list[Link]:
    if not chosen.bodies:
        return []
    others = [body for body in every if body not in chosen.bodies]
    near = peers(chosen.bodies[0], others, limit=3).bodies
    return [Link(body.name, f"/compare?{chosen.query}&{urlencode({'body': body.id})}") for body in near]


def _saved(request: Request) -> list[Link]:
    return [
        Link(name, f"/compare?{query}")
        for name, query in conversations_of(request).comparisons.mine(owner_of(request))
    ]


@router.post("/compare/save")
def save(request: Request, name: Annotated[str, Form()] = "", query: Annotated[str, Form()] = "") -> Response:
    """Keep what is compared under a name."""
    known, holder = one_line(name), owner_of(request) or new_owner()
    if not known:
        raise invalid({"name": "Give the comparison a name, such as “Our neighbours”."})
    conversations_of(request).comparisons.save(holder, known, query[:8000])
    response = RedirectResponse(f"/compare?{query}&done=comparison-saved", 303)
    remember(request, response, holder)
    return response


@router.post("/compare/drop")
def drop(request: Request, name: Annotated[str, Form()] = "") -> Response:
    """Take a comparison off the list."""
    conversations_of(request).comparisons.drop(owner_of(request), name)
    return RedirectResponse("/compare?done=comparison-dropped", 303)


@router.get("/compare/chart.svg")
def chart(request: Request) -> Response:
    """One metric of the chosen bodies as bars."""
    chosen = _chosen(request)
    line = next(iter(_lines(request, chosen, 0.0)), None)
    bars = drawn(line, chosen.bodies, every_paper=chosen.every_paper) if line else []
    if line is None or len(bars) < 2:
        raise not_found("chart of", ", ".join(chosen.metrics))
    return Response(
        bars_svg(chart_title(line, bars), tuple(bars), settings_of(request).colour),
        media_type="image/svg+xml",
        headers={"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


@router.get("/compare/{name}")
def export(name: str, request: Request) -> Response:
    """The whole comparison as ``table.csv``, ``table.xlsx`` or ``table.docx``; it waits for every cell."""
    chosen = _chosen(request)
    if chosen.errors:
        raise invalid(chosen.errors)
    if chosen.topics:
        switches_of(request).must_be_on(Switch.ASKING)
    cards = {card.id: card for card in library_of(request).documents()}
    site = base_of(request)
    lines = _lines(request, chosen, None)
    rows = cell_rows(lines, chosen.bodies, cards, site)
    if name == "table.csv":
        return sheet_response(as_csv(rows), "comparison.csv")
    if name == "table.xlsx":
        ids = {body.id for body in chosen.bodies}
        sources = source_rows([card for card in cards.values() if owner(card).id in ids])
        sheets = {"Table": table_rows(lines, chosen.bodies), "Cells": rows, "Sources": sources}
        return sheet_response(as_xlsx(sheets), "comparison.xlsx")
    if name == "table.docx":
        data = comparison_docx(lines, chosen.bodies, cards, f"{site}/compare?{chosen.query}")
        return sheet_response(data, "comparison.docx")
    raise not_found("export", name)
