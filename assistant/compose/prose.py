"""Why, how and what-about questions: three or four whole sentences of the papers, in document order, each cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.compose.cell import row_in_words
from assistant.compose.draft import Draft, Written, bullet_points, named, sentence
from assistant.evidence import Citations
from assistant.pool import Pool, Scored
from assistant.units import Unit, units_of
from assistant.words import stems
from ingest.model import Document

MOST = 4
NEAR_BEST = 0.75
TOO_SHORT = 4
GOES_ON = 3
LONGEST = 700


def prose(pool: Pool, *, most: int = MOST) -> Draft | None:
    """The best whole sentences and list items of one document (of more when several come close)."""
    found = [scored for scored in pool.units if can_stand(scored.item)]
    if not found:
        return None
    best = found[0]
    near = [scored for scored in found if scored.score >= NEAR_BEST * best.score][: most * 3]
    chosen = distinct(near, most)
    return Draft(
        "prose",
        best.score,
        best.coverage,
        best.likeness,
        tuple(dict.fromkeys(scored.document for scored in chosen)),
        lambda citations: Written(in_document_order(chosen, citations)),
        spans=tuple(chosen),
    )


def can_stand(unit: Unit) -> bool:
    """A heading, a lead-in or a scrap of a few words tells nobody anything."""
    if unit.row is not None:
        return bool(unit.row.columns)
    return (
        unit.kind != "heading"
        and len(unit.text.split()) >= TOO_SHORT
        and not unit.text.rstrip().endswith(":")
    )


def distinct(found: Sequence[Scored[Unit]], most: int) -> list[Scored[Unit]]:
    """The first ``most`` that do not say the same thing twice."""
    chosen: list[Scored[Unit]] = []
    for scored in found:
        words = set(stems(scored.item.text))
        if all(len(words & set(stems(kept.item.text))) < 0.7 * len(words) for kept in chosen):
            chosen.append(scored)
        if len(chosen) == most:
            break
    return chosen


def in_document_order(chosen: Sequence[Scored[Unit]], citations: Citations) -> str:
    """The best sentence first, large enough to answer alone; the others after it in document order."""
    best, *others = chosen
    lines = [_quoted(best, citations, whole=True)]
    shown = {
        item.start: item.end
        for item in citations.evidence
        if item.start is not None and item.document and item.document.id == best.document.id
    }
    others = [
        scored for scored in others if scored.document is not best.document or not _within(scored.item, shown)
    ]
    rest = sorted(
        others,
        key=lambda scored: (scored.document.id != best.document.id, scored.document.id, scored.item.start),
    )
    bullets = [_quoted(scored, citations, name=scored.document is not best.document) for scored in rest]
    source = f"From {named(best.document)}:"
    return "\n\n".join(filter(None, (lines[0], source if bullets else "", bullet_points(bullets))))


def _goes_on_to(unit: Unit, document: Document) -> int:
    """Where to stop quoting: a paragraph's next sentences often hold what was asked, in words of their own."""
    if unit.kind not in ("sentence", "cell"):
        return unit.end
    following = [
        other
        for other in units_of(document).units
        if other.block == unit.block and other.kind == unit.kind and other.start > unit.start
    ]
    end = unit.end
    for other in following[:GOES_ON]:
        if other.end - unit.start > LONGEST or other.start - end > 3:
            break
        end = other.end
    return end


def _quoted(scored: Scored[Unit], citations: Citations, *, name: bool = False, whole: bool = False) -> str:
    unit = scored.item
    source = f"{named(scored.document)}: " if name else ""
    if unit.row is not None:
        return f"{source}{row_in_words(unit.row)} {citations.span(scored.document.id, unit.start, unit.end)}"
    before = _opening(unit, scored.document)
    start = before.start if before else unit.start
    end = _goes_on_to(unit, scored.document) if whole else unit.end
    label = citations.span(scored.document.id, start, end)
    text = sentence(scored.document.text[start:end])
    return f"{source}{text} {label}"


def _within(unit: Unit, shown: Mapping[int, int | None]) -> bool:
    """Whether the unit was quoted already as part of a longer span."""
    return any(end is not None and start <= unit.start and unit.end <= end for start, end in shown.items())


def _opening(unit: Unit, document: Document) -> Unit | None:
    """The sentence before one that opens with "this" or "these", which it needs to be understood."""
    first = unit.text.split(maxsplit=1)[0].lower() if unit.text.split() else ""
    if unit.kind != "sentence" or first not in ("this", "these", "it", "they", "such"):
        return None
    units = units_of(document).units
    index = units.index(unit)
    before = units[index - 1] if index else None
    return before if before and before.kind == "sentence" and before.block == unit.block else None
