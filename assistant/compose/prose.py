"""Why, how and what-about questions: three or four whole sentences of the papers, in document order, each cited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.compose.cell import row_in_words
from assistant.compose.draft import Draft, Written, bullet_points, named, sentence
from assistant.evidence import Citations
from assistant.pool import Pool, Scored
from assistant.units import Group, Unit, units_of
from assistant.words import stems
from ingest.model import Document

MOST = 4
PASSAGES = 3
NEAR_BEST = 0.75
TOO_SHORT = 4
GOES_ON = 3
LONGEST = 700
LONGEST_BESIDE = 360
SHORT_LINE = 7
MOSTLY = 0.75
REASON = 0.08
ITEM_OF_WHY = 0.04

_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\breasons? (?:for|given|behind|why)\b|\bwhat (?:led|leads|caused|causes)\b", re.I
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|result of|as a consequence|therefore|so that|in response|thanks to|means that|"
    r"reasons?|drivers?|driven by|caused?|leads? to|led to|in order to|given (?:the|that)|pressures?|not permissible|essential|"
    r"in light of|since (?:the|we|it|this)|although|however|challeng\w+|need to)\b",
    re.I,
)
_LEANS = re.compile(
    r"(?:this|these|it|they|such|for example|however|therefore|consequently|as a result|(?:\w+ ){1,4}therefore)\b",
    re.I,
)
_CAPTION = re.compile(r"(?:figure|table|chart|picture|photo|source|graph)\b[\s:]*(?:\d|by\b|:)", re.I)


def prose(pool: Pool, *, most: int = MOST, first: Scored[Unit] | None = None) -> Draft | None:
    """The best whole sentences and list items of one document (of more when several come close); ``first`` leads them."""
    found = [scored for scored in pool.units if can_stand(scored.item)]
    if not found:
        return None
    why = asks_why(pool.matcher.question.text)
    told = [scored for scored in found if not _is_title(scored.item)]
    found = sorted(told or found, key=lambda scored: -_fitness(scored, why))
    found = found if first is None else [first, *(scored for scored in found if scored is not first)]
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


def nearest(
    pool: Pool, least: float, *, first: Sequence[Scored[Unit]] = (), most: int = PASSAGES
) -> Draft | None:
    """The best passages as they stand, best first, each with its paper; None when none scores ``least``. ``first`` are those
    that hold the sort of thing asked for: they go before the others, and behind the best where that holds a figure."""
    found = [scored for scored in pool.units if scored.score >= least and _can_be_shown(scored.item)]
    if not found:
        return None
    best = found[0]
    ahead = [best] if any(letter.isdigit() for letter in best.item.text) else []
    chosen = distinct(
        [*ahead, *(one for one in first if _can_be_shown(one.item)), *found], most + bool(first)
    )

    def write(citations: Citations) -> Written:
        return Written(bullet_points([quoted(scored, citations, name=True) for scored in chosen]))

    documents = tuple(dict.fromkeys(scored.document for scored in chosen))
    return Draft("nearest", best.score, best.coverage, best.likeness, documents, write, spans=tuple(chosen))


def _can_be_shown(unit: Unit) -> bool:
    """Whether a unit says something beside the name of its paper: an item of a list does, however short."""
    return unit.kind == "item" or (can_stand(unit) and not _is_title(unit))


def asks_why(text: str) -> bool:
    """Whether the question is for a reason."""
    return bool(_WHY.search(text))


def _fitness(scored: Scored[Unit], why: bool) -> float:
    """The pool's score; a question of why is answered by what says a reason, in a sentence rather than in an item."""
    if not why:
        return scored.score
    reason = REASON * bool(_REASON.search(scored.item.text))
    return scored.score + reason - ITEM_OF_WHY * (scored.item.kind == "item")


def can_stand(unit: Unit) -> bool:
    """A heading, a lead-in or a scrap of a few words tells nobody anything."""
    if unit.row is not None:
        return bool(unit.row.columns)
    return (
        unit.kind != "heading"
        and len(unit.text.split()) >= TOO_SHORT
        and not unit.text.rstrip().endswith(":")
    )


