"""What a model writes becomes sentences as it comes: one is handed on when the next has begun.

Labels are brought to one form ("[1, 2]", "【1】" and "[^1]" become "[1] [2]") and into their sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ingest.sentences import sentences

LABEL = re.compile(r"\[(\d{1,3})\]")
_MANY = re.compile(r"[\[【]\s*+\^?((?:\d{1,3}+|[,;&\s]|and)++)(?:†[^\]】]*)?[\]】]")
_AFTER_STOP = re.compile(r"([.!?])[ \t]*((?:\[\d{1,3}\][ \t]*)+)")
_OPEN_TAIL = re.compile(r"[.!?]?\s*(?:[\[【][^\]】\n]*|(?:[\[【][^\]】\n]*[\]】]\s*)+)?$")
_LEAD = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+")
_ENDS = re.compile(r"[.!?:][\"'”’)]*(?:\s*\[\d{1,3}\])*$|\[\d{1,3}\]\.?$")


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """Whole sentences in order, each as soon as it is known to be whole; a last one without an end is
    left out.
    """
    waiting = ""
    for piece in pieces:
        waiting += piece
        *lines, waiting = waiting.split("\n")
        for line in lines:
            yield from _split(line)
        *done, waiting = _whole(waiting)
        yield from done
    *whole, last = _split(waiting) or [""]
    yield from whole
    if last and _ENDS.search(waiting.rstrip()):
        yield last


def _split(line: str) -> list[str]:
    text = _labelled(_LEAD.sub("", line))
    return [_tidy(text[start:end]) for start, end in sentences(text) if text[start:end].strip()]


def _whole(line: str) -> list[str]:
    """The sentences of an unfinished line that are whole, and what is left of it, last."""
    if not line.strip():
        return [line]
    text = _labelled(line)
    spans = sentences(text)
    tail = text[spans[-1][0] :] if spans else text
    if len(spans) < 2 or _OPEN_TAIL.fullmatch(tail):
        return [line]
    return [*(_tidy(_LEAD.sub("", text[start:end])) for start, end in spans[:-1]), tail]


def _labelled(text: str) -> str:
    """The text with every label as "[1]", standing before the stop of its sentence."""
    text = _MANY.sub(lambda match: " ".join(f"[{n}]" for n in re.findall(r"\d+", match[1])), _folded(text))
    return _AFTER_STOP.sub(lambda match: f" {match[2].strip()}{match[1]} ", text)


def _folded(text: str) -> str:
    """Plain characters: full-width forms folded, what cannot be seen left out."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )


def _tidy(sentence: str) -> str:
    """Without marks of emphasis, white space folded, one space before a label and none after the last."""
    text = re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", sentence)
    text = re.sub(r"\s*(\[\d{1,3}\])\s*", r" \1 ", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    return text if not text or re.search(r"[.!?:][\"'”’)]*$", text) else f"{text}."
