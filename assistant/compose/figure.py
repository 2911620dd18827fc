"""A stated figure that is no metric of the taxonomy: the sentence, item or row that prints it, and the figure first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.draft import Draft, Written, bullet_points, sentence
from assistant.compose.figure_found import Found, figures_found
from assistant.compose.figure_sought import kinds_wanted as kinds_wanted
from assistant.compose.figure_sought import sought
from assistant.compose.stated import asks_agreement
from assistant.evidence import Citations
from assistant.match import weights
from assistant.pool import Pool, Scored
from assistant.units import Unit
from assistant.words import stems
from ingest import metrics

NEAR_BEST = 0.85
AT_ODDS = 0.65
MOST_BESIDE = 2
SAME_WORDS = 0.7


def figure(pool: Pool, *, metric: str | None = None) -> Draft | None:
    """The statement that best meets the question among those that print a figure of the kind asked for.

    With a ``metric`` of the taxonomy only statements that name it count: a near miss must not stand in for silence.
    """
    table = weights("figure")
    question = pool.matcher.question
    wanted = sought(question.text, " ".join(question.words))
    every = figures_found(pool, wanted)
    found = [one for one in every if _names(one.scored.item, metric)] if metric else every
    if not found:
        return None
    best = found[0]
    near = _others(found, AT_ODDS if asks_agreement(pool.matcher.question.text) else NEAR_BEST)
    next_best = max((one.score for one in every if _another_figure(one, best)), default=0.0)
    clear = table["ahead"] * min(best.score - next_best, table["most_ahead"])
    second = _second(found) if wanted.also and best.second is None else None
    return Draft(
        "figure",
        best.score + clear + table["level"] + (table["named"] if metric else 0.0),
        best.scored.coverage,
        best.scored.likeness,
        (best.scored.document,),
        lambda citations: Written(_text(best, second, near, citations)),
    )


def _names(unit: Unit, metric: str) -> bool:
    """Whether the unit, with its lead-in and heading, speaks of this metric."""
    spoken = metrics.match(" . ".join((*unit.headings[-1:], unit.lead, unit.text)))
    return any(match.metric == metric for match in spoken)


def _others(found: Sequence[Found], share: float) -> list[Found]:
    """What comes close to the best and does not say the same again."""
    best = found[0]
    kept: list[Found] = []
    for one in found[1:]:
        if one.score < share * best.score or len(kept) == MOST_BESIDE:
            break
        if all(_apart(one, other) for other in (best, *kept)):
            kept.append(one)
    return kept


def _apart(one: Found, other: Found) -> bool:
    """Whether two statements differ in their figure, or in most of their words."""
    if _another_figure(one, other):
        return True
    words = set(stems(one.scored.item.text))
    return len(words & set(stems(other.scored.item.text))) < SAME_WORDS * len(words)


def _another_figure(one: Found, other: Found) -> bool:
    """Whether the figures differ; two statements of one figure bear each other out."""
    return (one.figure.kind, one.figure.value) != (other.figure.kind, other.figure.value)


def _second(found: Sequence[Found]) -> Found | None:
    """The best other statement that gives the second figure asked for."""
    close = [one for one in found[1:] if one.second is not None and one.score >= NEAR_BEST * found[0].score]
    return close[0] if close else None


def _text(best: Found, second: Found | None, near: Sequence[Found], citations: Citations) -> str:
    lines = [_line(best.scored, citations, _values(best))]
    if second is not None and second.second is not None:
        lines.append(_line(second.scored, citations, [second.second.text]))
    others = [_line(one.scored, citations, _values(one)) for one in near if one is not second]
    if others:
        lines += ["Also close to the question:", bullet_points(others)]
    return "\n\n".join(lines)


def _values(one: Found) -> list[str]:
    return [figure.text for figure in (one.figure, one.second) if figure]


def _line(scored: Scored[Unit], citations: Citations, values: Sequence[str]) -> str:
    unit = scored.item
    label = citations.span(scored.document.id, unit.start, unit.end)
    text = " ".join(unit.text.split())
    shown = text
    for value in values:
        plain = " ".join(value.split())
        shown = shown.replace(plain, f"**{plain}**", 1) if plain else shown
    lead = " ".join(unit.lead.split())
    body = scored.document.body.name if scored.document.body else ""
    said = scored.document.body is not None and scored.document.body.short_name in text
    before = f"{body}: " if body and not said else ""
    if (
        unit.lead_at
        and any(char.isdigit() for char in lead)
        and lead.endswith(":")
        and len(lead) < 160
        and unit.lead_at[1] - unit.lead_at[0] == len(unit.lead)
    ):
        before = f"{before}{lead} {citations.span(scored.document.id, *unit.lead_at)} "
    return f"{before}{sentence(shown)} {label}"
