"""Whether the papers support a statement put to them: the sentence that comes nearest, and what in it is otherwise.

What is near in meaning is found by aligning the statement with every sentence, word by word (``assistant.align``); figures,
names and opposites are then compared exactly, because no likeness of meaning tells 2030 from 2050.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.draft import Draft, Written
from assistant.compose.prose import can_stand, distinct, in_document_order
from assistant.evidence import Citations
from assistant.match import stem_set, weights
from assistant.model import Status
from assistant.names import people
from assistant.pool import Pool, Scored
from assistant.replies import reply
from assistant.units import Unit
from assistant.words import alike, content_words, opposites, stem, stems, tokens
from ingest.fact_model import Approx
from ingest.quantities import find
from ingest.quantities_model import Kind, Quantity

BESIDE = 0.06
MOST = 3
UNMET = 0.15
ROUGHLY = 0.1
FEW = 1
DENIED = 6
FEW_WORDS = 0.1
COUNTED = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with what can be compared exactly: its quantities, and the names in it (the asked body's left out).

    ``asked`` says that it was put as a question. Then what is near is shown and no "yes" is said over it: of 25 questions
    of other hands that were answered so, 8 had another answer.
    """

    text: str
    quantities: tuple[Quantity, ...]
    names: tuple[str, ...]
    asked: bool = False


def read_claim(text: str, subject: Sequence[tuple[int, int]] = (), others: Sequence[str] = ()) -> Claim:
    """The statement ready to be compared; ``subject`` is where the bodies that it is about are named, ``others`` are the
    wordings of the other bodies in it.
    """
    named = [match for match in _NAME.finditer(text) if match.start() and not _overlaps(match, subject)]
    names = [match.group() for match in named if match.group().lower() not in _NO_NAMES]
    quantities = tuple(quantity for quantity in find(text) if _tells(quantity))
    return Claim(text, quantities, tuple(dict.fromkeys([*others, *names])))


def verdict(pool: Pool, claim: Claim) -> Draft | None:
    """The nearest sentences under a first line that says how they stand to the claim; None when nothing is near.

    How near they must be is decided with all other thresholds, in ``assistant.decide``.
    """
    found = [scored for scored in pool.units if can_stand(scored.item)]
    if not found:
        return None
    best = max(found, key=lambda scored: closeness(scored) - _doubt(claim, scored))
    close, least = closeness(best), weights("answer")["verdict"]
    differs, beside = _difference(claim, best), _is_beside_the_point(claim, pool, best)
    if close < least and (differs or beside):
        return None
    near = [scored for scored in found if closeness(scored) >= close - BESIDE and scored is not best]
    # What is otherwise is said by one sentence; others that are near would only stand beside it.
    chosen = [best] if differs else distinct([best, *near], MOST)
    if differs:
        opening, status = differs, Status.ANSWERED_PARTLY
    elif beside:
        opening, status = reply("status", "closest"), Status.ANSWERED_PARTLY
    else:
        opening, status = (
            reply("verdict", "stated") if close >= weights("statement")["plain"] and not claim.asked else "",
            Status.ANSWERED,
        )
    return Draft(
        "verdict",
        close,
        best.coverage,
        best.likeness,
        tuple(dict.fromkeys(scored.document for scored in chosen)),
        lambda citations: Written(_written(opening, chosen, citations)),
        status=status,
        spans=tuple(chosen),
    )


def closeness(scored: Scored[Unit]) -> float:
    """How near a unit comes to a statement: the alignment, or the words found where nothing could be aligned."""
    return scored.coverage if scored.alignment is None else scored.alignment


def _doubt(claim: Claim, scored: Scored[Unit]) -> float:
    """What a unit loses in the choice of the nearest: figures that it does not state, words that it does not hold."""
    few_words = FEW_WORDS if scored.coverage < weights("answer")["least_coverage"] else 0.0
    return UNMET * _unmet(claim, scored.item) + few_words


def _is_beside_the_point(claim: Claim, pool: Pool, best: Scored[Unit]) -> bool:
    """Whether a telling word of the statement stands nowhere in the paper, nor anything that means the same; a unit that
    is all but the statement is not asked for it."""
    if best.coverage < weights("answer")["least_coverage"]:
        return True
    if _lost(claim, best.item) or _compares_otherwise(claim.text, best.item.text):
        return True
    if closeness(best) >= weights("statement")["plain"]:
        return False
    held = stem_set(best.document.text)
    telling = 1.5 / max(len(pool.matcher.weight), 3)
    return any(share >= telling and not alike(word) & held for word, share in pool.matcher.weight.items())


def _compares_otherwise(claim: str, stated: str) -> bool:
    """Whether the claim sets one thing above others and the sentence does not in the same word, or only among the first."""
    degree = _DEGREE.search(claim)
    if not degree:
        return False
    word = (degree.group("word") or degree.group("most")).lower()
    return word not in tokens(stated) or (bool(_AMONG.search(stated)) and not _AMONG.search(claim))


def _written(opening: str, chosen: Sequence[Scored[Unit]], citations: Citations) -> str:
    quoted = in_document_order(chosen, citations)
    return f"{opening}\n\n{quoted}" if opening else quoted


def _difference(claim: Claim, best: Scored[Unit]) -> str:
    """The sentence that says what the paper has otherwise; empty when nothing that can be compared differs."""
    for quantity in claim.quantities:
        if _clashes(quantity, best.item):
            return reply("verdict", "figure", said=quantity.text.strip())
    near = f"{best.item.lead} {best.item.text}"
    missing = [name for name in claim.names if not _named_there(name, near, best)]
    if missing:
        return reply("verdict", "name", said=missing[0])
    return reply("verdict", "reverse") if _reversed(claim.text, near) else ""


