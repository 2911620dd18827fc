"""Running scenarios for pages and the API: the engine's result kept under its hash, its refusals as problems."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request

from assistant.model import Json
from engine.errors import EngineError, InvalidScenario
from web.parts import conversations_of, moothall_of
from web.problems import Problem, not_found


def find_projection(request: Request, hash_: str) -> Json:
    """The projection kept under a hash; raises a 404 Problem."""
    moothall = moothall_of(request)
    result = moothall.conversations.projection(hash_) or moothall.projection(hash_)
    if result is None:
        raise not_found("projection", hash_)
    return result


def run_and_keep(request: Request, scenario: Json) -> Json:
    """Run a scenario and keep its result; raises a 422 Problem with every fault."""
    result = attempt(lambda: moothall_of(request).run_scenario(scenario))
    conversations_of(request).keep_projection(result)
    return result


def attempt(work: Callable[[], Json]) -> Json:
    """What the engine gives, or its refusal as a 422 Problem."""
    try:
        return work()
    except InvalidScenario as fault:
        errors = {place or "scenario": text for place, text in map(_placed, fault.faults)}
        raise Problem(422, fault.sentence, errors=errors, kind=fault.code) from None
    except EngineError as fault:
        errors = {fault.missing: fault.sentence} if fault.missing else {}
        raise Problem(
            422, f"{fault.sentence} {fault.offer}".strip(), errors=errors, kind=fault.code
        ) from None


def _placed(fault: str) -> tuple[str, str]:
    place, colon, text = fault.partition(": ")
    return (place, text) if colon and " " not in place else ("scenario", fault)
