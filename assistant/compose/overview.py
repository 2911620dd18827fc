"""An overview of a topic or a whole paper: lead sentences of the sections that matter, diverse, in order."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.draft import Draft, Written, bullet_points, named, sentence, unnumbered
from assistant.evidence import Citations
from assistant.match import Matcher
from assistant.pool import Pool, Scored
from assistant.units import Unit, units_of
from ingest.model import Document

MOST = 6
LEAST_SHARE = 0.72


def overview(pool: Pool) -> Draft | None:
    """The best sentence of each of the best sections on the topic."""
    by_section: dict[tuple[str, int], Scored[Unit]] = {}
    for scored in pool.units:
        if scored.item.kind != "heading" and len(scored.item.text.split()) >= 6:
            by_section.setdefault((scored.document.id, scored.item.section), scored)
    ranked = sorted(by_section.values(), key=lambda scored: -scored.score)
    if not ranked:
        return None
    best = ranked[0]
    chosen = [scored for scored in ranked if scored.score >= LEAST_SHARE * best.score][:MOST]
    return Draft(
        "overview",
        best.score,
        best.coverage,
        best.likeness,
        tuple(dict.fromkeys(scored.document for scored in chosen)),
        lambda citations: Written(_topic_text(chosen, citations)),
    )


def whole_document(documents: Sequence[Document], matcher: Matcher) -> Draft | None:
    """A paper in brief: its first sentences, then what each main section opens with."""
    if not documents:
        return None
    document = documents[0]
    leads = _lead_sentences(document)
    if not leads:
        return None
    return Draft(
        "overview",
        1.0,
        1.0,
        1.0,
        (document,),
        lambda c: Written(_paper_text(document, leads, c)),
        certain=True,
    )


def _lead_sentences(document: Document) -> list[Unit]:
    """The first full sentence of each top section, without contents and scraps; at most MOST + 2."""
    chosen: list[Unit] = []
    seen: set[str] = set()
    for unit in units_of(document).units:
        top = unit.headings[0] if unit.headings else ""
        if (
            unit.kind == "sentence"
            and len(unit.text.split()) >= 10
            and top not in seen
            and unit.text.rstrip().endswith(".")
        ):
            seen.add(top)
            chosen.append(unit)
    if len(chosen) >= 4:
        return chosen[: MOST + 2]
    sentences = [u for u in units_of(document).units if u.kind == "sentence" and len(u.text.split()) >= 10]
    return sentences[: MOST + 2]


def _topic_text(chosen: Sequence[Scored[Unit]], citations: Citations) -> str:
    best = chosen[0]
    first = f"{sentence(best.item.text)} {citations.span(best.document.id, best.item.start, best.item.end)}"
    rest = sorted(chosen[1:], key=lambda scored: (scored.document.id, scored.item.start))
    lines = []
    for scored in rest:
        label = citations.span(scored.document.id, scored.item.start, scored.item.end)
        source = "" if scored.document is best.document else f"{named(scored.document)}: "
        lines.append(f"{source}{sentence(scored.item.text)} {label}")
    return first if not lines else f"{first}\n\nFrom {named(best.document)}:\n\n{bullet_points(lines)}"


def _paper_text(document: Document, leads: Sequence[Unit], citations: Citations) -> str:
    lines = []
    for unit in leads:
        label = citations.span(document.id, unit.start, unit.end)
        heading = f"**{unnumbered(unit.headings[0])}**: " if unit.headings else ""
        lines.append(f"{heading}{sentence(unit.text)} {label}")
    return f"{named(document)} in brief:\n\n{bullet_points(lines)}"
