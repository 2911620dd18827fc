"""A statement put to the papers ("is it true that …", "…, right?"), or asked ("has the depot opened?"): its words alone.

Whether the papers bear it out is decided by ``assistant.binding.bind``.
"""

from __future__ import annotations

from functools import cache, partial

from assistant.packaged import packaged, phrases_of
from assistant.question import Expected, Question
from assistant.scenario.cues import is_own
from ingest.phrases import Phrases, Word, words

LEAST_WORDS = 5


def statement_of(question: Question) -> str | None:
    """The statement to be checked, in the asker's words; None when the question asks for something else.

    A choice ("is it 14% or 15%?") is no statement: both sides are looked up.
    """
    text = _plain(question.text)
    bare, marked = _unmarked(text)
    rest = _polar(bare)
    if rest and not marked and question.expected not in (Expected.YES_NO, Expected.FIGURE):
        return None
    if rest:
        return None if _opens(rest, "personal") or _is_choice(bare) else rest.rstrip(" ?.!")
    if marked:
        return bare.rstrip(" ?.!") or None
    states = text.endswith(".") and text[:1].isupper() and not _bids(text)
    return text.rstrip(" .") if states and len(text.split()) >= LEAST_WORDS else None


def as_put(question: Question) -> str:
    """The statement with the verb that it was asked with, which says whether it is of a thing done or to come."""
    bare, _ = _unmarked(_plain(question.text))
    said = words(bare)
    rest = _polar(bare)
    if not rest or not said:
        return (statement_of(question) or bare).rstrip(" ?.!")
    verb = next(word for word in said if word.fold in _table("polar")).fold.removesuffix("n't")
    return f"{_WHOLE.get(verb, verb)} {rest.rstrip(' ?.!')}"


_WHOLE = {"wo": "will", "ca": "can"}


def is_put(question: Question) -> bool:
    """Whether somebody states something to be borne out, rather than asks whether it is so."""
    text = _plain(question.text)
    return _unmarked(text)[1] or not _polar(text)


def is_marked(text: str) -> bool:
    """Whether a text says by itself that it is a statement to be borne out: "is it true that …", "…, right?"."""
    return _unmarked(_plain(text))[1]


def is_on_record(statement: str) -> bool:
    """Whether a statement may be one that a paper makes, rather than a sum that is to be done."""
    said = words(statement)
    if _table("supposing").among(said):
        return False
    bound, amount = _labelled("amount", "bound"), _labelled("amount", "amount")
    pairs = zip(said, said[1:], strict=False)
    return not any(
        one.fold in bound and not (other.fold in amount or other.fold[0].isdigit() or other.fold == "£")
        for one, other in pairs
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _unmarked(text: str) -> tuple[str, bool]:
    """The text without "is it true that …" and "…, right?", and whether either stood there."""
    bare = _without_tail(text)
    marked = bare != text and len(bare.split()) >= LEAST_WORDS - 1
    bare = bare if marked else text
    said = words(bare)
    at = _past(said, 0, "polite")
    end = _end_of_mark(said, at)
    if end > at and end < len(said):
        end += said[end].fold in _labelled("marking", "joins") and end + 1 < len(said)
        return bare[said[end].start :].strip(), True
    return bare, marked


def _without_tail(text: str) -> str:
    said = words(text)
    for hit in _labelled("marking", "behind").among(said):
        if hit.last == len(said) and hit.first > 0:
            return text[: said[hit.first - 1].end].strip()
    return text


def _end_of_mark(said: tuple[Word, ...], at: int) -> int:
    """The word behind what puts a statement, or ``at`` when nothing does."""
    hit = next((hit for hit in _labelled("marking", "before").among(said[at:]) if hit.first == 0), None)
    if hit is not None:
        return at + hit.last
    if at < len(said) and said[at].fold in ("do", "does"):
        for place in range(at + 2, min(at + 5, len(said) - 1)):
            if said[place].fold in _labelled("saying", "paper") and said[place + 1].fold in _labelled(
                "saying", "say"
            ):
                return place + 2
    return at


def _polar(text: str) -> str:
    """What follows the verb of a yes-or-no question; empty when the text is none."""
    said = words(text)
    at = _past(said, 0, "polite")
    told = _past(said, at, "telling")
    if told > at and told < len(said) and said[told].fold in _labelled("marking", "joins"):
        return text[said[told + 1].start :] if told + 1 < len(said) else ""
    at = _past(said, told, "polite")
    if at + 1 < len(said) and said[at].fold in _table("polar"):
        return (
            text[said[at + 1].start :]
            if text[said[at + 1].start - 1 :][:1] not in "£("
            else text[said[at].end :].strip()
        )
    return ""


def _past(said: tuple[Word, ...], at: int, table: str) -> int:
    """The first word behind the phrases of a table that stand at a place."""
    while True:
        hit = next((hit for hit in _table(table).among(said[at:]) if hit.first == 0), None)
        if hit is None or at + hit.last >= len(said):
            return at
        at += hit.last


def _opens(text: str, table: str) -> bool:
    return any(hit.first == 0 for hit in _table(table).find(text))


def _is_choice(text: str) -> bool:
    """Whether two figures are offered, or what has changed is asked."""
    said = [word.fold for word in words(text)]
    digits = [place for place, word in enumerate(said) if word[0].isdigit()]
    offered = "or" in said and bool(digits) and digits[0] < said.index("or") < digits[-1]
    return offered or bool(_table("changing").find(text))


def _bids(text: str) -> bool:
    said = words(text)
    at = 1 if said and said[0].fold == "please" else 0
    bids = any(hit.first == 0 for hit in _table("bidding").among(said[at:]))
    return bids or bool(said) and is_own(said[0].fold)


_WORDS = "statement_words"
_table = partial(phrases_of, _WORDS)


@cache
def _labelled(name: str, label: str) -> Phrases:
    return Phrases({label: packaged(_WORDS)[name][label]})
