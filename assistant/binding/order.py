"""Whether the terms of a statement stand in a clause in their places: in order, close together, on their side."""

from __future__ import annotations

from assistant.binding.clauses import Clause
from assistant.binding.marks import Marked, listed

_BETWEEN = 0.7


def says_nothing(said: Marked) -> bool:
    """Whether a statement names its subject alone: no figure, no state, no way it goes, and no term behind its verb."""
    told = said.figures or said.states or said.directions
    return not told and not any(term.start > said.verb for term in said.terms)


def runs_alike(said: Marked, clause: Clause) -> bool:
    """Whether the terms of a statement stand in the clause in their order and with few others between them."""
    held = said.keys
    places = [place for place, term in enumerate(clause.own.terms) if term.key in held]
    if not places:
        return False
    between = places[-1] - places[0] + 1 - len(places)
    if between > len(places) * _BETWEEN:
        return False
    order = list(dict.fromkeys(clause.own.terms[place].key for place in places))
    asked = [key for key in dict.fromkeys(term.key for term in said.terms) if key in order]
    return order == asked or clause.own.points


def changed_places(said: Marked, clause: Clause) -> bool:
    """Whether a term stands on the other side of a word that sets two parties against each other."""
    ours = {
        text: hit
        for hit in listed("between").find(said.text)
        if (text := said.text[hit.start : hit.end].lower())
    }
    for hit in listed("between").find(clause.own.text):
        other = ours.get(clause.own.text[hit.start : hit.end].lower())
        if other is None:
            continue
        left = {term.key for term in said.terms if term.end <= other.start}
        right = {term.key for term in said.terms if term.start >= other.end}
        there_left = {term.key for term in clause.own.terms if term.end <= hit.start}
        there_right = {term.key for term in clause.own.terms if term.start >= hit.end}
        if left & there_right - there_left - right and right & there_left - there_right - left:
            return True
    return False
