"""The last step before a person reads: every figure in the text stands in a cited quote, the question or the projection.

What fails goes: a sentence whose figure cannot be proved is removed, and when nothing is left the answer is withheld.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from assistant.model import Answer, Status
from assistant.replies import reply

_LABEL = re.compile(r"\[\d{1,3}\]")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}\.|-)\s")
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?")


SAYS_NOTHING = frozenset({Status.OUT_OF_SCOPE, Status.CLARIFY_AMBIGUOUS})
"""Fixed replies that state nothing of the papers; a figure in them counts the councils loaded ("and 4 more")."""


def checked(answer: Answer, question: str, titles: Collection[str] = ()) -> Answer:
    """The answer without any line that holds an unknown label or a figure from nowhere.

    ``titles`` are those of the papers: a year in "Workforce Plan 2023–2027" is the paper's name and states nothing.
    """
    known_labels = {item.label for item in answer.evidence}
    known = set(figures(question)) | set(_known(answer))
    called = sorted((title for title in titles if title), key=len, reverse=True)

    def bare(line: str) -> str:
        return re.sub("|".join(map(re.escape, called)), " ", line) if called else line

    if answer.status in SAYS_NOTHING:
        return answer
    lines = answer.text.split("\n")
    kept = [
        line
        for line in lines
        if _labels(line) <= known_labels and set(figures(_LIST_MARK.sub("", bare(line)))) <= known
    ]
    if len(kept) == len(lines):
        return answer
    text = "\n".join(kept).strip()
    if not text:
        return replace(
            answer, status=Status.WITHHELD, text=reply("status", "withheld"), evidence=(), projection=None
        )
    return replace(answer, text=text)


def figures(text: str) -> Iterator[str]:
    """Every number in a text as its shortest digits ("2,621.50" and "2621.5" are one); citation labels are none."""
    plain = _LABEL.sub(" ", unicodedata.normalize("NFKC", text))
    for match in _NUMBER.finditer(plain):
        digits = match.group().replace(",", "")
        yield digits.rstrip("0").rstrip(".") if "." in digits else digits


def _labels(line: str) -> set[str]:
    return {label.strip("[]") for label in _LABEL.findall(line)}


def _known(answer: Answer) -> Iterable[str]:
    for item in answer.evidence:
        yield from figures(item.quote)
        yield from figures(f"{item.heading} {item.columns} {item.read_as}")
        if item.document:
            yield from figures(f"{item.document.title} {item.document.period or ''} {item.document.file}")
    for warning in answer.warnings:
        yield from figures(warning)
    if answer.projection is not None:
        yield from figures(json.dumps(answer.projection, ensure_ascii=False, default=str))
