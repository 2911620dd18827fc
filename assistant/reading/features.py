"""What the linear models see of a question: names of features, from its words, its spans and their neighbours.

The words are those between the spans; a span stands as its type, so that of its digits only the size counts. Used
alike when the weights are made and when they are used: a change here needs the weights made anew.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.spans import WITH_ROLE, Span, Type
from ingest.phrases import words

EDGE = "|"
REACH = 5
"""How many tokens on either side of a span are looked at."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word (folded), a sign or a span (as ``<TYPE>``) of a question; ``span`` is its index, -1 for none."""

    text: str
    start: int
    end: int
    span: int = -1


def tokens(question: str, spans: Sequence[Span]) -> list[Token]:
    """The tokens of a question in reading order."""
    found: list[Token] = []
    at = 0
    for index, span in enumerate(spans):
        found += _between(question, at, span.start)
        found.append(Token(f"<{span.type}>", span.start, span.end, index))
        at = span.end
    return found + _between(question, at, len(question))


def _between(question: str, start: int, end: int) -> list[Token]:
    """The words of a stretch, and each other sign as a token of its own."""
    found: list[Token] = []
    at = start
    for word in words(question[start:end]):
        found += _signs(question, at, start + word.start)
        found.append(Token(word.fold, start + word.start, start + word.end))
        at = start + word.end
    return found + _signs(question, at, end)


def _signs(question: str, start: int, end: int) -> list[Token]:
    return [Token(question[i], i, i + 1) for i in range(start, end) if not question[i].isspace()]


def of_question(said: Sequence[Token], spans: Sequence[Span], before: str) -> list[str]:
    """The features of a whole question; ``before`` is the operation of the one before it, "" for none."""
    names = [EDGE, *(token.text for token in said), EDGE]
    found = {f"w:{name}" for name in names}
    found |= {f"b:{a} {b}" for a, b in zip(names, names[1:], strict=False)}
    found |= {f"k:{a} {b}" for a, b in zip(names, names[2:], strict=False)}
    found |= {f"t:{a} {b} {c}" for a, b, c in zip(names, names[1:], names[2:], strict=False)}
    found.add(f"first:{names[1]}")
    for token in said:
        if token.span < 0:
            found.update(_pieces(token.text))
    found.update(_of_spans(spans))
    if before:
        kinds = "+".join(sorted({span.type.value for span in spans}))
        found |= {
            "follows",
            f"before:{before}",
            f"before:{before}:{kinds}",
            f"before:{min(len(said) // 3, 4)}:{before}",
        }
    found.add(f"long:{min(len(said) // 3, 8)}")
    return sorted(found)


def _pieces(word: str) -> Iterator[str]:
    """Three to five letters in a row, the edges of the word marked."""
    edged = f"_{word}_"
    for size in (3, 4, 5):
        for i in range(len(edged) - size + 1):
            yield f"c:{edged[i : i + size]}"


def _of_spans(spans: Sequence[Span]) -> Iterator[str]:
    kinds = [span.type.value for span in spans]
    counts = Counter(kinds)
    for kind, count in counts.items():
        yield f"n:{kind}"
        yield f"n:{kind}={min(count, 4)}"
    yield f"figures:{min(sum(span.type in WITH_ROLE for span in spans), 5)}"
    for a, b in zip([EDGE, *kinds], [*kinds, EDGE], strict=True):
        yield f"s:{a}>{b}"
    yield "set:" + "+".join(sorted(counts))
    for span in spans:
        yield f"v:{value_of(span)}"


def value_of(span: Span) -> str:
    """A figure's type with its size in powers of ten, or its unit where that says more."""
    if span.type in {Type.DUR, Type.AGE}:
        return f"{span.type}:{span.unit}"
    if span.value is None or span.change:
        return f"{span.type}:{'change' if span.change else ''}"
    size = abs(span.value)
    if span.type is Type.PCT:
        return f"PCT:{next((edge for edge in (2, 5, 10, 30, 60, 99.9) if size <= edge), 100)}"
    return f"{span.type}:{math.floor(math.log10(size)) if size else 'nought'}"


