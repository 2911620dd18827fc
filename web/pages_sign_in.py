"""Signing in and out: with a name and a password, or by way of the OpenID provider."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from access.desk import AccessDesk, TooManyTries
from access.model import Person
from web.door import COOKIE, door_of, owner_name
from web.guard import SAFE
from web.parts import settings_of
from web.problems import Problem, not_found, problem_of
from web.render import page, shell
from web.stream import wants_page
from web.views_account import SignInView

router = APIRouter(include_in_schema=False)
DEVICE = "moothall_device"
DEVICE_S = 180 * 86_400
Text = Annotated[str, Form(max_length=500)]
Back = Annotated[str, Query(max_length=2000)]
WRONG = "That name and password do not belong together."


def desk_of(request: Request) -> AccessDesk:
    """The desk; raises a 404 Problem where nobody signs in."""
    door = door_of(request)
    if door is None:
        raise not_found("page", request.url.path)
    return door.desk


@router.get("/sign-in")
def form(request: Request, back: Back = "/") -> Response:
    """The form, or the way to the provider."""
    desk_of(request)
    return page(request, "sign_in.html", _view(request, back, ""))


def _view(request: Request, back: str, name: str, errors: dict[str, str] | None = None) -> SignInView:
    settings = settings_of(request)
    provider = urlsplit(settings.oidc_issuer).hostname or "" if settings.auth == "oidc" else ""
    return SignInView(shell(request, "Sign in", errors=errors), ours(back), name, provider)


@router.post("/sign-in")
def sign_in(request: Request, name: Text = "", password: Text = "", back: Text = "/") -> Response:
    """Check a name and a password; then to the page that was asked for."""
    desk = desk_of(request)
    if settings_of(request).auth != "local":
        raise not_found("page", request.url.path)
    place = request.client.host if request.client else ""
    try:
        person = desk.sign_in(name, password, place, request.cookies.get(DEVICE, ""))
    except TooManyTries as fault:
        return page(request, "sign_in.html", _view(request, back, name, {"name": str(fault)}), 429)
    if person is None:
        return page(request, "sign_in.html", _view(request, back, name, {"name": WRONG}), 422)
    response = signed_in(request, person, "/account/password" if person.must_change else ours(back))
    response.set_cookie(
        DEVICE, desk.sessions.know_device(person), max_age=DEVICE_S, httponly=True, samesite="lax",
        secure=request.url.scheme == "https", path="/sign-in",
    )  # fmt: skip
    return response


def signed_in(request: Request, person: Person, address: str) -> Response:
    """A new session, never one that the browser brought along, and the page to go to."""
    desk = desk_of(request)
    request.state.owner = owner_name(person)
    token = desk.sessions.begin(person, device_words(request.headers.get("user-agent", "")))
    response = RedirectResponse(address, 303)
    response.set_cookie(
        COOKIE, token, max_age=int(desk.sessions.longest_s), httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


def device_words(agent: str) -> str:
    """A browser and its system as people call them."""
    browsers = ("Edg", "Firefox", "Chrome", "Safari")
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
    browser = next((name for name in browsers if name in agent), "A browser")
    system = next((name for name in systems if name in agent), "")
    browser = {"Edg": "Edge"}.get(browser, browser)
    return f"{browser} on {system}" if system else browser


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    desk, door = desk_of(request), door_of(request)
    entry = door.entry(request) if door else None
    if entry and entry.person and entry.session:
        desk.sessions.end(entry.person, entry.session)
    response = RedirectResponse("/sign-in?done=signed-out", 303)
    response.delete_cookie(COOKIE)
    return response


def ours(back: str) -> str:
    """An address to go on to, which is one of ours: never another site, nor the form itself."""
    parts = urlsplit(back)
    plain = back.isascii() and back.isprintable() and "\\" not in back and " " not in back
    inside = back.startswith("/") and not back.startswith("//") and not parts.netloc and not parts.scheme
    return back if plain and inside and not parts.path.startswith("/sign-") else "/"


def elsewhere(request: Request, fault: Exception) -> Response | None:
    """Where a page is asked for by somebody who has to sign in, or choose a password, first: the way there."""
    problem = fault if isinstance(fault, Problem) else problem_of(fault)
    if not wants_page(request) or request.url.path.startswith(("/api/", "/v1/")):
        return None
    if problem.kind == "password":
        return RedirectResponse("/account/password", 303)
    if problem.kind != "sign-in":
        return None
    asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return RedirectResponse(
        f"/sign-in?{urlencode({'back': asked if request.method in SAFE else '/'}, quote_via=quote)}", 303
    )
