"""One statement against one clause, slot by slot: what is bound, what is otherwise, what is not met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.binding.clauses import Clause
from assistant.binding.figures import same_kind, same_moment, stated_among
from assistant.binding.marks import Marked, Term, is_broad, is_self, listed, marked
from assistant.binding.order import changed_places, runs_alike, says_nothing
from ingest.phrases import words
from ingest.quantities_model import Quantity


class Slot(StrEnum):
    """What may differ between a statement and a clause."""

    SUBJECT = "subject"
    GROUP = "group"
    PART = "part"
    PERIOD = "period"
    UNIT = "unit"
    FIGURE = "figure"
    POLARITY = "polarity"
    QUANTIFIER = "quantifier"
    STATE = "state"


@dataclass(slots=True)
class Fit:
    """How a statement and a clause stand to each other.

    ``otherwise`` are the slots that the clause fills in another way, ``unmet`` those that it leaves open; ``met`` is the
    share of the statement's terms that stand in or around the clause, ``own`` of those in the clause itself; ``taken`` says
    that some stand around it, ``loose`` that the clause has terms that the statement has not.
    """

    otherwise: set[Slot] = field(default_factory=set)
    unmet: set[Slot] = field(default_factory=set)
    met: float = 0.0
    own: float = 0.0
    taken: bool = False
    loose: bool = False


def fit(said: Marked, clause: Clause, body: frozenset[str]) -> Fit:
    """The statement ``said`` against a clause; ``body`` are the keys of the names of the body that the paper is of."""
    found = Fit()
    _words(found, said, clause, body)
    _figures(found, said, clause)
    _moments(found, said, clause)
    heard = _heard(clause)
    _polarity(found, said, clause, heard)
    _quantifier(found, said, clause, heard)
    _state(found, said, clause, heard)
    if said.apart != heard.apart:
        found.unmet.add(Slot.GROUP)
    if says_nothing(said):
        found.unmet.add(Slot.GROUP)
    if changed_places(said, clause) or (not said.figures and not runs_alike(said, clause)):
        found.unmet.add(Slot.SUBJECT)
    return found


def _heard(clause: Clause) -> Marked:
    """What the small words are read of: the clause and, where it has no verb of its own, what leads it in."""
    text = clause.own.text[: _edge(clause)]
    if not _is_finite(marked(text)) and clause.before.text:
        text = f"{clause.before.text}, {text}"
    heard = marked(text)
    if not _is_finite(heard) and clause.over.text and not clause.cell:
        heard = marked(f"{clause.over.text} . {text}")
    return heard


def _is_finite(said: Marked) -> bool:
    """Whether a text has a verb of its own, or a word of state that stands for one."""
    return said.verb >= 0 or bool(said.states)


def _words(found: Fit, said: Marked, clause: Clause, body: frozenset[str]) -> None:
    """Every term is met in the clause, or around it where the clause names nothing else in its stead."""
    own = clause.own.keys
    shared = clause.before.keys | clause.behind.keys | clause.meant.keys | clause.over.keys
    lost, taken, named, wide = [], [], 0, False
    ours = bool(listed("ours").find(clause.own.text))
    for term in said.terms:
        if term.key in own:
            continue
        if term.key in shared or (is_broad(term.key) and said.figures):
            taken.append(term)
            wide = wide or term.key not in shared
        elif (term.key in body or is_self(term.key)) and (ours or _slot_of(term, said) is Slot.SUBJECT):
            named += 1
        else:
            lost.append(term)
    whole = len(said.terms) or 1
    found.met = 1 - len(lost) / whole
    found.own = (named + sum(term.key in own for term in said.terms)) / whole if said.terms else 1.0
    found.own = found.own or float(not clause.own.terms)
    found.taken = bool(taken)
    found.loose = clause.cell or any(_narrows(term, said.keys | body) for term in _zone(clause))
    found.unmet |= {_slot_of(term, said) for term in lost}
    held = said.keys | body
    if (taken or clause.strict) and any(_narrows(term, held) for term in _zone(clause)):
        found.unmet.add(Slot.GROUP)
    if wide and any(_narrows(term, held) for term in (*clause.before.terms, *clause.meant.terms)):
        found.unmet.add(Slot.SUBJECT)
    if named and any(_narrows(term, held) for term in _about(clause)):
        found.unmet.add(Slot.SUBJECT)
    if any(_narrows(term, held) for term in _narrowed(clause)):
        found.unmet.add(Slot.PART)


def _slot_of(term: Term, said: Marked) -> Slot:
    """Whether a term is of the subject or of what is said of it: before or behind the first auxiliary or figure."""
    edge = min([figure.start for figure in said.figures] + [said.verb if said.verb >= 0 else len(said.text)])
    return Slot.SUBJECT if term.start < edge or not edge else Slot.GROUP


def _narrows(term: Term, held: frozenset[str]) -> bool:
    return term.key not in held and not is_broad(term.key) and not is_self(term.key)


def _zone(clause: Clause) -> Iterator[Term]:
    """The terms of a clause up to where a clause of its own begins in it."""
    edge = _edge(clause)
    return (term for term in clause.own.terms if term.start < edge)


def _edge(clause: Clause) -> int:
    """Where, behind the first figure, a word begins a clause of its own."""
    begun = min((figure.start for figure in clause.own.figures), default=len(clause.own.text))
    hits = (hit.start for hit in listed("relative").find(clause.own.text))
    return min((start for start in hits if start > begun), default=len(clause.own.text))


def _about(clause: Clause) -> Iterator[Term]:
    """The terms of what a clause is about: before its figure or verb, and what it points back to."""
    edge = min((figure.start for figure in clause.own.figures), default=clause.own.verb)
    yield from (term for term in clause.own.terms if term.start < edge)
    if clause.own.points:
        yield from clause.before.terms


def _narrowed(clause: Clause) -> Iterator[Term]:
    """The terms before the first figure that stand behind a word which narrows what it is of."""
    first = min((figure.start for figure in clause.own.figures), default=-1)
    hits = [hit for hit in listed("narrowing").find(clause.own.text) if hit.end < first]
    for term in clause.own.terms:
        if term.start < first and any(
            hit.end <= term.start and len(words(clause.own.text[hit.end : term.start])) <= 1 for hit in hits
        ):
            yield term


def _figures(found: Fit, said: Marked, clause: Clause) -> None:
    """Every figure of the statement is one of the clause or of what goes on about it."""
    stated = (*clause.own.figures, *clause.behind.figures)
    for asked in said.figures:
        if stated_among(asked, stated):
            continue
        rivals = [one for one in clause.own.figures if same_kind(asked, one)]
        alone = len(rivals) == 1 and len(said.figures) == 1 and not _is_of_whole(rivals[0], clause)
        (found.otherwise if alone else found.unmet).add(Slot.FIGURE)
        if any(one.value == asked.value for one in stated if one.value is not None):
            found.unmet.add(Slot.UNIT)
    if said.limits != clause.own.limits:
        found.unmet.add(Slot.FIGURE)
    if _direction(found, said, clause):
        found.otherwise.add(Slot.POLARITY)


def _is_of_whole(figure: Quantity, clause: Clause) -> bool:
    """Whether a figure is what a part is taken of ("of the 462")."""
    before = [word.fold for word in words(clause.own.text[: figure.start])][-2:]
    return "of" in before


def _direction(found: Fit, said: Marked, clause: Clause) -> bool:
    """Whether the clause tells of the other way; what tells of a way only on one side is not met."""
    own = marked(clause.own.text[: _edge(clause)]).directions
    heard = said.directions, own | (clause.behind.directions if said.directions else frozenset())
    if heard[0] == heard[1]:
        return False
    if heard[0] and heard[1] and not heard[0] & heard[1]:
        return True
    found.unmet.add(Slot.POLARITY)
    return False


def _moments(found: Fit, said: Marked, clause: Clause) -> None:
    """Every moment is that of the clause, or else of the nearest place around it that has one."""
    levels = (
        (*clause.own.moments, *clause.behind.moments),
        clause.before.moments,
        clause.over.moments,
        clause.meant.moments,
    )
    texts = (clause.own.text, clause.behind.text, clause.before.text)
    for asked in said.moments:
        stated = next((level for level in levels if level), ())
        if not any(same_moment(asked, one) for one in stated):
            (found.otherwise if stated else found.unmet).add(Slot.PERIOD)
        elif not any(
            _relation(asked, said.text) == _relation(one, text)
            for text in texts
            for one in marked(text).moments
            if same_moment(asked, one)
        ) and any(same_moment(asked, one) for text in texts for one in marked(text).moments):
            found.unmet.add(Slot.PERIOD)


def _relation(moment: Quantity, text: str) -> tuple[str, ...]:
    """How a moment is tied in: since, until, after, or at it."""
    before = text[: moment.start].rstrip()
    hits = [hit for hit in listed("relation").find(before) if len(words(before[hit.end :])) <= _TIED]
    return hits[-1].labels if hits else ()


_TIED = 3


def _polarity(found: Fit, said: Marked, clause: Clause, heard: Marked) -> None:
    """ "Not" in both or in neither; also in what the statement takes from the clauses beside."""
    beside = 0
    if said.keys & clause.before.keys - clause.own.keys and clause.before.text not in heard.text:
        beside = clause.before.negatives
    if (
        beside
        and said.negatives != heard.negatives + beside
        or not beside
        and said.negatives
        and heard.negatives
        and said.negatives != heard.negatives
    ):
        found.unmet.add(Slot.POLARITY)
    elif not beside and bool(said.negatives) != bool(heard.negatives):
        found.otherwise.add(Slot.POLARITY)


def _quantifier(found: Fit, said: Marked, clause: Clause, heard: Marked) -> None:
    """ "All" needs "all", and what is only, most or some in the clause must be so in the statement."""
    ours, theirs = said.quantifiers - {"any"}, heard.quantifiers - {"any"}
    beside = bool(said.keys & clause.before.keys - clause.own.keys)
    carried = (ours & clause.before.quantifiers - theirs) if beside else frozenset()
    theirs |= carried
    if "all" in ours and "all" not in theirs:
        parts = bool(theirs & {"most", "some"}) or bool(clause.own.figures)
        (found.otherwise if parts else found.unmet).add(Slot.QUANTIFIER)
    elif ours - {"all"} != theirs - {"all"} or ("all" in ours - carried and not _same_side(said, heard)):
        found.unmet.add(Slot.QUANTIFIER)


def _same_side(said: Marked, heard: Marked) -> bool:
    """Whether "all" stands before the first verb or figure in both, or behind it in both."""
    if _times_all(said) > _times_all(heard):
        return False
    return {_sides(said)} <= {_sides(heard), (True, True)} or said.verb <= 0 or heard.verb <= 0


def _times_all(text: Marked) -> int:
    """How often a text says "all"."""
    return sum("all" in hit.labels for hit in listed("quantifier").find(text.text))


def _sides(text: Marked) -> tuple[bool, bool]:
    """Whether "all" stands before, and behind, the first verb of a text."""
    places = [hit.start for hit in listed("quantifier").find(text.text) if "all" in hit.labels]
    return any(place < text.verb for place in places), any(place > text.verb for place in places)


def _state(found: Fit, said: Marked, clause: Clause, heard: Marked) -> None:
    """What is done, planned, aimed at, expected, possible or stopped must be so in both."""
    ours, theirs = said.states, heard.states | (clause.behind.states & {"stopped", "delayed", "unfinished"})
    if ours == theirs:
        return
    ahead = theirs & {"planned", "aimed", "unfinished", "expected"}
    asked_as_done = not ours and bool(listed("done").find(said.text))
    later = ahead and asked_as_done and not theirs & {"stopped", "possible", "proposed"}
    (found.otherwise if later else found.unmet).add(Slot.STATE)
