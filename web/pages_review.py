"""A figure's own page, where it is confirmed, corrected, rejected or restored, and the form that adds a missed one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from ingest.fact_model import Fact, Review
from ingest.library_errors import UnknownFact
from ingest.review_model import LOCAL, ReviewEvent, not_taken_back
from web.door import rights_here
from web.fact_view import fact_line
from web.library_view import figures_of, figures_url
from web.parts import card_of, library_of
from web.problems import Problem, invalid, not_found
from web.render import page, shell
from web.review_flow import SETTLED, flow_view, next_waiting, picture_of
from web.review_view import LABELS, changed_fields, history_lines, only_number, review_fields, shown_fields
from web.reviewing import add, author_of, history_of, read_word, remember_author, review, undo
from web.views import Field
from web.views_review import AddFigureView, FigureView, ReviewsView

router = APIRouter(include_in_schema=False)
LONGEST_FIELD = 2000
QUOTE = ("quote", "Quotation", "The sentence or table row that prints the figure, word for word.")


@router.get("/reviews")
def reviews(request: Request) -> Response:
    """Every figure that people reviewed, and reviews whose figure is no longer found."""
    library = library_of(request)
    titles = {card.id: card.title for card in library.documents()}
    lines = [fact_line(fact, titles) for fact in library.reviewed_facts() if fact.review]
    lost = [fact_line(one.fact, titles) for one in library.lost_reviews()]
    return page(
        request,
        "reviews.html",
        ReviewsView(shell(request, "Reviewed figures", section="/library"), lines, lost),
    )


@router.get("/facts/{fact_id}")
def figure(fact_id: str, request: Request, flow: bool = False) -> Response:
    """One figure with its words, its picture, its history and the form to correct it."""
    return page(request, "figure.html", _figure(request, fact_id, flow=flow))


def _figure(
    request: Request,
    fact_id: str,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    flow: bool = False,
) -> FigureView:
    fact, events, lost = _found(request, fact_id)
    card = next(
        (card for card in library_of(request).documents() if card.id == fact.places[0].document), None
    )
    author = author_of(request)
    remembered = {"author": "" if author == LOCAL else author}
    values = {**shown_fields(fact), **remembered, **(typed or {})}
    return FigureView(
        shell=shell(request, "Review a figure", section="/library", errors=errors),
        line=fact_line(fact),
        document=card.id if card else "",
        title=card.title or card.file if card else "A paper that is not in the library",
        fields=[] if lost else review_fields(values, errors or {}),
        history=history_lines(events),
        undo=bool(not_taken_back(events)),
        lost=lost,
        picture=picture_of(request, card, fact) if card and not lost else None,
        flow=flow_view(request, card, fact_id, on=flow) if card and not lost else None,
        may=rights_here(request, card.id if card else ""),
    )


def _found(request: Request, fact_id: str) -> tuple[Fact, list[ReviewEvent], bool]:
    """The figure as it stands with its history; whether it is no longer found. Raises a 404 Problem."""
    library = library_of(request)
    events = list(history_of(library, fact_id))
    try:
        return library.fact(fact_id), events, False
    except UnknownFact:
        threads = [(one.fact, one.events) for one in library.lost_reviews()]
        lost = [fact for fact, thread in threads if any(event.fact == fact_id for event in thread)]
        if not lost and not events:
            raise not_found("figure", fact_id) from None
        return lost[0] if lost else events[-1].original, events, True


@router.post("/facts/{fact_id}/review")
async def review_one(fact_id: str, request: Request) -> Response:
    """Keep what a person says of a figure; then back to it among its paper's. What was typed is kept on a mistake."""
    form = await _form(request)
    return await run_in_threadpool(_reviewed, request, fact_id, form)


def _reviewed(request: Request, fact_id: str, form: Mapping[str, str]) -> Response:
    fact, _, lost = _found(request, fact_id)
    if lost:
        raise not_found("figure", fact_id)
    changed, said, flow = changed_fields(form, fact), form.get("review", ""), bool(form.get("flow"))
    if said == SETTLED:
        said = Review.CORRECTED if changed else Review.CONFIRMED
    if said not in set(Review):
        raise not_found("review", said)
    try:
        word, _ = read_word(request, {name: form.get(name, "") for name in ("author", "note")})
        if changed and said != Review.CORRECTED:
            raise invalid(
                dict.fromkeys(changed, "You typed this: save the correction, or put it back first.")
            )
        review(library_of(request), fact_id, Review(said), changed, word)
    except Problem as problem:
        view = _figure(request, fact_id, typed=form, errors=problem.errors, flow=flow)
        return page(request, "figure.html", view, 422)
    if flow and (onward := _onward(request, fact, said)):
        remember_author(request, onward, word.author)
        return onward
    return _back(request, fact, done=said, author=word.author)


