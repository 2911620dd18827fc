"""What an abbreviation stands for: the words before it in brackets whose first letters it is, as the paper writes them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.compose.draft import Draft, Written
from assistant.evidence import Citations
from assistant.pool import Pool
from assistant.words import word_list
from ingest.model import Document

_FOR = "for"
_LEAST, _LONGEST = 2, 12
_LOOKED_BACK = 160


def abbreviation_asked(text: str) -> str:
    """The abbreviation in "what does DBS stand for?"; empty where nothing of the kind is asked."""
    said = [word.strip("?.,!\"'“”‘’") for word in text.split()]
    said = [word for word in said if word]
    asked = len(said) > 3 and said[-1].lower() == _FOR and said[-2].lower() in word_list("standing_for")
    return said[-3] if asked and _LEAST <= len(said[-3]) <= _LONGEST and said[-3].isalnum() else ""


def abbreviation(pool: Pool, asked: str) -> Draft | None:
    """The first place of the papers in play that spells it out; None where none does."""
    for document in pool.documents:
        if place := next(_spelled_out(document.text, asked), None):
            return _draft(document, *place, len(asked) + 2)
    return None


def _spelled_out(text: str, asked: str) -> Iterator[tuple[int, int]]:
    """Where words stand whose letters the abbreviation is, from the first to the bracket behind it."""
    lower, sign = text.lower(), f"({asked.lower()})"
    place = lower.find(sign)
    while place >= 0:
        if (start := _begins(text, place, asked)) is not None:
            yield start, place
        place = lower.find(sign, place + 1)


def _begins(text: str, place: int, asked: str) -> int | None:
    """Where the first of the words begins; small words within them need no letter."""
    before = text[max(0, place - _LOOKED_BACK) : place].rstrip()
    line = before.rpartition("\n")[2]
    at = max(0, place - _LOOKED_BACK) + len(before) - len(line)
    end, left = len(line), asked.lower()
    while left and end:
        begin = line.rfind(" ", 0, end) + 1
        word = line[begin:end].lower()
        if word.startswith(left[-1]):
            left = left[:-1]
        elif word not in word_list("stop"):
            return None
        if not left:
            return at + begin
        end = len(line[:begin].rstrip())
    return None


def _draft(document: Document, start: int, end: int, sign: int) -> Draft:
    """The words as the answer, cited with the abbreviation behind them."""

    def write(citations: Citations) -> Written:
        words = " ".join(document.text[start:end].split())
        return Written(f"**{words}** {citations.span(document.id, start, end + sign)}.")

    return Draft("abbreviation", 1.0, 1.0, 1.0, (document,), write, certain=True)
