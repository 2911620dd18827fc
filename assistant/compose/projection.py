"""The text of a projection: bold figure first, other reading, path, inputs with citations, assumed, take care.

Each figure written stands in the projection's JSON, in a cited quote or in the question.
"""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.compose import projection_words as words
from assistant.model import Conflict, Evidence, EvidenceKind, Source
from assistant.scenario import phrases
from assistant.scenario.draft import Draft
from engine.model import Origin, Projection, Used
from ingest.fact_model import Fact

_MAX_CARE = 3
# What the answer says beside the figure itself: the kind of a cited fact, and both sides of a conflict.
_SAID_ELSEWHERE = (
    "in the document, not an actual figure",
    "state two different figures",
    "is a benchmark, not the council's own",
)


@dataclass(slots=True)
class Labels:
    """Hands out labels to facts, each place once."""

    source_of: Callable[[str], Source]
    evidence: list[Evidence] = field(default_factory=list)

    def cite(self, fact: Fact) -> str:
        """The label in brackets for the best place of a fact."""
        place = fact.places[0]
        for item in self.evidence:
            if (
                item.document
                and item.document.id == place.document
                and item.start == place.start
                and item.quote == place.quote
            ):
                return f"[{item.label}]"
        label = str(len(self.evidence) + 1)
        self.evidence.append(
            Evidence(
                label,
                EvidenceKind.FACT,
                place.quote,
                document=self.source_of(place.document),
                page=place.page,
                start=place.start,
                end=place.end,
                url=words.url(place),
                ref=place.ref,
            )
        )
        return f"[{label}]"

    def engine(self, words_of_engine: str) -> str:
        """The label for what the engine itself said."""
        label = str(len(self.evidence) + 1)
        self.evidence.append(Evidence(label, EvidenceKind.PROJECTION, words_of_engine))
        return f"[{label}]"


@dataclass(frozen=True, slots=True)
class Written:
    """The text with what it cites."""

    text: str
    evidence: tuple[Evidence, ...]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[str, ...]


def compose(
    draft: Draft, facts: Mapping[str, Fact], source_of: Callable[[str], Source], names: Mapping[str, str]
) -> Written:
    """Write a draft out; ``facts`` by id, ``names`` the short names of bodies by id."""
    labels = Labels(source_of)
    many = len({f.body for f in facts.values()}) > 1
    lead = phrases.capital(draft.lead.strip())
    head = f"**{lead}**"
    if draft.refusal:
        head += f" {labels.engine(draft.refusal)}"
    inputs = _inputs(draft, facts, labels, names if many else {})
    if draft.also:
        head += " " + " ".join(text.strip() for text in draft.also if text.strip())
    parts = [head]
    if draft.bullets:
        parts.append("\n".join(f"- {line}" for line in draft.bullets))
    if draft.rows:
        parts.append(_table(draft))
    notes = _notes(draft, inputs)
    if notes:
        parts.append("\n".join(notes))
    if draft.clarification and draft.clarification.options and draft.clarification.question not in draft.lead:
        parts.append(draft.clarification.question)
    conflicts = _conflicts(draft, labels)
    warnings = tuple(dict.fromkeys([*draft.warnings, *_engine_warnings(draft)]))
    return Written("\n\n".join(parts), tuple(labels.evidence), conflicts, warnings)


def _table(draft: Draft) -> str:
    lines = ["| " + " | ".join(draft.header) + " |", "|" + "---|" * len(draft.header)]
    lines += ["| " + " | ".join(row) + " |" for row in draft.rows]
    return "\n".join(lines)


def _inputs(draft: Draft, facts: Mapping[str, Fact], labels: Labels, names: Mapping[str, str]) -> list[str]:
    """One clause for each figure that went in, cited or marked as the asker's or the table's."""
    said: list[str] = []
    seen: set[tuple[str, float]] = set()
    for projection in draft.projections:
        for used in _all_used(projection):
            key = (used.fact or used.name + used.label, used.value)
            if (
                key in seen
                or (used.origin is Origin.ENGINE and not used.fact)
                or _is_unused_day_base(used, draft)
            ):
                continue
            seen.add(key)
            if used.fact and used.fact in facts:
                said.append(words.fact_clause(facts[used.fact], names) + f" {labels.cite(facts[used.fact])}.")
            elif not _is_stated_too(used, draft, facts) and (clause := words.used_clause(used)):
                said.append(clause + ".")
    for fact, note in draft.cited:
        key = (fact.id, fact.value or 0.0)
        if key not in seen:
            seen.add(key)
            said.append(
                words.fact_clause(fact, names, note, dated=bool(draft.projections)) + f" {labels.cite(fact)}."
            )
    return list(dict.fromkeys(said))


def _is_unused_day_base(used: Used, draft: Draft) -> bool:
    """Days in a working year count as inputs only where the answer shows what they give."""
    if used.name not in {"available_days", "paid_days"} or used.origin is Origin.ASKER:
        return False
    told = " ".join([draft.lead, *draft.also, *draft.assumed])
    return f"{used.value:g}" not in told


def _is_stated_too(used: Used, draft: Draft, facts: Mapping[str, Fact]) -> bool:
    """A typed figure that a cited fact states is cited and not called the asker's."""
    if used.origin is not Origin.ASKER:
        return False
    cited = [fact for fact, _ in draft.cited]
    return any(
        fact.value is not None and abs(abs(fact.value) - abs(used.value)) < 1e-9 for fact in cited
    ) and bool(facts)


def _all_used(projection: Projection) -> Sequence[Used]:
    base = (projection.baseline,) if projection.baseline else ()
    return (*base, *(item for item in projection.inputs if item not in base))


def _notes(draft: Draft, inputs: list[str]) -> list[str]:
    notes = []
    if inputs:
        notes.append("*Inputs.* " + " ".join(inputs))
    assumed = list(dict.fromkeys([*draft.assumed, *_engine_assumed(draft)]))
    if assumed:
        notes.append("*Assumed.* " + " ".join(words.sentence(item) for item in assumed))
    care = list(dict.fromkeys([*draft.care, *_engine_warnings(draft)]))[:_MAX_CARE]
    if care:
        notes.append("*Take care.* " + " ".join(words.sentence(item) for item in care))
    return ["\n\n".join(notes)] if notes else []


def _engine_assumed(draft: Draft) -> list[str]:
    return [item.note for projection in draft.projections[:1] for item in projection.assumptions if item.note]


def _engine_warnings(draft: Draft) -> list[str]:
    said = [text for projection in draft.projections[:3] for text in projection.warnings]
    return [phrases.iso_words(text) for text in said if not any(part in text for part in _SAID_ELSEWHERE)]


def _conflicts(draft: Draft, labels: Labels) -> tuple[Conflict, ...]:
    if len(draft.conflict) < 2:
        return ()
    cited = tuple(labels.cite(fact).strip("[]") for fact in draft.conflict)
    return (Conflict(draft.conflict_text, cited),)
