"""The check of a statement, a quotation or a figure over HTTP: is it in the papers, whose, which page, what differs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StringConstraints

from assistant.keeping.switches import Switch
from assistant.verify import verify
from web.dialogue import QUESTION_LIMIT, read_names
from web.parts import library_of, switches_of
from web.problems import invalid

router = APIRouter(prefix="/api", tags=["verify"])
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=QUESTION_LIMIT)]


class VerifyRequest(BaseModel):
    """Exactly one of the three, and what to look into."""

    statement: Text = ""
    quote: Text = ""
    figure: Text = ""
    councils: list[str] = Field(default_factory=list)
    documents: list[str] = Field(default_factory=list)


@router.post("/verify")
def verify_one(body: VerifyRequest, request: Request) -> dict[str, Any]:
    """The verdict (yes, no, not yet, partly, not stated, or null) and the places it rests on, each with what differs."""
    given = {name: getattr(body, name) for name in ("statement", "quote", "figure")}
    if sum(map(bool, given.values())) != 1:
        raise invalid(dict.fromkeys(given, "Give exactly one of statement, quote and figure."))
    switches_of(request).must_be_on(Switch.ASKING)
    library: Any = library_of(request)
    return verify(
        library,
        said=body.statement,
        quote=body.quote,
        figure=body.figure,
        councils=read_names("councils", body.councils),
        documents=read_names("documents", body.documents),
    )
