"""People, for administrators: who may sign in, with which roles and groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from access.model import AccessError, Role
from assistant.conversation_people import reference_of
from web.acting import ON
from web.door import owner_name
from web.pages_sign_in import desk_of
from web.parts import settings_of
from web.problems import invalid
from web.render import page, shell
from web.views_account import PeopleView, PersonLine

router = APIRouter(include_in_schema=False)
Done = TypeVar("Done")
Text = Annotated[str, Form(max_length=500)]
Texts = Annotated[list[str], Form(default_factory=list)]


@router.get("/people")
def people(request: Request) -> Response:
    """Everybody who may sign in, and the form for one more."""
    return page(request, "people.html", _view(request))


def _view(
    request: Request, *, errors: dict[str, str] | None = None, once: str = "", whose: str = ""
) -> PeopleView:
    lines = [
        PersonLine(
            account.person.name,
            [role.value for role in Role if role in account.person.roles],
            ", ".join(sorted(account.person.groups)),
            account.disabled,
            account.provider,
            account.person.must_change,
        )
        for account in desk_of(request).accounts.list()
    ]
    return PeopleView(
        shell=shell(request, "People", errors=errors),
        people=lines,
        roles=[role.value for role in Role],
        local=settings_of(request).auth == "local",
        once=once,
        whose=whose,
    )


@router.post("/people")
def add(request: Request, role: Texts, name: Text = "", groups: Text = "") -> Response:
    """Add somebody and show their one-time password, this once."""
    desk = desk_of(request)
    try:
        if settings_of(request).auth != "local":
            raise AccessError("People are added by your provider: they appear here when they first sign in.")
        once = desk.accounts.add(name, read_roles(role), read_groups(groups))
    except AccessError as fault:
        return page(request, "people.html", _view(request, errors={"name": str(fault)}), 422)
    _is_about(request, name)
    return page(request, "people.html", _view(request, once=once, whose=name))


@router.post("/people/{name}/roles")
def roles(name: str, request: Request, role: Texts, groups: Text = "") -> Response:
    """Give somebody other roles and groups."""
    _is_about(request, name)
    _do(lambda: desk_of(request).accounts.give(name, read_roles(role), read_groups(groups)))
    return RedirectResponse("/people?done=roles", 303)


@router.post("/people/{name}/reset")
def reset(name: str, request: Request) -> Response:
    """Give somebody a new one-time password and show it, this once."""
    _is_about(request, name)
    once = _do(lambda: desk_of(request).accounts.reset(name))
    return page(request, "people.html", _view(request, once=once, whose=name))


@router.post("/people/{name}/disable")
def disable(name: str, request: Request, again: Text = "") -> Response:
    """Let somebody in no more, or again."""
    _is_about(request, name)
    _do(lambda: desk_of(request).accounts.disable(name, disabled=not again))
    return RedirectResponse(f"/people?done={'enabled' if again else 'disabled'}", 303)


def read_roles(said: list[str]) -> set[Role]:
    """The roles ticked; whoever has none ticked reads."""
    return {Role(one) for one in said if one in set(Role)} or {Role.READER}


def read_groups(said: str) -> set[str]:
    """Groups with commas between."""
    return {" ".join(one.split()) for one in said.split(",") if one.strip()}


def _is_about(request: Request, name: str) -> None:
    """Let the record say whom this is about, by their reference. Raises a 422 Problem when there is no such person."""
    account = _do(lambda: desk_of(request).accounts.named(name))
    setattr(request.state, ON, reference_of(owner_name(account.person)))


def _do(work: Callable[[], Done]) -> Done:
    try:
        return work()
    except AccessError as fault:
        raise invalid({"name": str(fault)}) from None
