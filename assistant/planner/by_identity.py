"""An identity of the table: the whole from its parts, or a part from the whole and the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from assistant.planner.context import NOW, Candidates, Point, World
from assistant.planner.derivation import Derivation, worked
from assistant.planner.figures import terms_on
from assistant.planner.near import flows_of, near
from assistant.reading.model import Ref
from engine.rules_of_table import identity_name
from ingest.measures.table import Identity

_FULL = "100%"
_KEPT = 4
_BACKWARD = 1.2


def by_identity(at: Point) -> Candidates:
    """Every identity that holds the quantity."""
    for identity in at.context.table.identities_with.get(at.ref.metric, ()):
        yield from _of(at, identity)


def _of(at: Point, identity: Identity) -> Candidates:
    is_whole = at.ref.metric == identity.whole
    # A change of one part moves another, not the whole.
    world = NOW if identity.holds == "whole" and is_whole else at.world
    options = _members(at, identity, world)
    if options is None:
        return
    says = (identity.says,) if identity.says else ()
    name, cost = identity_name(identity), 1.0 if is_whole else _BACKWARD
    gives = {"gives": at.ref.metric}
    for combination in product(*options.values()):
        if len(set().union(*(flows_of(at, one) for one in combination))) <= 1:
            members = dict(zip(options, combination, strict=True))
            yield worked(name, at.unit, members, options=gives, cost=cost, relation=name, says=says)


def _members(at: Point, identity: Identity, world: World) -> dict[str, Sequence[Derivation]] | None:
    """What is found for each other member; None when one that is needed is not found."""
    options: dict[str, Sequence[Derivation]] = {}
    wholes = [] if identity.whole in (_FULL, at.ref.metric) else [(identity.whole, False)]
    parts = [(one.quantity, one.optional) for one in identity.members if one.quantity != at.ref.metric]
    for metric, optional in (*wholes, *parts):
        found = _found(at, metric, world)
        if optional:
            found = [one for one in found if one.used or terms_on(at.context, Ref(metric))]
        if not found and not optional:
            return None
        if found:
            options[metric] = found[:_KEPT]
    return options


def _found(at: Point, metric: str, world: World) -> Sequence[Derivation]:
    """What is found in the period asked, else what is typed, or a stock near it."""
    ref = at.towards(metric)
    found = at.on(ref, world)
    if found or not ref.when:
        return found
    is_flow = at.context.nature(metric) == "flow"
    at_any_time = at.on(replace(ref, when=""), world)
    return [one for one in at_any_time if one.used or (not is_flow and near(at, one, ref.when))]
