"""Who runs this server, and may see what all people asked of it."""

from __future__ import annotations

from starlette.requests import Request

from access.model import Right
from web.door import door_of, rights_here
from web.health import from_here
from web.problems import Problem


def is_officer(request: Request) -> bool:
    """Whether the one who asks may open the Admin page: an administrator, or without sign-in whoever sits at this machine."""
    if door_of(request) is not None:
        return Right.ADMINISTER in rights_here(request)
    return from_here(request)


def check_officer(request: Request) -> None:
    """Raise a 403 Problem unless the one who asks runs this server."""
    if not is_officer(request):
        raise Problem(
            403,
            "The Admin page is for whoever runs this server: open it on the machine itself, at its own address.",
            kind="officer",
        )
