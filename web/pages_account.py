"""Your account: what you may do, your password, your sessions and your API keys."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from access import passwords
from access.model import AccessError, Person, Role
from access.rights import administers, roles_in
from web.door import Entry, door_of
from web.pages_sign_in import desk_of, signed_in
from web.parts import settings_of
from web.problems import Problem, not_found
from web.render import page, shell
from web.views_account import AccountView, KeyLine, PasswordView, SessionLine

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=500)]
Texts = Annotated[list[str], Form(default_factory=list)]


def _here(request: Request) -> tuple[Person, Entry]:
    """Who looks, by a session: a key opens no account."""
    door = door_of(request)
    entry = door.entry(request) if door else Entry()
    if entry.person is None or not entry.session:
        raise not_found("page", request.url.path)
    return entry.person, entry


@router.get("/account")
def account(request: Request) -> Response:
    """The page."""
    return page(request, "account.html", _view(request))


def _view(
    request: Request, *, errors: dict[str, str] | None = None, secret: str = "", name: str = ""
) -> AccountView:
    person, entry = _here(request)
    desk, held = desk_of(request), desk_of(request).shelves.held()
    roles = {one: roles_in(person, held, one) for one in held.names}
    had = frozenset().union(*roles.values()) | person.roles
    return AccountView(
        shell=shell(request, "Your account", errors=errors),
        name=person.name,
        roles=_words(person.roles) or "none yet",
        groups=sorted(person.groups),
        collections=[
            (one, "everything" if administers(person) else _words(some))
            for one, some in roles.items()
            if some or administers(person)
        ],
        has_password=settings_of(request).auth == "local",
        sessions=[
            SessionLine(one.handle, one.device, _when(one.made), _when(one.seen), one.handle == entry.session)
            for one in desk.sessions.of(person)
        ],
        keys=[
            KeyLine(
                *(one.handle, one.name, _words(one.roles) or Role.READER.value, _when(one.until)),
                *(_when(one.used) if one.used else "never", one.until < time.time()),
            )
            for one in desk.keys.of(person)
        ],
        own_roles=[role.value for role in Role if role in had or administers(person)],
        secret=secret,
        secret_name=name,
    )


def _words(roles: frozenset[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles)


def _when(at: float) -> str:
    return time.strftime("%d %B %Y, %H:%M UTC", time.gmtime(at))


@router.get("/account/password")
def password_form(request: Request) -> Response:
    """The form to choose another password."""
    return page(request, "password.html", _password_view(request))


def _password_view(request: Request, errors: dict[str, str] | None = None) -> PasswordView:
    person, _ = _here(request)
    if settings_of(request).auth != "local":
        raise not_found("page", request.url.path)
    return PasswordView(
        shell(request, "Choose a password", errors=errors), person.must_change, passwords.SHORTEST
    )


@router.post("/account/password")
def change_password(request: Request, old: Text = "", new: Text = "", again: Text = "") -> Response:
    """Keep another password, which ends every other session."""
    person, _ = _here(request)
    view = _password_view(request)
    desk, errors = desk_of(request), {}
    if not desk.throttle.may_try(person.name, "own page", known=True):
        raise Problem(429, "Too many tries. Wait a quarter of an hour, then try again.", kind="rate")
    if desk.accounts.checked(person.name, old) is None:
        errors["old"] = "That is not the password you signed in with."
    elif why := passwords.why_not(new, person.name):
        errors["new"] = why
    elif new == old:
        errors["new"] = "Choose another password than the one before."
    elif new != again:
        errors["again"] = "The two do not agree: type the new password twice."
    if errors:
        return page(request, "password.html", _password_view(request, errors), 422)
    desk.throttle.forget(person.name, "own page")
    desk.accounts.change_password(person, new)
    return signed_in(request, person, "/?done=password" if view.first else "/account?done=password")


@router.post("/account/sessions/{handle}/end")
def end_session(handle: str, request: Request) -> Response:
    """End one of one's own sessions."""
    person, _ = _here(request)
    desk_of(request).sessions.end(person, handle)
    return RedirectResponse("/account?done=ended#sessions", 303)


@router.post("/account/keys")
def make_key(request: Request, role: Texts, key_name: Text = "", days: Text = "") -> Response:
    """Make an API key and show it, this once."""
    person, _ = _here(request)
    roles = {Role(one) for one in role if one in set(Role)}
    try:
        secret = desk_of(request).keys.make(person, key_name, roles, int(days) if days.isdecimal() else 0)
    except AccessError as fault:
        field = "days" if "days" in str(fault) else "key_name"
        return page(request, "account.html", _view(request, errors={field: str(fault)}), 422)
    return page(request, "account.html", _view(request, secret=secret, name=key_name))


@router.post("/account/keys/{handle}/end")
def end_key(handle: str, request: Request) -> Response:
    """End one of one's own keys."""
    person, _ = _here(request)
    desk_of(request).keys.end(person, handle)
    return RedirectResponse("/account?done=ended#keys", 303)
