"""A statement bound to the units of papers: the one function by which anything said is checked against what is printed.

Yes needs every slot bound in one clause; no, not yet and partly need the same clause to bind everything but one slot,
which it fills otherwise. Whatever is less certain has no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.binding.clauses import figure_clauses, word_clauses
from assistant.binding.marks import Marked, is_broad, is_self, key_of, marked
from assistant.binding.slots import Fit, Slot, fit
from assistant.pieces import Unit
from assistant.words import tokens
from ingest.clauses import pieces
from ingest.model import Body

_NEAR = 0.5
_OWN = 0.5
_TELLING = 2


class Verdict(StrEnum):
    """What the papers say to a statement or a yes-or-no question."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not yet"
    PARTLY = "partly"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Binding:
    """How a statement stands to a unit: the verdict that may be given, and the slots that differ or are not met."""

    unit: Unit
    verdict: Verdict | None
    differs: tuple[Slot, ...]
    met: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in its parts, each with at most the figures that one clause holds."""

    text: str
    parts: tuple[Marked, ...]


def statement(text: str) -> Statement:
    """The statement ready to be bound: a part for each of its clauses that has a figure of its own."""
    plain = " ".join(text.split()).rstrip(" .?!")
    whole = marked(plain)
    groups: list[str] = []
    for piece in pieces(plain, [*whole.figures, *whole.moments]):
        said = plain[piece.start : piece.end]
        if piece.bracketed:
            continue
        if groups and not (marked(groups[-1]).figures and marked(said).figures):
            groups[-1] = plain[plain.index(groups[-1]) : piece.end]
        else:
            groups.append(said)
    return Statement(plain, tuple(marked(group.strip()) for group in groups) or (whole,))


def names_of(body: Body | None) -> frozenset[str]:
    """The keys of every word that names a body."""
    said = (body.name, body.short_name, *body.aliases) if body else ()
    return frozenset(key_of(token) for name in said for token in tokens(name))


def bind(said: Statement, units: Iterable[tuple[Unit, frozenset[str]]]) -> list[Binding]:
    """The bindings of a statement to units, each with the names of its body; those with a verdict first, then the nearest."""
    found = [binding for unit, body in units if (binding := bound(said, unit, body)) is not None]
    return sorted(
        found,
        key=lambda one: (one.verdict is None, one.verdict is not Verdict.YES, -one.met, len(one.differs)),
    )


def bound(said: Statement, unit: Unit, body: frozenset[str]) -> Binding | None:
    """The best binding of a statement to one unit; None when they have nothing in common."""
    if not _is_near(said, unit, body):
        return None
    fits = [_best(_fits(part, unit, body)) for part in said.parts]
    held = [one for one in fits if one is not None]
    if len(held) < len(fits) or not held:
        return None
    otherwise = set().union(*(one.otherwise for one in held))
    unmet = set().union(*(one.unmet for one in held))
    met = sum(one.met for one in held) / len(held)
    differs = tuple(slot for slot in Slot if slot in otherwise | unmet)
    return Binding(unit, _verdict(said.parts, held, otherwise, unmet), differs, met)


def _is_near(said: Statement, unit: Unit, body: frozenset[str]) -> bool:
    """Whether a unit and what stands around it hold half of a statement's terms; only then are its clauses read."""
    asked = frozenset().union(*(part.keys for part in said.parts))
    row = unit.row
    label = f"{row.label} . {' . '.join(cell.text for cell in row.columns)}" if row else ""
    held = marked(unit.text).keys | marked(f"{unit.context} {label}").keys | body
    wide = sum(key not in held and (is_broad(key) or is_self(key)) for key in asked)
    return not asked or (len(asked & held) + wide) / len(asked) >= _NEAR


def _fits(part: Marked, unit: Unit, body: frozenset[str]) -> Iterator[Fit]:
    clauses = figure_clauses(unit) if part.figures else word_clauses(unit, part)
    for clause in clauses:
        one = fit(part, clause, body)
        if one.met >= _NEAR:
            yield one


def _best(fits: Iterable[Fit]) -> Fit | None:
    return min(
        fits,
        key=lambda one: (len(one.unmet) + len(one.otherwise), len(one.unmet), -one.met, -one.own),
        default=None,
    )


def _verdict(
    parts: Sequence[Marked], held: Sequence[Fit], otherwise: set[Slot], unmet: set[Slot]
) -> Verdict | None:
    """The verdict of the parts together."""
    if unmet or any(
        one.own < (0.01 if part.figures else _OWN) for part, one in zip(parts, held, strict=True)
    ):
        return None
    if not otherwise:
        bare = not any(part.figures or part.states for part in parts)
        return None if bare and sum(len(part.terms) for part in parts) < _TELLING else Verdict.YES
    if any(one.taken or one.own < 1 for one in held) or sum(len(part.terms) for part in parts) < _TELLING:
        return None
    if otherwise == {Slot.STATE}:
        return Verdict.NOT_YET
    if otherwise == {Slot.QUANTIFIER}:
        return Verdict.PARTLY
    denies = otherwise in ({Slot.FIGURE}, {Slot.POLARITY}) and not any(one.loose for one in held)
    return Verdict.NO if denies else None
