"""An amount as a figure of a reading: its quantity, role, sign and pace under the ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.assign import Choice, fitting, is_plausible
from assistant.reading.cues import restated
from assistant.reading.model import Ask, Figure, Role
from assistant.reading.naming import Named, unit_of
from assistant.reading.scene import Scene
from assistant.reading.typed import Typed
from assistant.reading.typed_units import EACH_OF
from ingest.measures.table import plain_id, table

REACHES = frozenset({Ask.TIME, Ask.RATE, Ask.ENOUGH, Ask.PHASE, Ask.SOLVE})
REACH = 10
"""How many characters may lie between a share and its whole."""


def figure_of(scene: Scene, ask: Ask, of: Named, choice: Choice, chosen: Sequence[Choice]) -> Figure:
    """One amount as a figure; ``chosen`` are all the amounts, for what a share is of and what a sum is for each of."""
    typed = choice.typed
    metric, unit = choice.metric, choice.unit
    if typed.of_share and choice.role is Role.IS:
        metric, unit = _whole_of(typed, chosen) or (metric, unit)
    if again := restated(of.metric, plain_id(metric), choice.role, _pace(scene, typed)):
        metric, role_again = again
        choice = replace(choice, metric=metric, role=role_again)
    if not metric and choice.role is not Role.WEIGHTS:
        metric, unit = _of_asked(of, choice)
    role = choice.role if again else _settled_role(scene, ask, of, choice)
    values = (
        tuple(v * _sign(scene, choice) for v in typed.values)
        if again and unit == "%" and role is Role.IS
        else typed.values
    )
    relative: bool | None = None
    if role is Role.BY:
        sign = _sign(scene, choice)
        values = tuple(value * sign if value > 0 else value for value in values)
    elif role is Role.TARGET and unit == "%" and unit_of(metric) not in {"%", ""}:
        relative = True
        sign = typed.sign or (-1 if scene.direction == "d" else 1)
        values = tuple(value * sign for value in values) if typed.lead != "to" or typed.change else values
    return Figure(
        value=values[0] if len(values) == 1 else values,
        unit=_unit(unit, choice, chosen),
        metric=metric,
        role=role,
        per=_per(scene, ask, choice, role),
        relative=relative,
        each=choice.each or is_grid(choice, role),
        span=(typed.start, typed.end),
    )


def _pace(scene: Scene, typed: Typed) -> str:
    """ "all" for a change over several years that is not said to be yearly, else "year"."""
    return "all" if not typed.per and (scene.moments.years or 0) > 1 or typed.per == "total" else "year"


def _of_asked(of: Named, choice: Choice) -> tuple[str, str]:
    """An amount of no quantity named is one of what is asked for, or of a rate or a whole that it follows from."""
    typed = choice.typed
    unit = fitting(typed, of.unit, choice.role)
    if unit is not None and is_plausible(typed, of.metric, choice.role, unit):
        return of.id, unit
    if choice.role is Role.BY:
        return "", choice.unit
    for ratio in table().ratios_with.get(of.metric, ()):
        for metric in (ratio.rate, ratio.per, ratio.of):
            unit = fitting(typed, unit_of(metric), choice.role) if metric != of.metric else None
            if (
                unit is not None
                and unit == unit_of(metric)
                and is_plausible(typed, metric, choice.role, unit)
            ):
                return metric, unit
    return "", choice.unit


def _whole_of(typed: Typed, chosen: Sequence[Choice]) -> tuple[str, str] | None:
    """The quantity of which the share just before an amount is a share: "12.7% of 804" staff where 12.7% is turnover."""
    share = next(
        (
            one
            for one in chosen
            if one.typed.unit == "%" and one.typed.end <= typed.start and typed.start - one.typed.end < REACH
        ),
        None,
    )
    if share is None:
        return None
    ratios = table().ratios_with.get(plain_id(share.metric), ())
    whole = next((ratio.per for ratio in ratios if ratio.rate == plain_id(share.metric)), "")
    unit = unit_of(whole)
    return (whole, unit) if whole and typed.unit in {"", unit} else None


def _settled_role(scene: Scene, ask: Ask, of: Named, choice: Choice) -> Role:
    """A level to reach is a new level where no time or rate is asked; a rate that is supposed is one too."""
    role, typed = choice.role, choice.typed
    if role is Role.BY and typed.change and ask in {Ask.TIME, Ask.RATE}:
        return Role.TARGET
    if (
        role is Role.TARGET
        and choice.metric
        and plain_id(choice.metric) != of.metric
        and typed.lead != "to"
        and ask not in REACHES
    ):
        return Role.IS
    reaching = ask in REACHES or (scene.moments.years or 0) > 0 or bool(scene.moments.end)
    if role is Role.TARGET and not reaching:
        return Role.BECOMES
    if choice.label == "backfill" and typed.lead == "from":
        return Role.IS
    return role


def _sign(scene: Scene, choice: Choice) -> int:
    if choice.label == "award":
        return -1 if choice.typed.sign < 0 and choice.typed.lead == "by" else 1
    learned = {"d": -1, "u": 1}.get(scene.direction, 1)
    return choice.typed.sign or learned


def _per(scene: Scene, ask: Ask, choice: Choice, role: Role) -> str:
    typed = choice.typed
    if role is not Role.BY:
        return (
            typed.per
            if typed.unit == "gbp" and typed.per in {"year", "month"} and choice.label != "unitcost"
            else ""
        )
    if typed.per:
        return typed.per
    share_of_share = typed.unit == "%" and unit_of(choice.metric) == "%" and choice.label != "award"
    if choice.label == "path" or len(typed.values) > 1 and not choice.each:
        return "year"
    if choice.label == "award":
        return "year" if (scene.moments.years or 0) > 1 or scene.moments.end else "total"
    if share_of_share:
        return ""
    if choice.label == "total":
        return "total"
    ahead = (scene.moments.years or 0) > 0 or bool(scene.moments.end) or ask is Ask.TIME
    return "year" if ahead and scene.learned_per != "a" else "total"


def is_grid(choice: Choice, role: Role) -> bool:
    """Whether a list gives values to be tried in turn, and not the years of a path."""
    said = set(choice.typed.joined.split())
    if len(choice.typed.values) < 2 or role is Role.WEIGHTS or "then" in said:
        return False
    return "or" in said or (choice.label != "path" and bool(said & {"and", "to", "-"}))


def _unit(unit: str, choice: Choice, chosen: Sequence[Choice]) -> str:
    """A sum "each" is for each of what was counted beside it."""
    if unit != EACH_OF:
        return unit
    counted = next(
        (
            one.unit
            for one in chosen
            if one is not choice and one.unit and not one.unit.startswith("gbp") and one.unit != "%"
        ),
        "",
    )
    return f"gbp/{counted}" if counted else unit
