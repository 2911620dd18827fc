"""Typed figures and named things multiplied and divided so that the units come out, when that can be done in one way only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from assistant.planner.choose import best
from assistant.planner.context import Candidates, Context, Point
from assistant.planner.convert import in_base_units
from assistant.planner.derivation import Derivation, worked
from assistant.planner.figures import first, looked_up, supposes, term
from assistant.planner.refs import of_figure, parted
from assistant.reading.model import Figure, Ref, Role
from ingest.measures.units import powers, times

UNITS = "units"
_MOST = 6
_PERCENT = "%"
_DIGITS = 9


def by_units(at: Point) -> Candidates:
    """The quantity asked as a product of all that is typed and named, with an uplift on top where one is typed."""
    if not _is_asked(at) or not at.unit or (at.world.then and supposes(at.context)) or _part_typed(at):
        return
    context = at.context
    on_top = [place for place, figure in enumerate(context.figures) if _is_uplift(context, figure)]
    if any(_fixed_share(context, figure) for figure in context.figures):
        return
    pool = _pool(context, on_top)
    if pool is None or not 0 < len(pool) <= _MOST:
        return
    for bridge in _bridges(at, len(pool)):
        node = _product([*pool, *bridge], at.unit)
        if node is not None:
            yield _with_uplifts(context, node, on_top)
            return


def _is_asked(at: Point) -> bool:
    of = at.context.reading.of
    return len(at.path) == 1 and isinstance(of, Ref) and parted(of.metric)[0] == at.ref.metric


def _part_typed(at: Point) -> bool:
    """Whether a typed share says that it is a share of this."""
    shares = (figure.of for figure in at.context.figures if figure.of is not None)
    return any(at.context.whole(of).metric == at.ref.metric for of in shares)


def _is_uplift(context: Context, figure: Figure) -> bool:
    quantity = context.table.get(of_figure(figure).metric)
    return figure.role is Role.IS and quantity is not None and quantity.uplift


def _fixed_share(context: Context, figure: Figure) -> bool:
    """A typed per cent of a quantity of the table, which only its relations may use."""
    known = context.table.get(of_figure(figure).metric) is not None
    plain = figure.role is Role.IS and figure.unit == _PERCENT and figure.of is None
    return plain and known and not _is_uplift(context, figure)


def _pool(context: Context, on_top: Sequence[int]) -> list[Derivation] | None:
    """All that is typed as it stands and all that is named; None when one of those is not stated."""
    places = [p for p, figure in enumerate(context.figures) if figure.role is Role.IS and p not in on_top]
    named = [term(context, place) for place in range(len(context.terms))]
    if any(one is None for one in named):
        return None
    found = [first(context, place) for place in places] + [one for one in named if one is not None]
    return [in_base_units(one) for one in found]


def _bridges(at: Point, count: int) -> list[list[Derivation]]:
    """Nothing, or one printed ratio that may be used unasked to get from one unit to another."""
    ways: list[list[Derivation]] = [[]] if count > 1 else []
    if at.quantity is not None:
        return ways
    for quantity in at.context.table.quantities.values():
        if quantity.bridge:
            found = best(looked_up(at.context, Ref(quantity.id)))
            ways += [[found]] if found is not None else []
    return ways


def _product(figures: Sequence[Derivation], unit: str) -> Derivation | None:
    """The one product whose units come out as wanted; None when there is none, or more than one value."""
    wanted = powers(unit)
    found: dict[float, Derivation] = {}
    for signs in product((1, -1), repeat=len(figures)):
        if any(one.unit == _PERCENT and sign < 0 for one, sign in zip(figures, signs, strict=True)):
            continue
        if times((one.unit, sign) for one, sign in zip(figures, signs, strict=True)) == wanted:
            node = _signed(figures, signs, unit)
            if node is not None:
                found.setdefault(round(node.value, _DIGITS), node)
    return next(iter(found.values())) if len(found) == 1 else None


def _signed(figures: Sequence[Derivation], signs: Sequence[int], unit: str) -> Derivation | None:
    paired = list(zip(figures, signs, strict=True))
    members = {
        "factors": [one for one, sign in paired if sign > 0 and one.unit != _PERCENT],
        "shares": [one for one, sign in paired if one.unit == _PERCENT],
        "divisors": [one for one, sign in paired if sign < 0],
    }
    return worked("product", unit, members, cost=1.5, relation=UNITS)


def _with_uplifts(context: Context, node: Derivation, on_top: Sequence[int]) -> Derivation | None:
    made: Derivation | None = node
    for place in on_top:
        if made is not None:
            members = {"amount": made, "on_top": first(context, place)}
            made = worked("uplift", made.unit, members, cost=0.5, relation="uplift")
    return made
