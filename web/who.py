"""Who does something, as the record of what was done and those who answer for the data know them."""

from __future__ import annotations

from starlette.requests import Request

from assistant.conversation_people import reference_of
from web.owner import owner_of

NOBODY = "local"


def who_of(request: Request) -> str:
    """The reference of whoever asks: of this browser's token, or "local" for one without."""
    return reference_of(owner_of(request)) or NOBODY
