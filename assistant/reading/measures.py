"""Which words of a question name a measure: the quantity asked, its whole, what it is counted by, or another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.features import Token

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Measure:
    """Words that name a measure: ``question[start:end] == text``. ``role`` is asked, whole, per or other."""

    role: str
    start: int
    end: int
    text: str


def joined(question: str, said: Sequence[Token], labels: Sequence[str]) -> tuple[Measure, ...]:
    """The measures that labels of tokens spell out: "B-asked" begins one, "I-asked" goes on with it, "O" is none."""
    found: list[Measure] = []
    for i, (token, label) in enumerate(zip(said, labels, strict=True)):
        if label == OUTSIDE:
            continue
        start_here, role = label.startswith("B-"), label[2:]
        goes_on = bool(found) and i > 0 and found[-1].end == said[i - 1].end and found[-1].role == role
        start = found.pop().start if goes_on and not start_here else token.start
        found.append(Measure(role, start, token.end, question[start : token.end]))
    return tuple(found)
