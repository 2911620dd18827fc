"""What a person gets: an answer with its status, route, text and evidence. The shapes of the public contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

Json = Mapping[str, Any]


class Status(StrEnum):
    """How a question ended; the first word is the family."""

    ANSWERED = "answered"
    ANSWERED_PARTLY = "answered_partly"
    CLARIFY_AMBIGUOUS = "clarify_ambiguous"
    CLARIFY_MISSING_INPUT = "clarify_missing_input"
    NOT_STATED = "unanswerable_not_stated"
    NOT_LOADED = "unanswerable_not_loaded"
    PLACEHOLDER = "unanswerable_placeholder"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED_PERSON = "refused_person"
    REFUSED_INSTRUCTION = "refused_instruction"
    INVALID_SCENARIO = "invalid_scenario"
    WITHHELD = "withheld_unsupported"
    ERROR_TIMEOUT = "error_timeout"
    ERROR_MODEL = "error_model"
    ERROR_UNEXPECTED = "error_unexpected"


class Route(StrEnum):
    """Which way a question went."""

    LOOKUP = "lookup"
    PASSAGES = "passages"
    COMPARE = "compare"
    PROJECT = "project"
    CHAT = "chat"
    NONE = "none"


class EvidenceKind(StrEnum):
    """What an evidence label stands for."""

    PASSAGE = "passage"
    FACT = "fact"
    PROJECTION = "projection"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True)
class Source:
    """The document an evidence comes from, as people read it."""

    id: str
    title: str
    council: str
    period: str | None
    status: str
    file: str

    @property
    def owner(self) -> str:
        """Whose it is: the council or, where that is not known, the paper by its title."""
        return self.council or self.title or self.file


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage, fact, projection or assumption with the label it has in the answer.

    ``quote`` is verbatim from the document; ``start`` and ``end`` are its offsets in the document's text. ``ref``
    names the cells of a workbook ("Budget!A7:E7"), which has no pages; ``columns`` what stands over quoted cells;
    ``read_as`` how the figures cited from it read whose digits it does not print ("90%" of "nine in ten").
    """

    label: str
    kind: EvidenceKind
    quote: str
    document: Source | None = None
    page: int | None = None
    heading: str = ""
    url: str = ""
    start: int | None = None
    end: int | None = None
    ref: str = ""
    columns: str = ""
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One reading that the asker may choose; ``question`` is what to send."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """One question back, with its options."""

    question: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """One cell of a comparison: ``state`` is found, not_stated, not_loaded or not_comparable."""

    state: str
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows (bodies) by columns (metrics or themes); ``cells[row][column]``."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[ComparisonCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures in the documents that disagree: a sentence, and the labels of both sides."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What was taken over from earlier turns, so that a person can drop it."""

    bodies: tuple[str, ...] = ()
    topic: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it arrives; ``councils`` and ``documents`` narrow the search; ``scenario`` runs as edited."""

    question: str
    conversation_id: str | None = None
    councils: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    scenario: Json | None = None
    without_context: bool = False
    plainly: bool = False
    """Leave the language model out: the answer is then made of the documents' own sentences."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Who worded an answer, and what that took.

    ``by`` is ``documents`` (composed, no model asked), ``model`` (every sentence phrased by the model and checked),
    ``model_and_documents`` (some of them) or ``documents_instead`` (the model was asked and nothing of it could be
    used). ``reason`` says why words of the model are missing; ``kept`` and ``dropped`` count its sentences. Tokens and
    ``cost`` (in the currency of the prices set) are None when unknown. ``helped`` names further help a model gave.
    """

    by: str = "documents"
    reason: str = ""
    model: str = ""
    kept: int = 0
    dropped: int = 0
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None
    seconds: float = 0.0
    helped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person reads, and the proof of it; the fields are those of the contract."""

    status: Status
    route: Route
    text: str
    evidence: tuple[Evidence, ...] = ()
    projection: Json | None = None
    comparison: Comparison | None = None
    conflicts: tuple[Conflict, ...] = ()
    clarification: Clarification | None = None
    follow_ups: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Those of the warnings that tell how the question was read; the others say what to take care of."""
    timings: Mapping[str, float] = field(default_factory=dict)
    conversation_id: str = ""
    answer_id: str = ""
    why: str = ""
    carried: Carried | None = None
    written: Wording = field(default_factory=Wording)
    verdict: str | None = None
    band: str = ""
    """How far the papers go, of an answer from them: ``answer``, ``passages`` (the best, which may not answer) or
    ``not stated``; empty for any other."""


def noted(answer: Answer, sentence: str) -> Answer:
    """The answer with a sentence on how the question was read."""
    return replace(answer, warnings=(*answer.warnings, sentence), notes=(*answer.notes, sentence))


def sources_of(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The councils cited, each once, in order of citation."""
    return tuple(dict.fromkeys(item.document.council for item in evidence if item.document))
