"""Projections as this person knows them: with their question, the name they were saved under, and their sources."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import Request

from assistant.conversation_scenarios import KeptScenario
from assistant.model import Json
from web.owner import owner_of
from web.parts import conversations_of, library_of
from web.place import base_of
from web.problems import Problem
from web.scenario_form import settings_of
from web.scenario_record import Record, record_of
from web.scenario_running import find_projection

MAX_TOGETHER = 4
"""So many scenarios are read side by side."""


def kept(request: Request, hash_: str) -> KeptScenario | None:
    """What this person noted of a projection."""
    return conversations_of(request).scenarios.of(owner_of(request), hash_)


def record(request: Request, result: Json, beside: Sequence[str] = ()) -> Record:
    """The projection with all that names it."""
    hash_ = str(result["hash"])
    noted = kept(request, hash_)
    return record_of(
        library_of(request),
        result,
        question=(noted.question if noted else "") or in_words(result),
        name=noted.name if noted else "",
        address=address_of(hash_, beside),
        site=base_of(request),
    )


def in_words(result: Json) -> str:
    """What was computed, as a question, for a projection whose own question is somebody else's or unknown."""
    settings = ", ".join(f"{label} {text}" for label, text in settings_of(result).items())
    return f"What if: {settings}?" if settings else ""


def address_of(hash_: str, beside: Sequence[str] = ()) -> str:
    """What opens a projection again, with those beside it."""
    query = urlencode([("beside", one) for one in beside])
    return f"/scenario/{hash_}" + (f"?{query}" if query else "")


def found(request: Request, hashes: Sequence[str]) -> list[Json]:
    """The projections of these hashes, each once; raises a 404 Problem for one that was never run here."""
    return [find_projection(request, hash_) for hash_ in dict.fromkeys(hashes)]


def mine(request: Request) -> list[tuple[KeptScenario, Record]]:
    """What this person saved, the latest first."""
    made = []
    for one in conversations_of(request).scenarios.mine(owner_of(request)):
        try:
            made.append((one, record(request, find_projection(request, one.hash), one.beside)))
        except Problem:
            continue  # a result of another data folder: its name alone opens nothing
    return made
