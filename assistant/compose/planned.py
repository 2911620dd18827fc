"""What a plan comes to, in words: the figure, what it rests on with its proof, the working, and how the question was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.value import told
from assistant.evidence import Citations
from assistant.model import Answer, Route, Status
from assistant.planner.again import Change, again
from assistant.planner.derivation import Derivation, Source
from assistant.planner.result import Result, Said
from assistant.planner.scenario import NotPrinted, named, scenario_of
from assistant.planner.working import working
from assistant.project import projection_json
from assistant.reading.model import Ask, Figure, Reading, Ref
from assistant.scenario.phrases import capital, years_word
from engine import run
from engine.errors import EngineError
from engine.model import Origin, Projection, Used
from ingest.fact_model import Fact

if TYPE_CHECKING:
    from assistant.text_case import Case

MOST_OTHERS, MOST_READINGS = 4, 3
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Worked:
    """A plan with the projection that the engine made of it, and the figures that stand beside the first."""

    reading: Reading
    result: Result
    projection: Projection
    others: tuple[tuple[str, str], ...]


def worked(
    reading: Reading, result: Result, facts: Mapping[str, Fact], typed: Mapping[str, Figure]
) -> Worked | None:
    """The engine's projection of a plan; None where the engine refuses it or comes to another figure."""
    tree = result.derivation
    if tree is None or (tree.leaf is not None and tree.leaf.source is Source.FOUND):
        return None
    of = reading.of if isinstance(reading.of, Ref) else None
    beside = [one for one in result.others if one.derivation is not None][:MOST_OTHERS]
    try:
        scenario = scenario_of(
            tree,
            figures=typed,
            facts=facts,
            metric=of.metric if of is not None and not of.open else "",
            body=reading.body,
            scope=of.part if of is not None else "",
            label=result.label,
            points=tuple(_points(reading, result)),
            beside=[one.derivation for one in beside if one.derivation is not None],
        )
        projection = run(scenario, facts)
    except (EngineError, NotPrinted):
        return None
    if abs(projection.value - tree.value) > _SAME * max(1.0, abs(tree.value)):
        return None
    shown = [projection.result(name).display for name in scenario.outputs[1:]]
    names = [one.name for one in beside]
    return Worked(reading, result, projection, tuple(zip(names, shown, strict=False)))


def _points(reading: Reading, result: Result) -> Iterator[tuple[float, Derivation]]:
    """The value at the end of each year on the way."""
    years, tree = reading.years, result.derivation
    if not result.series or years is None or tree is None or reading.span:
        return
    for year in range(1, int(years) + 1):
        point = again(tree, Change(later=year - years))
        if point is not None and point.rule:
            yield float(year), point


def written(case: Case, found: Worked, facts: Mapping[str, Fact], read_as: str) -> Answer:
    """The answer in words."""
    citations = Citations(case.room.document, case.room.source)
    projection, result = found.projection, found.result
    lines = [
        f"**{projection.display}**{_what(found)}.",
        f"*Read as.* {capital(read_as.removeprefix('read as: '))}",
    ]
    if projection.series:
        lines.append("\n".join(f"- {point.label}: {point.display}" for point in projection.series))
    if found.others:
        lines.append("*Beside it.* " + "; ".join(f"{name}: {shown}" for name, shown in found.others) + ".")
    if others := list(_other_readings(projection, result.readings)):
        lines.append("*Read another way.* " + "; ".join(others) + ".")
    if steps := working(projection):
        lines.append("*Worked out.* " + "; ".join(steps) + ".")
    lines.append(
        "*Inputs.* "
        + " ".join(f"{capital(line)}." for line in _inputs(case, projection.inputs, facts, citations))
    )
    if result.assumed:
        lines.append("*Assumed.* " + " ".join(f"{capital(line)}." for line in result.assumed))
    return Answer(
        Status.ANSWERED,
        Route.PROJECT,
        "\n\n".join(lines),
        evidence=citations.evidence,
        projection=projection_json([projection]),
        warnings=projection.warnings,
        why="worked out from printed and typed figures",
    )


def _what(found: Worked) -> str:
    """What the figure is, of whom and for when, as far as was said."""
    reading, of = found.reading, found.reading.of
    name = _LABELS.get(reading.ask, "") or found.result.label
    pieces = [name]
    if isinstance(of, Ref):
        if reading.ask in _LABELS:
            pieces = [f"{name} {named(of.metric)}"]
        pieces += [of.part.replace("|", ", "), of.when.replace("|", ", ")]
    if reading.years and not reading.span:
        pieces.append(f"after {years_word(reading.years)}")
    return ": " + ", ".join(piece for piece in dict.fromkeys(pieces) if piece)


_LABELS = {
    Ask.CHANGE: "change in",
    Ask.DIFFERENCE: "difference in",
    Ask.SHARE: "share of",
    Ask.SUM: "in all,",
}


def _other_readings(projection: Projection, readings: Sequence[Said]) -> Iterator[str]:
    seen = {projection.display}
    for one in projection.readings[:MOST_READINGS]:
        if one.display not in seen:
            seen.add(one.display)
            yield f"{one.label}: {one.display}"


def _inputs(
    case: Case, inputs: Sequence[Used], facts: Mapping[str, Fact], citations: Citations
) -> Iterator[str]:
    """Each figure that went in: cited, or said to be the asker's, the table's or a default."""
    for used in inputs:
        if used.fact and used.fact in facts:
            yield told(case, facts[used.fact], citations)
        elif used.origin is Origin.ASKER:
            yield f"{used.display}{', ' + used.label if used.label else ''}: your figure"
        elif used.origin is Origin.PARAMETER:
            yield f"{used.display}, {used.label}{', ' + used.period if used.period else ''}: from the national table"
        elif used.origin is Origin.ENGINE and used.label:
            yield f"{used.display}, {used.label}: taken because nothing else is said"