def _is_title(unit: Unit) -> bool:
    """Whether a line is a caption, or without a stop and short, or nearly all in capitals: no statement."""
    text, words = unit.text, unit.text.split()
    if unit.kind != "sentence" or text.rstrip().endswith((".", "!", "?", ".”", ".’", '."')):
        return False
    if "http" in words[-1] or _CAPTION.match(text):
        return True
    capitals = sum(word[:1].isupper() for word in words)
    return ": " not in text and (len(words) < SHORT_LINE or capitals >= MOSTLY * len(words))


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
    lines = [quoted(best, citations, whole=True)]
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
    bullets = [quoted(scored, citations, name=scored.document is not best.document) for scored in rest]
    source = f"From {named(best.document)}:"
    return "\n\n".join(filter(None, (lines[0], source if bullets else "", bullet_points(bullets))))


def _goes_on_to(unit: Unit, document: Document, most: int, longest: int) -> int:
    """Where to stop quoting: a paragraph's next sentences often hold what was asked, in words of their own.

    A sentence that a break of the page or column cuts short goes on in the paragraph after it.
    """
    if unit.kind not in ("sentence", "cell"):
        return unit.end
    following = (
        other
        for other in units_of(document).units
        if other.kind == unit.kind and other.section == unit.section and other.start > unit.start
    )
    end, block, taken = unit.end, unit.block, 0
    for other in following:
        cut_short = unit.kind == "sentence" and document.text[end - 1] not in ".!?:;”’\"')"
        apart = other.block != block and not (cut_short and _goes_on(other.text))
        if other.end - unit.start > longest or apart:
            break
        if other.block == block:
            taken += 1
            if taken > most or other.start - end > 3:
                break
        end, block = other.end, other.block
    return end


def _goes_on(text: str) -> bool:
    """Whether a paragraph opens in the middle of a sentence."""
    return text[:1].islower() or text[:1].isdigit()


def _announced(document: Document, start: int, end: int) -> Group | None:
    """The list that the quoted text ends by announcing, when it stands right below."""
    if not document.text[start:end].rstrip().endswith(":"):
        return None
    near = (group for group in units_of(document).groups if start <= group.lead_start < end <= group.start)
    return next((group for group in near if group.kind in ("list", "cell") and group.start - end <= 4), None)


def quoted(scored: Scored[Unit], citations: Citations, *, name: bool = False, whole: bool = False) -> str:
    """A unit as it is quoted, with its label: ``name`` puts its paper before it, ``whole`` lets its paragraph go on."""
    unit = scored.item
    source = f"{named(scored.document)}: " if name else ""
    if unit.row is not None:
        return f"{source}{row_in_words(unit.row)} {citations.span(scored.document.id, unit.start, unit.end)}"
    before = _opening(unit, scored.document)
    start = before.start if before else unit.start
    most, longest = (GOES_ON, LONGEST) if whole else (1, LONGEST_BESIDE)
    end = _goes_on_to(unit, scored.document, most, longest)
    listed = _announced(scored.document, start, end) if whole else None
    label = citations.span(scored.document.id, start, listed.end if listed else end)
    text = sentence(scored.document.text[start:end])
    items = bullet_points([" ".join(item.text.split()) for item in listed.items]) if listed else ""
    return f"{source}{text} {label}" + (f"\n\n{items}" if items else "")


def _within(unit: Unit, shown: Mapping[int, int | None]) -> bool:
    """Whether the unit was quoted already as part of a longer span."""
    return any(end is not None and start <= unit.start and unit.end <= end for start, end in shown.items())


def _opening(unit: Unit, document: Document) -> Unit | None:
    """The sentence before one that opens with "this" or "these", which it needs to be understood."""
    if unit.kind != "sentence" or not _LEANS.match(unit.text):
        return None
    units = units_of(document).units
    index = units.index(unit)
    before = units[index - 1] if index else None
    if before is None or before.kind != "sentence" or before.section != unit.section:
        return None
    # "The decision was therefore taken" concludes from the paragraph above, also when that is a numbered one.
    near = before.block == unit.block or ("therefore" in unit.text[:60] and unit.start - before.end <= 12)
    if not near or unit.end - before.start > LONGEST:
        return None
    further = _opening(before, document)
    return further if further and unit.end - further.start <= LONGEST else before