def of_span(said: Sequence[Token], spans: Sequence[Span], index: int) -> list[str]:
    """The features of one span for the part it plays: itself, the words round it, the spans round it."""
    span = spans[index]
    kind = span.type.value
    at = next(i for i, token in enumerate(said) if token.span == index)
    left = [token.text for token in reversed(said[max(0, at - REACH) : at])] + [EDGE]
    right = [token.text for token in said[at + 1 : at + 1 + REACH]] + [EDGE]
    found = {
        f"is:{kind}",
        f"v:{value_of(span)}",
        f"u:{kind}:{span.unit}",
        f"per:{span.per}",
        f"per:{kind}:{span.per}",
    }
    for side, names in (("l", left), ("r", right)):
        found |= _beside(side, kind, names)
    found.add(f"lr:{left[0]} {right[0]}")
    found.add(f"lr:{kind}:{left[0]} {right[0]}")
    found |= {f"q:{token.text}" for token in said if token.span < 0}
    found |= {f"qk:{kind}:{token.text}" for token in said if token.span < 0}
    found.update(_among(said, spans, index))
    return sorted(found)


def given(op: str, span: Span | None = None) -> list[str]:
    """What the operation adds to the features of the question, or of a span, when it is taken as known."""
    if span is None:
        return [f"op:{op}"]
    return [f"op:{op}", f"op:{op}:{span.type}", f"op:{op}:{value_of(span)}"]


def _beside(side: str, kind: str, names: Sequence[str]) -> set[str]:
    """The words on one side, nearest first: by place, in pairs, and as a bag."""
    found = {f"{side}{i}:{name}" for i, name in enumerate(names[:4])}
    found |= {f"{side}{i}:{kind}:{name}" for i, name in enumerate(names[:2])}
    found |= {f"{side}b{i}:{a} {b}" for i, (a, b) in enumerate(zip(names, names[1:], strict=False)) if i < 3}
    found.add(f"{side}t:{' '.join(names[:3])}")
    clause: list[str] = []
    for name in names:
        if name in {",", ";", ".", "?", ":"}:
            break
        clause.append(name)
    found |= {f"{side}:{name}" for name in clause}
    found |= {f"{side}c:{piece}" for name in clause[:2] if name.isalpha() for piece in _pieces(name)}
    return found


def _among(said: Sequence[Token], spans: Sequence[Span], index: int) -> Iterator[str]:
    """Where a span stands among the others: which of its type, beside which, and whether in one list with it."""
    kind = spans[index].type
    same = [i for i, span in enumerate(spans) if span.type is kind]
    figures = [i for i, span in enumerate(spans) if span.type in WITH_ROLE]
    yield f"nth:{kind}:{min(same.index(index), 3)}/{min(len(same), 4)}"
    yield f"figures:{min(len(figures), 5)}"
    if index in figures:
        yield f"place:{kind}:{min(figures.index(index), 3)}/{min(len(figures), 5)}"
    for side, other in (("before", index - 1), ("after", index + 1)):
        if not 0 <= other < len(spans):
            yield f"{side}:{kind}:{EDGE}"
            continue
        yield f"{side}:{kind}:{spans[other].type}"
        yield f"{side}:{kind}:{value_of(spans[other])}"
        first, last = sorted((spans[index].start, spans[other].start))
        gap = [token.text for token in said if first < token.start < last]
        if len(gap) <= 2:
            yield f"{side} by:{spans[other].type}:{' '.join(gap)}"
            yield f"{side} by:{' '.join(gap)}"
    yield "set:" + "+".join(sorted({span.type.value for span in spans}))


def of_token(said: Sequence[Token], at: int) -> list[str]:
    """The features of one word for the measure it may belong to: itself, its letters, four words either side."""
    padded = [EDGE, EDGE, EDGE, *(token.text for token in said), EDGE, EDGE, EDGE]
    i = at + 3
    word = padded[i]
    found = {f"is:{word}", f"at:{min(at, 6)}", f"end:{min(len(said) - at, 4)}"}
    found |= {f"{j:+d}:{padded[i + j]}" for j in (-3, -2, -1, 1, 2, 3)}
    found |= {f"-b:{padded[i - 2]} {padded[i - 1]}", f"+b:{padded[i + 1]} {padded[i + 2]}"}
    found |= {f"-w:{padded[i - 1]} {word}", f"+w:{word} {padded[i + 1]}"}
    found |= {f"q:{token.text}" for token in said[max(0, at - 8) : at]}
    found |= set(_pieces(word))
    return sorted(found)
