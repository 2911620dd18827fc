"""Names of bodies with typing errors: careful, for an ordinary word must never become a council."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.bodies_names import ACRONYMS, SUFFIX_WORDS, Form, Token, Words, names_with
from ingest.model import Body
from ingest.tokens import is_known_word

SHORTEST = 5
_LONG = 9


def misspelt(
    text: str, free: Sequence[Token], known: tuple[Body, ...]
) -> Iterator[tuple[int, int, tuple[Body, ...]]]:
    """Spans of ``free`` words that are within a letter or two of a body's name, with the bodies they may
    mean.
    """
    index = 0
    while index < len(free):
        for length in (4, 3, 2, 1):
            window = free[index : index + length]
            if len(window) < length or not _adjacent(text, window) or not _strange(window):
                continue
            bodies = _closest(tuple(token.readings[-1] for token in window), known)
            if bodies:
                yield window[0].start, window[-1].end, bodies
                index += length - 1
                break
        index += 1


def _adjacent(text: str, window: Sequence[Token]) -> bool:
    """Whether only spaces or hyphens stand between the words."""
    return all(not text[a.end : b.start].strip(" -–") for a, b in zip(window, window[1:], strict=False))


def _strange(window: Sequence[Token]) -> bool:
    """Whether one of the words, and a long one, is no word that people use."""
    return any(
        not is_known_word(reading) for token in window if len(reading := token.readings[-1]) >= SHORTEST
    )


def _closest(words: Words, known: tuple[Body, ...]) -> tuple[Body, ...]:
    """The bodies with the name nearest to these words, all of them when the nearest is not one; () when
    none is near.
    """
    wording = " ".join(words)
    # What counts is the place: "council" behind it must not buy a short name a second error.
    place = len(" ".join(word for word in words if word not in SUFFIX_WORDS))
    allowed = 2 if place >= _LONG else 1 if place >= SHORTEST else 0
    if not allowed:
        return ()
    table = _table(known)
    names = [name for name in table.get(len(words), {}) if name[0] == wording[0] and len(name) >= SHORTEST]
    near = process.extract(wording, names, scorer=OSA.distance, score_cutoff=allowed, limit=6)
    if not near or near[0][1] == 0:
        return ()
    mine = [
        (name, distance) for name, distance, _ in near if any(form.known for form in table[len(words)][name])
    ]
    nearest = min(distance for _, distance in mine) if mine else min(distance for _, distance, _ in near)
    chosen = [name for name, distance in mine or [(n, d) for n, d, _ in near] if distance == nearest]
    bodies = {
        form.body.id: form.body
        for name in chosen
        for form in table[len(words)][name]
        if not mine or form.known
    }
    return tuple(bodies[id] for id in sorted(bodies))


@lru_cache(maxsize=8)
def _table(known: tuple[Body, ...]) -> dict[int, dict[str, list[Form]]]:
    """Names by how many words they have."""
    table: dict[int, dict[str, list[Form]]] = {}
    for words, forms in names_with(known).forms.items():
        # "Slough UA" is two letters from "slough of": initials say too little to be compared.
        if not ACRONYMS & set(words):
            table.setdefault(len(words), {})[" ".join(words)] = forms
    return table
