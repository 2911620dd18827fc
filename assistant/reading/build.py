"""From choices to a Reading: the ask, the quantity asked, what stands against it, and each amount as a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.reading.assign import Choice, fitting
from assistant.reading.cues import first_label, goals, implied, listed, restated
from assistant.reading.known import Known
from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.moments import Moments
from assistant.reading.naming import Named, unit_of
from assistant.reading.typed import EACH_OF, Typed
from ingest.bodies import BodyMention
from ingest.measures.table import plain_id, table
from ingest.phrases import Found, Phrases, words

REACHES = frozenset({Ask.TIME, Ask.RATE, Ask.ENOUGH, Ask.PHASE, Ask.SOLVE})
OVER_BODIES = frozenset({Ask.RANK, Ask.POOL, Ask.SUM, Ask.MEAN})
TWO_SIDED = frozenset({Ask.DIFFERENCE, Ask.SHARE, Ask.RATIO})
REACH = 10
"""How many characters may lie between a share and its whole."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question holds whatever it asks: its text, bodies named, direction and pace as learned, and times."""

    text: str
    bodies: tuple[str, ...]
    lead: str
    part: str = ""
    basis: str = ""
    pace: str = ""
    lasting: bool = False
    which: str = ""
    target: bool = False
    implied: tuple[Figure, ...] = ()
    goals: tuple[float, ...] = ()
    direction: str = ""
    learned_per: str = ""
    moments: Moments = Moments()


def scene(text: str, bodies: Sequence[BodyMention], known: Known, lead: str) -> Scene:
    """What a question says whatever it asks; direction, pace and times are added for each operation."""
    return Scene(
        text=text,
        bodies=tuple(dict.fromkeys(mention.body.id for mention in bodies)),
        lead=lead,
        part=_part(text, bodies, known),
        basis=first_label("basis", text),
        pace=first_label("pace", text),
        lasting=bool(listed("lasting").find(text)),
        which=first_label("which", text, ("low", "spread", "high", "all")),
        target="target" in listed("kind").labels(text),
        implied=tuple(Figure(row.value, unit_of(row.metric), row.metric, Role.BECOMES) for row in implied() if row.phrases.find(text)),
        goals=tuple(value for value, phrases in goals() if phrases.find(text)),
    )


def _part(text: str, bodies: Sequence[BodyMention], known: Known) -> str:
    """The part of the body that a question names in the papers' own words, outside the names of bodies."""
    for hit in _parts(known).find(text):
        apart = all(hit.end <= body.start or hit.start >= body.end for body in bodies)
        if apart and (hit.last - hit.first > 1 or _is_named_as_part(text, hit)):
            return hit.labels[0]
    return ""


def _is_named_as_part(text: str, hit: Found) -> bool:
    """Whether one word stands for a part: written as a name, or led or followed by the words that tell a part."""
    if hit.start and text[hit.start].isupper():
        return True
    before, after = words(text[: hit.start]), words(text[hit.end :])
    led = bool(before) and before[-1].fold in listed("part_words") and "before" in listed("part_words").labels(before[-1].fold)
    followed = bool(after) and "after" in listed("part_words").labels(after[0].fold)
    return led or followed


@lru_cache(maxsize=8)
def _parts(known: Known) -> Phrases:
    return Phrases({part: [part] for part in known.parts})


def build(scene: Scene, ask: Ask, of: Named, against: Named | None, chosen: Sequence[Choice]) -> Reading:
    """One Reading of these choices."""
    if ask is Ask.TIME and of.unit == "year":
        ask = Ask.VALUE
    figures = [_figure(scene, ask, of, choice, chosen) for choice in chosen]
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
        body=scene.bodies[0] if len(scene.bodies) == 1 or (scene.bodies and ask not in OVER_BODIES | TWO_SIDED) else "",
    )
    return _between_periods(_typed_against(_with_target(scene, reading, of), ask))


def _years(scene: Scene, chosen: Sequence[Choice]) -> float | None:
    """The years said, or those of a path, one for each of its values."""
    path = next((len(choice.typed.values) for choice in chosen if choice.role is Role.BY and _is_path(choice)), None)
    years = scene.moments.years
    return float(path) if path and (years is None or years < path) and not scene.moments.end else years


