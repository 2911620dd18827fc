"""Collections of papers: made, given and taken back by administrators; a paper put into them by whoever may change it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from access.model import GENERAL, AccessError, Grant, Right, Role, Whom
from access.rights import collections_with
from web.door import person_of
from web.pages_sign_in import desk_of
from web.parts import card_of, library_of, settings_of
from web.problems import Problem, invalid
from web.removed_papers import on_their_way
from web.render import page, shell
from web.views import Field
from web.views_account import CollectionLine, CollectionsView

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=500)]
Texts = Annotated[list[str], Form(default_factory=list)]


@router.get("/collections")
def collections(request: Request) -> Response:
    """Every collection, who has which role in it, and the form for one more."""
    return page(request, "collections.html", _view(request))


def _view(request: Request, errors: dict[str, str] | None = None, name: str = "") -> CollectionsView:
    held = desk_of(request).shelves.held()
    counts = Counter(one for card in library_of(request).documents() for one in held.of(card.id))
    lines = [
        CollectionLine(
            one,
            counts[one],
            [
                (g.whom.value, g.who, g.role.value, f"{g.whom.value} {g.who}")
                for g in held.grants
                if g.collection == one
            ],
            one == GENERAL,
        )
        for one in held.names
    ]
    wrong = (errors or {}).get("name", "")
    return CollectionsView(
        shell(request, "Collections", errors=errors),
        lines,
        [role.value for role in Role if role is not Role.ADMINISTRATOR],
        Field("name", "Name", name, "Such as Human resources, in draft.", wrong),
    )


@router.post("/collections")
def add(request: Request, name: Text = "") -> Response:
    """Make a collection."""
    try:
        desk_of(request).shelves.add(name)
    except AccessError as fault:
        return page(request, "collections.html", _view(request, {"name": str(fault)}, name), 422)
    return RedirectResponse("/collections?done=collection", 303)


@router.post("/collections/give")
def give(
    request: Request, collection: Text = "", whom: Text = "", who: Text = "", role: Text = ""
) -> Response:
    """Give a role in a collection to a person, a group, or all who have a role."""
    desk = desk_of(request)
    try:
        grant = _grant(collection, whom, who, role)
        if grant.whom is Whom.PERSON:
            grant = replace(grant, who=desk.accounts.named(grant.who).person.name)
        desk.shelves.give(grant)
    except AccessError as fault:
        return page(request, "collections.html", _view(request, {"name": str(fault)}), 422)
    return RedirectResponse("/collections?done=given", 303)


@router.post("/collections/withdraw")
def withdraw(
    request: Request, collection: Text = "", whom: Text = "", who: Text = "", role: Text = ""
) -> Response:
    """Take a role in a collection back."""
    try:
        desk_of(request).shelves.withdraw(_grant(collection, whom, who, role))
    except AccessError as fault:
        return page(request, "collections.html", _view(request, {"name": str(fault)}), 422)
    return RedirectResponse("/collections?done=withdrawn", 303)


def _grant(collection: str, whom: str, who: str, role: str) -> Grant:
    if whom not in set(Whom) or role not in set(Role) or role == Role.ADMINISTRATOR:
        raise AccessError("Choose whom to give the collection to, and the role they have in it.")
    return Grant(collection, Whom(whom), " ".join(who.split()), Role(role))


@router.post("/collections/remove")
def remove(request: Request, collection: Text = "") -> Response:
    """Take an empty collection away."""
    try:
        kept = {card.id for card in library_of(request).documents()}
        desk_of(request).shelves.remove(collection, kept | on_their_way(settings_of(request).data))
    except AccessError as fault:
        return page(request, "collections.html", _view(request, {"name": str(fault)}), 422)
    return RedirectResponse("/collections?done=collection-removed", 303)


@router.post("/library/{document_id}/collections")
def put(document_id: str, request: Request, collection: Texts) -> Response:
    """Let a paper lie in these collections; those that one may not change stay as they are."""
    desk, card = desk_of(request), card_of(request, document_id)
    open_to = collections_with(person_of(request), Right.CHANGE, desk.shelves.held())
    chosen = set(collection)
    if not chosen:
        raise invalid({"collection": "Choose at least one collection."})
    if not chosen <= open_to:
        raise Problem(403, "You may not put papers into this collection.", kind="role")
    desk.shelves.put(card.id, chosen)
    return RedirectResponse(f"/library/{card.id}?done=put#collections", 303)
