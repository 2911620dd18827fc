"""The way to the OpenID provider and back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from access.file import AccessFile, new_token
from access.model import AccessError
from access.oidc import BEGUN_S, Oidc, Provider
from assistant.settings import Settings
from web.pages_sign_in import desk_of, ours, signed_in
from web.parts import settings_of
from web.place import base_of
from web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)
BROWSER = "moothall_begun"
Text = Annotated[str, Query(max_length=4000)]


def open_oidc(file: AccessFile, settings: Settings) -> Oidc:
    """The conversation with the provider of the settings. Raises AccessError when they will not do."""
    return Oidc(
        file,
        Provider(settings.oidc_issuer, settings.oidc_client, settings.oidc_secret, settings.oidc_scopes),
    )


def _oidc(request: Request) -> Oidc:
    """The conversation with the provider; raises a 404 Problem where there is none."""
    found: Oidc | None = request.app.state.oidc
    if found is None:
        raise not_found("page", request.url.path)
    return found


def _redirect(request: Request) -> str:
    return f"{base_of(request)}/sign-in/back"


@router.get("/sign-in/provider")
def begin(request: Request, back: Text = "/") -> Response:
    """Send the browser to the provider."""
    browser = request.cookies.get(BROWSER, "") or new_token()
    try:
        address = _oidc(request).begin(browser, ours(back), _redirect(request))
    except AccessError as fault:
        raise Problem(503, str(fault), kind="provider") from None
    response = RedirectResponse(address, 303)
    response.set_cookie(
        BROWSER, browser, max_age=BEGUN_S, httponly=True, samesite="lax", secure=request.url.scheme == "https",
        path="/sign-in",
    )  # fmt: skip
    return response


@router.get("/sign-in/back")
def finish(request: Request, state: Text = "", code: Text = "", error: Text = "") -> Response:
    """Take somebody in whom the provider vouches for; then to the page that was asked for."""
    oidc, settings = _oidc(request), settings_of(request)
    if error or not code:
        raise Problem(
            403, "The provider did not let you in. Begin again, or ask whoever runs it.", kind="provider"
        )
    try:
        claims, back = oidc.finish(request.cookies.get(BROWSER, ""), state, code, _redirect(request))
        person = desk_of(request).accounts.vouched(
            settings.oidc_issuer,
            claims.subject,
            claims.name,
            claims.roles(settings.oidc_roles),
            claims.groups,
        )
    except AccessError as fault:
        raise Problem(403, str(fault), kind="provider") from None
    return signed_in(request, person, ours(back))
