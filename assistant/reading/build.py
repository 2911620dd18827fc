"""From choices to a Reading: the ask, the quantity asked, what stands against it, and each amount as a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.assign import Choice, fitting
from assistant.reading.cues import first_label, goals, implied, listed
from assistant.reading.known import Known
from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.moments import Moments
from assistant.reading.naming import Named, unit_of
from assistant.reading.typed import EACH_OF
from ingest.measures.table import table
from ingest.phrases import Phrases

REACHES = frozenset({Ask.TIME, Ask.RATE, Ask.ENOUGH, Ask.PHASE, Ask.SOLVE})
OVER_BODIES = frozenset({Ask.RANK, Ask.POOL, Ask.SUM, Ask.MEAN})
TWO_SIDED = frozenset({Ask.DIFFERENCE, Ask.SHARE, Ask.RATIO})
SUPPOSED = frozenset({"if", "were", "suppose", "supposing", "assume", "imagine", "matched", "had"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question holds whatever it asks: its text, bodies named, direction and pace as learned, and times."""

    text: str
    bodies: tuple[str, ...]
    known: Known
    direction: str
    pace: str
    moments: Moments
    lead: str


def build(scene: Scene, ask: Ask, of: Named, against: Named | None, chosen: Sequence[Choice]) -> Reading:
    """One Reading of these choices."""
    figures = [_figure(scene, ask, of, choice, chosen) for choice in chosen]
    figures += _implied(scene, of, chosen)
    ref = _ref(scene, ask, of)
    reading = Reading(
        ask=ask,
        of=ref,
        against=_against(scene, ask, ref, against),
        figures=tuple(figures),
        years=scene.moments.years,
        start=scene.moments.start,
        end=scene.moments.end,
        span=scene.moments.span,
        basis=first_label("basis", scene.text),
        pace=first_label("pace", scene.text),
        lasting=bool(listed("lasting").find(scene.text)),
        lead=_lead(scene, of, ask),
        which=_which(scene, ask),
        body=scene.bodies[0] if len(scene.bodies) == 1 or (scene.bodies and ask not in OVER_BODIES | TWO_SIDED) else "",
    )
    return _typed_against(_with_target(scene, reading, of), ask)


def _ref(scene: Scene, ask: Ask, of: Named) -> Ref:
    several = len(scene.bodies) > 1
    body = ""
    if several:
        body = "|".join(scene.bodies) if ask in OVER_BODIES else scene.bodies[0] if ask in TWO_SIDED else ""
    when = "|".join(scene.moments.when) if ask is not Ask.DIFFERENCE else (scene.moments.when or ("",))[0]
    kind = _kind(scene, of) if ask is Ask.VALUE else ""
    unit = of.unit if not unit_of(of.metric) else ""
    return Ref(of.metric, group=of.group, body=body, part=_part(scene), when=when, kind=kind, unit=unit)


def _part(scene: Scene) -> str:
    """The part of the body that a question names in the papers' own words."""
    if not scene.known.parts:
        return ""
    found = Phrases({part: [part] for part in scene.known.parts}).labels(scene.text)
    return found[0] if found else ""


def _kind(scene: Scene, of: Named) -> str:
    """The kind named right beside the quantity: "turnover target", "forecast leavers"."""
    near = scene.text[max(0, of.start - 20) : of.end + 20]
    return first_label("kind", near)


def _against(scene: Scene, ask: Ask, of: Ref, against: Named | None) -> Ref | None:
    if ask not in TWO_SIDED:
        return None
    if ask is Ask.DIFFERENCE:
        if len(scene.bodies) > 1:
            return replace(of, body=scene.bodies[1])
        if len(scene.moments.when) > 1:
            return replace(of, when=scene.moments.when[1])
        kind = first_label("kind", scene.text)
        return replace(of, kind=kind) if kind and against is None else _plain(against, of)
    return _plain(against, of)


def _plain(named: Named | None, of: Ref) -> Ref | None:
    if named is None:
        return None
    return Ref(named.metric, group=named.group, when=of.when, part=of.part, unit=named.unit if not unit_of(named.metric) else "")