def _onward(request: Request, fact: Fact, said: str) -> Response | None:
    """To the next figure of the paper that nobody has reviewed; None when all are."""
    facts = figures_of(library_of(request), fact.places[0].document)
    there = next_waiting(facts, fact.id)
    return RedirectResponse(f"{there}&done={said}", 303) if there else None


@router.post("/facts/{fact_id}/undo")
async def undo_one(fact_id: str, request: Request) -> Response:
    """Take the last word on a figure back; then back to it among its paper's."""
    form = await _form(request)
    return await run_in_threadpool(_undone, request, fact_id, form)


def _undone(request: Request, fact_id: str, form: Mapping[str, str]) -> Response:
    fact, _, _ = _found(request, fact_id)
    word, _ = read_word(request, {name: form.get(name, "") for name in ("author", "note")})
    undo(library_of(request), fact_id, word)
    return _back(request, fact, done="undone", author=word.author)


@router.get("/library/{document_id}/add-figure")
def add_form(
    document_id: str, request: Request, quote: Annotated[str, Query(max_length=LONGEST_FIELD)] = ""
) -> Response:
    """The form that adds a figure which was missed; ``quote`` are the words that were marked on its page."""
    typed = {"quote": quote, "value": only_number(quote)} if quote else None
    return page(request, "add_figure.html", _add_view(request, document_id, typed=typed))


def _add_view(
    request: Request,
    document_id: str,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> AddFigureView:
    card, author, wrong = card_of(request, document_id), author_of(request), dict(errors or {})
    usual = {
        "kind": "actual",
        "author": "" if author == LOCAL else author,
        "body": card.body.name if card.body else "",
    }
    values = usual | dict(typed or {})
    name, label, hint = QUOTE
    return AddFigureView(
        shell(request, "Add a figure", section="/library", errors=errors),
        card.id,
        card.title or card.file,
        Field(name, label, values.get(name, ""), hint, wrong.get(name, wrong.get("start", ""))),
        review_fields(values, wrong),
    )


@router.post("/library/{document_id}/add-figure")
async def add_one(document_id: str, request: Request) -> Response:
    """Add the figure; then to it among its paper's. What was typed is kept on a mistake."""
    form = await _form(request)
    return await run_in_threadpool(_added, request, document_id, form)


def _added(request: Request, document_id: str, form: Mapping[str, str]) -> Response:
    card = card_of(request, document_id)
    fields = {name: form[name] for name in LABELS if form.get(name, "").strip()}
    if card.body and fields.get("body") == card.body.name:
        del fields["body"]  # it is its paper's, and follows it when that is corrected
    quote = form.get("quote", "").replace("\r\n", "\n").strip()
    try:
        word, _ = read_word(request, {name: form.get(name, "") for name in ("author", "note")})
        if "value" not in fields:
            raise invalid({"value": "Type the value that the paper prints."})
        made = add(library_of(request), fields, {"document": card.id, "quote": quote}, word)
    except Problem as problem:
        view = _add_view(request, document_id, typed=form, errors=problem.errors)
        return page(request, "add_figure.html", view, 422)
    return _back(request, made, done="added", author=word.author)


def _back(request: Request, fact: Fact, *, done: str, author: str) -> Response:
    """To the figure in the list of its paper; to all reviewed figures when the paper is not in the library."""
    document = fact.places[0].document
    known = any(card.id == document for card in library_of(request).documents())
    shown = figures_of(library_of(request), document) if known else []
    address = figures_url(document, shown, fact.id, done) if known else f"/reviews?done={done}"
    response = RedirectResponse(address, 303)
    remember_author(request, response, author)
    return response


async def _form(request: Request) -> Mapping[str, str]:
    """The text fields of a form, each of sane length."""
    form = await request.form(max_files=0, max_fields=40)
    return {name: value[:LONGEST_FIELD] for name, value in form.items() if isinstance(value, str)}
