"""From choices to a Reading: the ask, the quantity asked, what stands against it, and each amount as a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.assign import Choice
from assistant.reading.cues import first_label
from assistant.reading.figured import REACHES, figure_of, is_grid
from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.naming import Named, unit_of
from assistant.reading.scene import Scene
from ingest.measures.table import table

OVER_BODIES = frozenset({Ask.RANK, Ask.POOL, Ask.SUM, Ask.MEAN})
TWO_SIDED = frozenset({Ask.DIFFERENCE, Ask.SHARE, Ask.RATIO})

TWO = 2


def build(scene: Scene, ask: Ask, of: Named, against: Named | None, chosen: Sequence[Choice]) -> Reading:
    """One Reading of these choices."""
    ask = _fitting(ask, of)
    scene = _asked_of_periods(scene, ask, chosen)
    figures = [figure_of(scene, ask, of, choice, chosen) for choice in chosen]
    figures += _implied(scene, of, chosen)
    ref = _ref(scene, ask, of)
    reading = Reading(
        ask=ask,
        of=ref,
        against=_against(scene, ask, ref, against),
        figures=tuple(figures),
        years=_years(scene, chosen),
        start=scene.moments.start,
        end=scene.moments.end,
        span=scene.moments.span,
        basis=scene.basis,
        pace=scene.pace,
        lasting=scene.lasting,
        lead=_lead(scene, of, ask),
        which=(scene.which or "high") if ask is Ask.RANK else "",
        body=_body(scene, ask),
    )
    reading = _typed_against(_with_target(scene, reading, of), ask)
    return _two_bases(reading) if scene.two_bases else reading


def _body(scene: Scene, ask: Ask) -> str:
    """The body of the whole reading; several bodies stand on the things asked about, unless one only lends a figure."""
    lent = any(isinstance(figure.value, Ref) for figure in scene.implied)
    single = len(scene.bodies) == 1 or lent or (bool(scene.bodies) and ask not in OVER_BODIES | TWO_SIDED)
    return scene.bodies[0] if single else ""


def _two_bases(reading: Reading) -> Reading:
    """ "Compound or straight line?": the same reading both ways, set against each other."""
    compound, linear = replace(reading, basis="compound"), replace(reading, basis="linear")
    return Reading(Ask.DIFFERENCE, of=compound, against=linear, body=reading.body)


def _fitting(ask: Ask, of: Named) -> Ask:
    """The ask that the nature of a quantity allows: a time in years is a value, and rates are pooled, not added."""
    quantity = table().get(of.metric)
    if ask is Ask.TIME and of.unit == "year":
        return Ask.VALUE
    if ask is Ask.SUM and quantity is not None and quantity.nature == "ratio":
        return Ask.POOL
    return ask


def _years(scene: Scene, chosen: Sequence[Choice]) -> float | None:
    """The years said, or those of a path, one for each of its values."""
    path = next(
        (len(choice.typed.values) for choice in chosen if choice.role is Role.BY and _is_path(choice)), None
    )
    years = scene.moments.years
    return float(path) if path and (years is None or years < path) and not scene.moments.end else years


def _is_path(choice: Choice) -> bool:
    return len(choice.typed.values) > 1 and not choice.each and not is_grid(choice, choice.role)


def _asked_of_periods(scene: Scene, ask: Ask, chosen: Sequence[Choice]) -> Scene:
    """Where nothing is changed or to be reached, "from 2023/24 to 2024/25" and "by 2025" are periods asked about."""
    times = scene.moments
    moves = any(choice.role is not Role.IS for choice in chosen) or bool(scene.implied)
    if moves or times.years is not None or ask in REACHES - {Ask.RATE}:
        return scene
    periods = tuple(dict.fromkeys(period for period in (times.start, *times.when, times.end) if period))
    if ask is Ask.RATE and len(periods) < TWO:
        return scene
    return replace(scene, moments=replace(times, when=periods, start="", end=""))


def _ref(scene: Scene, ask: Ask, of: Named) -> Ref:
    several = len(scene.bodies) > 1 and not any(isinstance(figure.value, Ref) for figure in scene.implied)
    body = ""
    if several:
        body = "|".join(scene.bodies) if ask in OVER_BODIES else scene.bodies[0] if ask in TWO_SIDED else ""
    when = "|".join(scene.moments.when) if ask is not Ask.DIFFERENCE else (scene.moments.when or ("",))[0]
    kind = _kind(scene, of) if ask is Ask.VALUE else ""
    unit = of.unit if not unit_of(of.metric) else ""
    return Ref(of.metric, group=of.group, body=body, part=scene.part, when=when, kind=kind, unit=unit)


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
    return Ref(
        named.metric,
        group=named.group,
        when=of.when,
        part=of.part,
        unit=named.unit if not unit_of(named.metric) else "",
    )


def _implied(scene: Scene, of: Named, chosen: Sequence[Choice]) -> list[Figure]:
    """Figures without a numeral: a freeze replaces nobody, "until nobody is left" is a target of nought."""
    typed = {choice.metric for choice in chosen}
    found = [figure for figure in scene.implied if figure.metric not in typed][:1]
    if not any(choice.role is Role.TARGET for choice in chosen) and not found:
        found += [Figure(value, of.unit, of.id, Role.TARGET) for value in scene.goals]
    return found


def _with_target(scene: Scene, reading: Reading, of: Named) -> Reading:
    """ "its target" as the level to reach, where a time or a rate is asked and none was typed."""
    if reading.ask not in REACHES - {Ask.PHASE} or any(
        figure.role is Role.TARGET for figure in reading.figures
    ):
        return reading
    if not scene.target:
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
        if (
            figure.role in {Role.IS, Role.BY, Role.TARGET}
            and isinstance(figure.value, float)
            and figure.unit != "%"
        ):
            rest = tuple(other for other in reading.figures if other is not figure)
            return replace(reading, of=replace(figure, role=Role.IS, value=abs(figure.value)), figures=rest)
    return reading


def _lead(scene: Scene, of: Named, ask: Ask) -> str:
    lead = scene.lead if scene.lead in {"%", "point", "number", "times"} else ""
    return "" if (lead == "number" or (lead == "%" and of.unit == "%")) and ask is Ask.VALUE else lead
