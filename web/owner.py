"""Whose conversations these are: the person's who signed in, or, where nobody does, an unguessable token in a cookie.

The cookie is set by the pages and never by the API.
"""

from __future__ import annotations

import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "moothall"
YEAR_S = 365 * 86_400


def owner_of(request: Request) -> str:
    """The person who signed in, else the token of this browser, empty when it has none (or one that we never made)."""
    if (person := signed_in(request)) is not None:
        return person
    token = request.cookies.get(COOKIE, "")
    return token if re.fullmatch(r"[A-Za-z0-9_\-]{43}", token) else ""


def signed_in(request: Request) -> str | None:
    """The owner that the door gave to the request; None where nobody signs in."""
    owner: str | None = getattr(request.state, "owner", None)
    return owner


def new_owner() -> str:
    """A fresh token of 256 random bits."""
    return secrets.token_urlsafe(32)


def remember(request: Request, response: Response, owner: str) -> None:
    """Set the cookie, unless the browser has sent this very one, or a person signed in."""
    if signed_in(request) is None and owner_of(request) != owner:
        response.set_cookie(
            COOKIE, owner, max_age=YEAR_S, httponly=True, samesite="lax", secure=request.url.scheme == "https"
        )
