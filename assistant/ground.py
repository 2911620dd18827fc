"""What a written sentence may say: the statements of the composed answer and the evidence behind their
labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figure_ties import Reading, read_figures
from assistant.model import Answer, Evidence, EvidenceKind
from assistant.words import GENERIC, STOP, stem, tokens
from ingest.sentences import sentences

_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_LABEL = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or table row of the composed answer: its labels, figures and stems.

    ``block`` counts the paragraphs, lists and tables of the answer; ``kind`` is prose, list, table or note
    (inputs, cautions, quotations and lines that lead in: shown as they are).
    """

    text: str
    labels: frozenset[str]
    reading: Reading
    stems: frozenset[str]
    block: int
    kind: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The statements of an answer in order, its evidence by label, its blocks as composed, and the
    question.
    """

    statements: tuple[Statement, ...]
    evidence: dict[str, Evidence]
    blocks: tuple[str, ...]
    question: str

    @property
    def lead(self) -> Statement:
        """The statement that answers: the first."""
        return self.statements[0]

    def under(self, labels: frozenset[str]) -> list[Statement]:
        """The statements that rest on one of these labels."""
        return [statement for statement in self.statements if statement.labels & labels]

    def words_under(self, labels: frozenset[str]) -> str:
        """Everything that stands behind these labels: quotes, headings, titles, councils, and the
        statements.
        """
        parts = [statement.text for statement in self.under(labels)]
        for label in labels & self.evidence.keys():
            item = self.evidence[label]
            parts += [item.quote, item.heading, item.columns]
            if item.document:
                parts += [item.document.title, item.document.council, item.document.period or ""]
        return "\n".join(parts)


def with_engine_label(answer: Answer) -> Answer:
    """A projection's own result as one more evidence, so that a sentence about it has something to cite."""
    if answer.projection is None or any(item.kind is EvidenceKind.PROJECTION for item in answer.evidence):
        return answer
    free = max((int(item.label) for item in answer.evidence if item.label.isdigit()), default=0) + 1
    said = answer.text.split("\n\n", 1)[0].replace("*", "")
    made = Evidence(str(free), EvidenceKind.PROJECTION, _LABEL.sub("", said).strip())
    return replace(answer, evidence=(*answer.evidence, made))


def ground_of(answer: Answer, question: str) -> Ground:
    """The ground of an answer; statements that cite nothing rest on the projection, if there is one."""
    engine = frozenset(item.label for item in answer.evidence if item.kind is EvidenceKind.PROJECTION)
    blocks = tuple(block.strip("\n") for block in re.split(r"\n\s*\n", answer.text) if block.strip())
    made: list[Statement] = []
    lead_in: frozenset[str] = frozenset()
    for number, block in enumerate(blocks):
        kind = _kind(block)
        parts = _statements(block, kind)
        for (text, about), labels in zip(parts, _labels_of(parts, lead_in, answer), strict=True):
            reading = read_figures(_MARK.sub("", text), about=about)
            made.append(Statement(text, labels or engine, reading, stems_of(text), number, kind))
            lead_in = labels if kind == "prose" else lead_in
    return Ground(tuple(made), {item.label: item for item in answer.evidence}, blocks, question)


def stems_of(text: str) -> frozenset[str]:
    """The stems that carry meaning: no stop words, no generic ones, no figures."""
    return frozenset(
        stem(token)
        for token in tokens(text)
        if token not in STOP and token not in GENERIC and token[0].isalpha() and token not in "£%"
    )


def stems_among(words: str) -> frozenset[str]:
    """The stems of words separated by white space."""
    return frozenset(stem(word) for word in words.split())


def _labels_of(
    parts: Sequence[tuple[str, str]], lead_in: frozenset[str], answer: Answer
) -> list[frozenset[str]]:
    """The labels of each part of a block: its own, else those at the end of its run of sentences, else those
    of the sentence that leads in (for items and rows), or of the quote that it is.
    """
    found = [frozenset(_LABEL.findall(text)) for text, _ in parts]
    if not any(found):
        return [_quoted_from(text, answer.evidence) or lead_in for text, _ in parts]
    made, near = [], frozenset[str]()
    for labels in reversed(found):
        near = labels or near
        made.append(near)
    last = next(labels for labels in reversed(found) if labels)
    return [labels or last for labels in reversed(made)]


def _quoted_from(text: str, evidence: Sequence[Evidence]) -> frozenset[str]:
    """The labels of the evidence that a quotation without a label is taken from."""
    if not text.startswith("“"):
        return frozenset()
    quoted = " ".join(text.strip("“”").split())
    return frozenset(item.label for item in evidence if quoted and quoted in " ".join(item.quote.split()))


def _kind(block: str) -> str:
    first = block.lstrip()
    if first.startswith("|"):
        return "table"
    if re.match(r"(?:[-*•]|\d{1,2}[.)])\s", first):
        return "list"
    if first.startswith("“") or (first.endswith(":") and not _LABEL.search(first)):
        return "note"
    return "note" if re.match(r"[*_][A-Z][^*_]*[.:][*_]", first) else "prose"


def _statements(block: str, kind: str) -> list[tuple[str, str]]:
    """The units of a block, each with what is near to all its figures (the head of a table's column)."""
    if kind == "table":
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        head = rows[0] if rows else []
        return [(" | ".join(row), " ".join(head[1:2])) for row in rows[1:] if not _is_rule(row)]
    if kind == "list":
        return [(line.strip(), "") for line in block.splitlines() if line.strip()]
    if block.lstrip().startswith("“"):
        return [(block.strip(), "")]
    text = re.sub(r"([.!?])[ \t]*((?:\[\d{1,3}\][ \t]*)+)", r" \2\1 ", block)
    return [(text[start:end], "") for start, end in sentences(text)]


def _is_rule(row: Sequence[str]) -> bool:
    return all(re.fullmatch(r":?-{2,}:?|", cell) for cell in row)