def _named_there(name: str, near: str, best: Scored[Unit]) -> bool:
    """Whether the paper has the name with what is stated: in the very sentence where that names people, else anywhere."""
    if _written_in(name, near) or not _written_in(name, best.document.text):
        return _written_in(name, near)
    return not (people(name, best.document) and people(best.item.text, best.document))


def _written_in(name: str, text: str) -> bool:
    """Whether the paper writes every word of a name, however it is cased."""
    held = set(tokens(text))
    return all(word in held for word in tokens(name))


def _unmet(claim: Claim, unit: Unit) -> float:
    """The share of the claim's quantities that the unit does not state."""
    if not claim.quantities:
        return 0.0
    return len(_lost(claim, unit)) / len(claim.quantities)


def _lost(claim: Claim, unit: Unit) -> list[Quantity]:
    """The claim's quantities that the unit does not state."""
    stated = list(_stated(unit))
    return [one for one in claim.quantities if not any(_same(one, other) for other in stated)]


def _clashes(asked: Quantity, unit: Unit) -> bool:
    """Whether the unit states quantities of this kind, and none that is the one asked."""
    alike = [other for other in find(unit.text) if _tells(other) and _of_a_kind(asked, other, unit.text)]
    return bool(alike) and not any(_same(asked, other) for other in _stated(unit))


def _stated(unit: Unit) -> Iterator[Quantity]:
    """The quantities of a unit, its heading and its lead-in."""
    return (one for one in find(f"{unit.text}\n{unit.lead}\n{' '.join(unit.headings[-1:])}") if _tells(one))


def _tells(quantity: Quantity) -> bool:
    """Whether it can be compared: "net zero", "one of" and a blank say nothing."""
    if quantity.kind is Kind.PLACEHOLDER or (quantity.temporal and not quantity.start_date):
        return False
    return quantity.temporal or (quantity.value is not None and abs(quantity.value) > FEW)


def _of_a_kind(one: Quantity, other: Quantity, text: str) -> bool:
    """Two dates, or two figures of one kind; counts must count the same thing, which may be named a few words on."""
    if one.temporal or other.temporal:
        return one.temporal and other.temporal
    if one.kind is not other.kind:
        return False
    counted = other.unit or " ".join(text[other.end :].split()[:COUNTED])
    return one.kind is not Kind.COUNT or bool(set(stems(one.unit)) & set(stems(counted)))


def _same(asked: Quantity, stated: Quantity) -> bool:
    """Whether what is asked holds of what is stated: "over half" holds of 53%, "by 2030" of December 2030."""
    if asked.temporal:
        if not (stated.start_date and stated.end_date and asked.start_date and asked.end_date):
            return False
        return stated.start_date <= asked.end_date and asked.start_date <= stated.end_date
    if asked.value is None or stated.value is None:
        return False
    low, high = stated.value, stated.high if stated.high is not None else stated.value
    if asked.approx is Approx.OVER:
        return high >= asked.value
    if asked.approx in (Approx.UNDER, Approx.UP_TO):
        return low <= asked.value
    slack = abs(asked.value) * ROUGHLY if asked.approx is Approx.ABOUT else max(asked.step, stated.step) / 2
    return low - slack <= asked.value <= high + slack


def _reversed(claim: str, stated: str) -> bool:
    """Whether the paper denies what the claim says, or uses only words of the opposite side ("increase", "reduced")."""
    ours, theirs = set(stems(claim)), set(stems(stated))
    if not _NOT.search(claim) and any(ours & denied for denied in _denied(stated)):
        return True
    return any(
        (ours & one and theirs & other and not ours & other and not theirs & one)
        or (ours & other and theirs & one and not ours & one and not theirs & other)
        for one, other in opposites()
    )


def _denied(text: str) -> Iterator[set[str]]:
    """The stems of the few content words that each "not" stands before, or behind ("… is not permissible")."""
    for match in _NOT.finditer(text):
        after = re.split(r"[,.;:]", text[match.end() :], maxsplit=1)[0]
        yield {stem(word) for word in content_words(" ".join(after.split()[:DENIED]))}
    for match in _IS_NOT.finditer(text):
        before = re.split(r"[,.;:]", text[: match.start()])[-1]
        yield {stem(word) for word in content_words(" ".join(before.split()[-DENIED:]))}


def _overlaps(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in spans)


_NOT = re.compile(r"\b(?:not(?! only)|never|cannot|no longer|without|out of scope:?)(?!\w)|n['’]t\b", re.I)
_IS_NOT = re.compile(
    r"\b(?:(?:is|are|was|were|be) not|cannot be) (?:permi\w+|allowed|possible|able|included|planned|intended|part|in scope)\b",
    re.I,
)
_DEGREE = re.compile(
    r"\b(?P<word>more|less|fewer|higher|lower|bigger|better|worse|larger|smaller|greater|faster|slower)\b[^.]*\bthan\b"
    r"(?!\s+(?:£|\d|half|an?\b|one|two|three|four|five|ten))|\b(?:the|its)\s+(?P<most>most|least|highest|lowest|largest|biggest|smallest)\b",
    re.I,
)
_AMONG = re.compile(r"\b(?:one of|among|some of)\b", re.I)
_NAME = re.compile(r"(?<![.!?] )\b[A-Z][a-z][\w’'-]*(?:\s+(?:and|of|for|the|on)?\s*[A-Z][a-z][\w’'-]*)*")
_NO_NAMES = frozenset(
    """council councils councillor councillors cabinet plan strategy january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday""".split()
)
