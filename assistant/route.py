"""Which way a question goes, decided by rule, with the reason in words.

A digit is no evidence of a numeric question: what is computed is decided by ``assistant.project``, which looks for a
change, a target, a horizon, a conversion or a combination of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Route
from assistant.peer_bodies import PEERS
from assistant.question import Expected, Question
from ingest.model import Body

_COMPARE = re.compile(
    r"\b(compare|compared|comparison|versus|vs?|side by side|differ|differs|difference|differences|contrast|similarit\w+|"
    r"which (councils?|authorit\w+|boroughs?|papers?|strateg\w+|plans?|of (the|these|them))|how many (councils|"
    r"papers|authorities|of the councils)|"
    r"how do (the )?(\w+ )?(councils|authorities|boroughs|districts|counties|others?)|"
    r"each (council|authority|paper|strategy|plan|describe|of)|"
    r"every council|all (the )?councils|"
    r"across (the )?(councils|authorities|papers)|other councils|similar (councils|districts|authorities|boroughs|counties)|"
    r"who (else|has the|have the)|who (spends|pays|has|employs|loses) (what|most|least|the most|the least|more|"
    r"less)|do (the )?councils|councils? (that|who) (mention|say|have|use))\b",
    re.I,
)


_READ_AS = {
    Expected.FIGURE: "read as a question for a figure",
    Expected.WHO: "read as a question for a name",
    Expected.WHEN: "read as a question for a date",
}


@dataclass(frozen=True, slots=True)
class Routed:
    """The route taken and why, in words a person can read."""

    route: Route
    why: str


def route(question: Question, bodies: Sequence[Body], *, has_fact: bool, several: bool = False) -> Routed:
    """The route of a question that is not small talk and not for the engine.

    ``has_fact`` says that the question names a metric; then a figure asked for is looked up. ``several`` says that more
    than one body states it.
    """
    if PEERS.search(question.text) or (_COMPARE.search(question.text) and len(bodies) != 1):
        return Routed(Route.COMPARE, "several councils are set side by side")
    if has_fact and not bodies and question.expected is not Expected.LIST and several:
        return Routed(Route.COMPARE, "no council is named and several state this figure")
    if len(bodies) > 1:
        return Routed(Route.COMPARE, "more than one council is named")
    if question.expected in (Expected.FIGURE, Expected.WHO, Expected.WHEN):
        return Routed(Route.LOOKUP, _READ_AS[question.expected])
    if has_fact and question.expected in (Expected.TOPIC, Expected.DEFINITION):
        return Routed(Route.LOOKUP, _READ_AS[Expected.FIGURE])
    return Routed(Route.PASSAGES, "read as a question for what the papers say")