def _is_path(choice: Choice) -> bool:
    return len(choice.typed.values) > 1 and not choice.each and not _is_grid(choice, choice.role)


def _between_periods(reading: Reading) -> Reading:
    """Without a change typed, "from 2023/24 to 2024/25" names two periods of the past, and an end is the period asked about."""
    moves = any(figure.role is not Role.IS for figure in reading.figures)
    if moves or reading.years is not None or not isinstance(reading.of, Ref) or reading.ask in REACHES - {Ask.RATE}:
        return reading
    periods = [period for period in (reading.start, reading.of.when, reading.end) if period]
    if reading.ask in {Ask.CHANGE, Ask.RATE} and len(periods) > 1:
        return replace(reading, of=replace(reading.of, when="|".join(periods)), start="", end="")
    if reading.ask in {Ask.VALUE, Ask.SHARE, Ask.RATIO} and len(periods) == 1 and not reading.figures:
        return replace(reading, of=replace(reading.of, when=periods[0]), start="", end="")
    return reading


def _ref(scene: Scene, ask: Ask, of: Named) -> Ref:
    several = len(scene.bodies) > 1
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
    return Ref(named.metric, group=named.group, when=of.when, part=of.part, unit=named.unit if not unit_of(named.metric) else "")


def _figure(scene: Scene, ask: Ask, of: Named, choice: Choice, chosen: Sequence[Choice]) -> Figure:
    typed = choice.typed
    metric, unit = choice.metric, choice.unit
    if typed.of_share and choice.role is Role.IS:
        metric, unit = _whole_of(typed, chosen) or (metric, unit)
    if again := restated(of.metric, plain_id(metric), choice.role):
        metric, role_again = again
        choice = replace(choice, metric=metric, role=role_again)
    if not metric and choice.role is not Role.WEIGHTS and fitting(typed, of.unit, choice.role) is not None:
        metric, unit = of.id, fitting(typed, of.unit, choice.role) or unit
    role = _settled_role(scene, ask, of, choice)
    values = tuple(v * _sign(scene, choice) for v in typed.values) if again else typed.values
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


def _whole_of(typed: Typed, chosen: Sequence[Choice]) -> tuple[str, str] | None:
    """The quantity of which the share just before an amount is a share: "12.7% of 804" staff where 12.7% is turnover."""
    share = next((one for one in chosen if one.typed.unit == "%" and one.typed.end <= typed.start and typed.start - one.typed.end < REACH), None)
    if share is None:
        return None
    ratios = table().ratios_with.get(plain_id(share.metric), ())
    whole = next((ratio.per for ratio in ratios if ratio.rate == plain_id(share.metric)), "")
    unit = unit_of(whole)
    return (whole, unit) if whole and typed.unit in {"", unit} else None


def _settled_role(scene: Scene, ask: Ask, of: Named, choice: Choice) -> Role:
    """A level to reach is a new level where no time or rate is asked; a rate that is supposed is one too."""
    role, typed = choice.role, choice.typed
    if role is Role.TARGET and choice.metric and plain_id(choice.metric) != of.metric and typed.lead != "to" and ask not in REACHES:
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
    return "year" if ahead and scene.learned_per != "a" else "total"


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
    found = [figure for figure in scene.implied if figure.metric not in typed][:1]
    if not any(choice.role is Role.TARGET for choice in chosen) and not found:
        found += [Figure(value, of.unit, of.id, Role.TARGET) for value in scene.goals]
    return found


def _with_target(scene: Scene, reading: Reading, of: Named) -> Reading:
    """ "its target" as the level to reach, where a time or a rate is asked and none was typed."""
    if reading.ask not in REACHES - {Ask.PHASE} or any(figure.role is Role.TARGET for figure in reading.figures):
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
        if figure.role in {Role.IS, Role.BY, Role.TARGET} and isinstance(figure.value, float) and figure.unit != "%":
            rest = tuple(other for other in reading.figures if other is not figure)
            return replace(reading, of=replace(figure, role=Role.IS, value=abs(figure.value)), figures=rest)
    return reading


def _lead(scene: Scene, of: Named, ask: Ask) -> str:
    lead = scene.lead if scene.lead in {"%", "point", "number", "times"} else ""
    return "" if (lead == "number" or (lead == "%" and of.unit == "%")) and ask is Ask.VALUE else lead

