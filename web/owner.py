"""Whose conversations these are: an unguessable token in a cookie, set by the pages and never by the API."""

from __future__ import annotations

import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "moothall"
YEAR_S = 365 * 86_400


def owner_of(request: Request) -> str:
    """The token of this browser, empty when it has none (or one that we never made)."""
    token = request.cookies.get(COOKIE, "")
    return token if re.fullmatch(r"[A-Za-z0-9_\-]{43}", token) else ""


def new_owner() -> str:
    """A fresh token of 256 random bits."""
    return secrets.token_urlsafe(32)


def remember(request: Request, response: Response, owner: str) -> None:
    """Set the cookie, unless the browser has sent this very one."""
    if owner_of(request) != owner:
        response.set_cookie(
            COOKIE, owner, max_age=YEAR_S, httponly=True, samesite="lax", secure=request.url.scheme == "https"
        )
