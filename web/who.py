"""Who does something, as the record of what was done and those who answer for the data know them."""

from __future__ import annotations

from starlette.requests import Request

from assistant.conversation_people import reference_of
from web.owner import owner_of, signed_in

LOCAL, NOBODY = "local", "nobody"


def who_of(request: Request) -> str:
    """The reference of the person who signed in, never a name; where nobody does, of this browser's token.

    "nobody" for one who has still to sign in, "local" for a browser without a token.
    """
    return reference_of(owner_of(request)) or (LOCAL if signed_in(request) is None else NOBODY)