def _figure(scene: Scene, ask: Ask, of: Named, choice: Choice, chosen: Sequence[Choice]) -> Figure:
    typed = choice.typed
    metric, unit = choice.metric, choice.unit
    if not metric and choice.role is not Role.WEIGHTS and fitting(typed, of.unit, choice.role) is not None:
        metric, unit = of.id, fitting(typed, of.unit, choice.role) or unit
    role = _settled_role(scene, ask, choice)
    values = typed.values
    relative: bool | None = None
    if role is Role.BY:
        sign = _sign(scene, choice)
        values = tuple(value * sign if value > 0 else value for value in values)
    elif role is Role.TARGET and unit == "%" and unit_of(metric) not in {"%", ""}:
        relative = True
        sign = typed.sign or (-1 if scene.direction == "d" else 1)
        values = tuple(value * sign for value in values) if typed.lead != "to" else values
    return Figure(
        value=values[0] if len(values) == 1 else values,
        unit=_unit(unit, choice, chosen),
        metric=metric,
        role=role,
        per=_per(scene, ask, choice, role),
        relative=relative,
        each=choice.each or _is_grid(choice, role),
        span=(typed.start, typed.end),
    )


def _settled_role(scene: Scene, ask: Ask, choice: Choice) -> Role:
    """A level to reach is a new level where no time or rate is asked; a rate that is supposed is one too."""
    role, typed = choice.role, choice.typed
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
        return typed.per if typed.unit == "gbp" and typed.per in {"year", "month"} and choice.label != "unitcost" else ""
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
    return "year" if ahead and scene.pace != "a" else "total"


def _is_grid(choice: Choice, role: Role) -> bool:
    words = set(choice.typed.joined.split())
    return len(choice.typed.values) > 1 and role is not Role.WEIGHTS and choice.label != "path" and bool(words & {"or", "and", "to", "-"})


def _unit(unit: str, choice: Choice, chosen: Sequence[Choice]) -> str:
    """A sum "each" is for each of what was counted beside it."""
    if unit != EACH_OF:
        return unit
    counted = next((one.unit for one in chosen if one is not choice and one.unit and not one.unit.startswith("gbp") and one.unit != "%"), "")
    return f"gbp/{counted}" if counted else unit


def _implied(scene: Scene, of: Named, chosen: Sequence[Choice]) -> list[Figure]:
    """Figures without a numeral: a freeze replaces nobody, "until nobody is left" is a target of nought."""
    typed = {choice.metric for choice in chosen}
    found = [
        Figure(row.value, unit_of(row.metric), row.metric, Role.BECOMES)
        for row in implied()
        if row.metric not in typed and row.phrases.find(scene.text)
    ][:1]
    if not any(choice.role is Role.TARGET for choice in chosen) and not found:
        found += [Figure(value, of.unit, of.id, Role.TARGET) for value, phrases in goals() if phrases.find(scene.text)]
    return found


def _with_target(scene: Scene, reading: Reading, of: Named) -> Reading:
    """ "its target" as the level to reach, where a time or a rate is asked and none was typed."""
    if reading.ask not in REACHES - {Ask.PHASE} or any(figure.role is Role.TARGET for figure in reading.figures):
        return reading
    if "target" not in listed("kind").labels(scene.text):
        return reading
    target = Ref(of.metric, group=of.group, kind="target", when=scene.moments.end)
    return replace(reading, figures=(*reading.figures, Figure(target, of.unit, of.id, Role.TARGET)))


def _typed_against(reading: Reading, ask: Ask) -> Reading:
    """A figure that stands as it is may be the other side of a difference or a share, or the whole to be phased."""
    if ask is Ask.PHASE:
        return _typed_of(reading)
    if ask not in TWO_SIDED or reading.against is not None or not isinstance(reading.of, Ref):
        return reading
    wanted = _sides(reading.of, ask)
    for figure in reading.figures:
        if figure.role in {Role.IS, Role.BECOMES} and figure.metric in wanted:
            rest = tuple(other for other in reading.figures if other is not figure)
            return replace(reading, against=replace(figure, role=Role.IS), figures=rest)
    return reading


def _sides(of: Ref, ask: Ask) -> set[str]:
    quantity = table().get(of.metric)
    if ask is Ask.DIFFERENCE or quantity is None or not quantity.part_of:
        return {of.metric, f"{of.metric}[{of.group}]"}
    return {of.metric, quantity.part_of}


def _typed_of(reading: Reading) -> Reading:
    for figure in reading.figures:
        if figure.role in {Role.IS, Role.BY, Role.TARGET} and isinstance(figure.value, float) and figure.unit != "%":
            rest = tuple(other for other in reading.figures if other is not figure)
            return replace(reading, of=replace(figure, role=Role.IS, value=abs(figure.value)), figures=rest)
    return reading


def _lead(scene: Scene, of: Named, ask: Ask) -> str:
    lead = scene.lead if scene.lead in {"%", "point", "number", "times"} else ""
    return "" if (lead == "number" or (lead == "%" and of.unit == "%")) and ask is Ask.VALUE else lead


def _which(scene: Scene, ask: Ask) -> str:
    if ask is not Ask.RANK:
        return ""
    return first_label("which", scene.text, ("low", "spread", "high", "all")) or "high"
