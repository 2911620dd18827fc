"""A follow-up as edits of the last reading, each with the sentence that says it.

The follow-up is heard alone; what it says is set on the reading before it, and nothing else of that reading changes. Questions
before the last one are never read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.asked import lead_of
from assistant.reading.assign import Choice, choices
from assistant.reading.changed import with_body, with_figure, with_quantity
from assistant.reading.cues import cue_weights, first_label, listed
from assistant.reading.hearing import Heard, hear, joined
from assistant.reading.known import Known
from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.moments import Moments, moments
from assistant.reading.naming import Named
from assistant.reading.said import name_of
from assistant.reading.scene import scene
from ingest.phrases import words

SHORT = 6
"""A question of so few words without a body leans on the one before."""
PLAIN = 1.7
TURNS = (Ask.TIME, Ask.SPLIT, Ask.RATE, Ask.ENOUGH, Ask.SUM)
PARTS = (Ask.SHARE, Ask.RATIO)
SAID = 5.0


@dataclass(frozen=True, slots=True)
class Edited:
    """A reading after edits, with a sentence for each of them."""

    reading: Reading
    says: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.says)


Edit = Callable[[Edited], Edited]


def edited(question: str, known: Known, last: Reading) -> Edited:
    """The last reading with what a follow-up says set on it; empty when the question stands alone or changes nothing."""
    heard = hear(question, known)
    if stands_alone(heard):
        return Edited(last)
    if whole := _about_that(heard, last):
        return whole
    times = moments(
        heard.placed,
        heard.scored.candidates[0].roles,
        known.latest_of(mention.body.id for mention in heard.bodies),
    )
    result = Edited(last)
    steps: tuple[Edit, ...] = (
        lambda so_far: _body(so_far, heard),
        lambda so_far: _ask(so_far, heard),
        lambda so_far: _figures(so_far, heard),
        lambda so_far: _quantity(so_far, heard),
        lambda so_far: _times(so_far, times),
        lambda so_far: _manner(so_far, heard, known),
    )
    for step in steps:
        result = step(result)
    return result


def stands_alone(heard: Heard) -> bool:
    """A body and something asked, or a full question, and nothing that leans on what was said before."""
    text = heard.placed.text
    said = words(text)
    if not said or _opens_leaning(text) or any(word.fold in listed("leaning_words") for word in said):
        return False
    return (
        bool(heard.bodies)
        and (bool(heard.names) or bool(heard.amounts))
        or len(said) > SHORT
        and bool(heard.names)
    )


def _opens_leaning(text: str) -> bool:
    found = listed("leaning_start").find(text)
    return bool(found) and not text[: found[0].start].strip(" ,.'")


def _about_that(heard: Heard, last: Reading) -> Edited | None:
    """ "What share of the gap is that?": the last answer set against another quantity."""
    weights = cue_weights(heard.placed.text)
    that = any(word.fold in listed("that") for word in words(heard.placed.text)) or ask_of_another(heard)
    ask = next(
        (ask for ask in PARTS if weights.get(ask, 0.0) > 0), Ask.RATIO if "opens" in _beside(heard) else None
    )
    names = [name for name in heard.names if name.end > 0 and name.unit != "%"]
    if ask is None or not that or not names or heard.amounts:
        return None
    name = names[-1]
    against = Ref(name.metric, group=name.group)
    return Edited(
        Reading(ask, of=last, against=against, body=last.body),
        (
            f"That figure as a share of {name_of(name.metric)}"
            if ask is Ask.SHARE
            else f"That figure for each {name_of(name.metric)}",
        ),
    )


def ask_of_another(heard: Heard) -> bool:
    """ "Per household?", "as a share of the pay bill": nothing but the other side is said."""
    said = words(heard.placed.text)
    return len(said) <= SHORT + 2 and not heard.bodies and bool(said) and "opens" in _beside(heard)


def _beside(heard: Heard) -> tuple[str, ...]:
    return listed("beside").labels(heard.placed.text)


def _body(so_far: Edited, heard: Heard) -> Edited:
    bodies = list(dict.fromkeys(mention.body.id for mention in heard.bodies))
    if len(bodies) != 1 or bodies[0] == so_far.reading.body:
        return so_far
    reading, dropped = with_body(so_far.reading, bodies[0])
    says = f"Same question, for {heard.bodies[0].body.name}"
    if dropped:
        says += f"; {', '.join(name_of(figure.metric) for figure in dropped)} as typed for the other body is left out"
    return Edited(reading, (*so_far.says, says))


def _ask(so_far: Edited, heard: Heard) -> Edited:
    weights = cue_weights(heard.placed.text)
    ask = next((ask for ask in TURNS if weights.get(ask, 0.0) >= PLAIN), None)
    if ask is None or ask is so_far.reading.ask or (ask is Ask.RATE and _has_rate(so_far.reading)):
        return so_far
    reading = replace(so_far.reading, ask=ask, years=None if ask is Ask.TIME else so_far.reading.years)
    return Edited(reading, (*so_far.says, f"Same question, now asking for {_ASKED[ask]}"))


_ASKED = {
    Ask.TIME: "the time",
    Ask.SPLIT: "the split",
    Ask.RATE: "the yearly rate",
    Ask.ENOUGH: "whether it is enough",
    Ask.SUM: "the sum",
}


def _has_rate(reading: Reading) -> bool:
    return any(figure.role is Role.BY and figure.per == "year" for figure in reading.figures)


def _figures(so_far: Edited, heard: Heard) -> Edited:
    """Each amount typed now: the value of a figure there that it fits, else a figure more."""
    for item in joined(heard, heard.scored.candidates[0]):
        roles = [(one.label, one.probability) for one in heard.scored.candidates[0].ranked[item.places[0]]]
        ranked: Sequence[Choice] = choices(item, heard.placed, heard.names, roles)
        if ranked:
            reading, says = with_figure(so_far.reading, ranked)
            so_far = Edited(reading, (*so_far.says, says))
    return _implied(so_far, heard)


def _implied(so_far: Edited, heard: Heard) -> Edited:
    for figure in scene(heard.placed.text, (), Known(), "").implied[:1]:
        rest = tuple(one for one in so_far.reading.figures if one.metric != figure.metric)
        reading = replace(so_far.reading, figures=(*rest, figure))
        so_far = Edited(
            reading, (*so_far.says, f"Same question, {name_of(figure.metric)} at {figure.value:g}%")
        )
    return so_far


def _quantity(so_far: Edited, heard: Heard) -> Edited:
    """Another quantity asked of, when one is named that no figure of the reading is a figure of."""
    held = {figure.metric for figure in so_far.reading.figures}
    of = so_far.reading.of
    if not isinstance(of, Ref):
        return so_far
    near = {choice for choice in held if choice}
    names = [
        name
        for name in heard.names
        if name.end > 0
        and name.id not in near
        and name.metric != of.metric
        and not _is_of_amount(name, heard)
    ]
    name = max(names, key=lambda one: (one.sure, one.printed), default=None)
    if name is None:
        return so_far
    return Edited(
        with_quantity(so_far.reading, name),
        (*so_far.says, f"Same question, asked of {name_of(name.metric, name.group)}"),
    )


def _is_of_amount(name: Named, heard: Heard) -> bool:
    """Whether its words only say what an amount counts: "of those jobs"."""
    return any(
        heard.placed.apart(name.start, name.end, heard.placed.spans[item.places[0]])[0] <= 3
        for item in heard.amounts
    )


def _times(so_far: Edited, times: Moments) -> Edited:
    reading = so_far.reading
    if times.years is not None and times.years != reading.years:
        changed = replace(reading, years=times.years, end="")
        return Edited(changed, (*so_far.says, f"Same question, over {times.years:g} years"))
    if times.end and times.end != reading.end:
        changed = replace(reading, end=times.end, years=None)
        return Edited(changed, (*so_far.says, f"Same question, to {times.end}"))
    if times.when and isinstance(reading.of, Ref):
        when = times.when[0]
        return Edited(
            replace(reading, of=replace(reading.of, when=when)), (*so_far.says, f"Same question, for {when}")
        )
    return so_far


def _manner(so_far: Edited, heard: Heard, known: Known) -> Edited:
    """Straight line or compound, in all, a month, in %, target, part: whatever else the follow-up sets."""
    text = heard.placed.text
    now = scene(text, heard.bodies, known, lead_of(text))
    reading, says = so_far.reading, list(so_far.says)
    if now.basis and now.basis != reading.basis:
        reading = replace(reading, basis=now.basis)
        says.append(
            "Same question, in a straight line" if now.basis == "linear" else "Same question, compounded"
        )
    if now.part and isinstance(reading.of, Ref) and now.part != reading.of.part:
        reading = replace(reading, of=replace(reading.of, part=now.part))
        says.append(f"Same question, for {now.part}")
    kind = first_label("kind", text)
    if kind and isinstance(reading.of, Ref) and not heard.amounts and kind != reading.of.kind:
        reading = replace(reading, of=replace(reading.of, kind=kind))
        says.append(f"Same question, of the {kind}")
    per = first_label("answer_per", text)
    if per and not heard.amounts and per != reading.per:
        reading = replace(reading, per=per)
        says.append(f"Same question, a {per}")
    if now.lead in {"%", "point"} and not heard.amounts and not heard.names and now.lead != reading.lead:
        reading = replace(reading, lead=now.lead)
        says.append("Same question, in %" if now.lead == "%" else "Same question, in points")
    return Edited(_with_total(reading, heard), tuple(says))


def _with_total(reading: Reading, heard: Heard) -> Reading:
    """ "In all" or "a year", said without an amount, settles the pace of the one change there is."""
    per = first_label("per", heard.placed.text, ("total", "year"))
    changes: list[Figure] = [figure for figure in reading.figures if figure.role is Role.BY]
    if heard.amounts or not per or len(changes) != 1 or reading.per:
        return reading
    return replace(
        reading, figures=tuple(replace(one, per=per) if one is changes[0] else one for one in reading.figures)
    )
