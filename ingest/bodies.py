"""Which council is meant: bodies recognised in running text and questions, looked up, made, and compared as
peers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ingest import bodies_places as places
from ingest.bodies_hosts import body_of_domain
from ingest.bodies_list import by_listed_id, listed
from ingest.bodies_names import (
    POSSESSIVE,
    SUFFIX_WORDS,
    Form,
    Token,
    Words,
    core_of,
    first_part,
    is_council,
    names_of,
    names_with,
    tokens,
    words_of,
)
from ingest.bodies_spelling import misspelt
from ingest.model import Body
from ingest.whose.names import names_in

__all__ = [
    "BodyMention",
    "Peers",
    "body_of_domain",
    "by_id",
    "by_name",
    "listed",
    "peers",
    "recognise",
    "successors_of",
]

SPELLING_UP_TO = 2_000
"""Typing errors are looked for in texts up to this length: questions, not papers."""


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body named in a text; ``wording`` is what stands there.

    ``candidates`` are the bodies it may mean, best first; more than one when the words do not decide.
    ``full`` is true when the words say that a council is meant and not only its place.
    """

    body: Body
    start: int
    end: int
    wording: str
    candidates: tuple[Body, ...] = ()
    full: bool = False
    misspelt: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether the words do not decide between several bodies."""
        return len(self.candidates) > 1


def recognise(text: str, known: Sequence[Body] = (), *, spelling: bool | None = None) -> list[BodyMention]:
    """The bodies that ``text`` names, in order, without overlaps; the longest name at a place wins.

    ``known`` are the bodies of the library: they win where a name fits several, and keep their printed
    names. Councils that no list holds are recognised by their form ("Westmarch Borough Council"). Typing
    errors are tolerated in short texts.
    """
    words = tokens(text)
    names = names_with(tuple(known))
    mentions: list[BodyMention] = []
    index = 0
    while index < len(words):
        found = places.named_at(text, words, index, names, only=len(known) == 1)
        if found is None:
            index += 1
            continue
        mentions.append(_mention(text, words, found))
        index = found.stop
    # A misspelt name is tried first, else "Seften Council" would pass for a council that no list holds.
    if spelling if spelling is not None else len(text) <= SPELLING_UP_TO:
        mentions.extend(_misspelt(text, words, mentions, known))
    mentions.extend(_unlisted(text, words, mentions))
    return sorted(mentions, key=lambda mention: mention.start)


def _mention(text: str, words: Sequence[Token], found: places.Found) -> BodyMention:
    """The mention at these words: the best of the bodies that carry the name."""
    first, last = words[found.first], words[found.stop - 1]
    end = _without_possessive(last)
    wording = text[first.start : end]
    ranked = _ranked(found.forms, words_of(wording))
    printed = [form.body if form.known else _as_printed(form.body, wording, found.full) for form in ranked]
    return BodyMention(printed[0], first.start, end, wording, tuple(dict.fromkeys(printed)), found.full)


def _without_possessive(token: Token) -> int:
    return token.end - 2 if token.text.endswith(POSSESSIVE) else token.end


def _ranked(forms: Sequence[Form], wording: Words) -> list[Form]:
    """The forms worth asking about, best first: one when the words, the library or the calendar decide."""
    exact = [form for form in forms if wording in names_of(form.body) and wording != core_of(wording)]
    pool = exact or list(forms)
    for better in (
        lambda form: not form.part,
        lambda form: form.known,
        lambda form: form.body.end_date is None,
    ):
        chosen = [form for form in pool if better(form)]
        pool = chosen or pool
    fitting = [form for form in pool if _kind_fits(form.body, wording)]
    pool = fitting or pool
    return sorted(
        {form.body.id: form for form in pool}.values(),
        key=lambda form: (-(form.body.population or 0), form.body.id),
    )


def _kind_fits(body: Body, wording: Words) -> bool:
    """Whether the kind of council in the wording ("county", "city") is in one of the body's names."""
    kinds = {word for word in wording if word in SUFFIX_WORDS} - {"council", "councils"}
    return bool(kinds) and any(kinds <= set(name) for name in names_of(body))


def _as_printed(body: Body, wording: str, full: bool) -> Body:
    """The body under the council name that is printed, when the list has another ("… City Council" since a
    charter).
    """
    words = words_of(wording)
    if (
        not full
        or not is_council(body)
        or words in names_of(body)
        or words[-1:] not in (("council",), ("corporation",))
    ):
        return body
    core = core_of(words)
    if (
        len(words) <= len(core) + 1
        or not wording[:1].isupper()
        or core not in {core_of(name) for name in names_of(body)}
    ):
        return body
    name = " ".join(wording.split())
    return replace(body, name=name.title() if name.isupper() else name, aliases=(*body.aliases, name.lower()))


def _unlisted(text: str, words: Sequence[Token], mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """Organisations that no list of councils holds, by the form of their names, where nothing else was recognised."""
    found: list[BodyMention] = []
    named = [
        (name.start, name.end, name.body) for name in names_in(text) if not (name.kind and name.kind.weak)
    ]
    for start, end, listed_body in [*named, *((*span, None) for span in places.small_names(words))]:
        if not any(start < mention.end and mention.start < end for mention in [*mentions, *found]):
            body = listed_body or by_name(text[start:end])
            found.append(BodyMention(body, start, end, text[start:end], (body,), True))
    return found


def _misspelt(
    text: str, words: Sequence[Token], mentions: Sequence[BodyMention], known: Sequence[Body]
) -> list[BodyMention]:
    """Names with typing errors among the words that nothing else explains."""
    free = [
        token for token in words if not any(m.start < token.end and token.start < m.end for m in mentions)
    ]
    found: list[BodyMention] = []
    for start, end, bodies in misspelt(text, free, tuple(known)):
        found.append(BodyMention(bodies[0], start, end, text[start:end], bodies, misspelt=True))
    return found


def by_id(id: str, known: Sequence[Body] = ()) -> Body | None:
    """The body of this id, of the library first, else of the list, or None."""
    return next((body for body in known if body.id == id), None) or by_listed_id().get(id)


def known_names() -> list[str]:
    """The names of the listed bodies that there are today."""
    return sorted(body.name for body in by_listed_id().values() if body.end_date is None)


def by_name(name: str, known: Sequence[Body] = ()) -> Body:
    """The body of this name; one is made for a name that is in no list. Raises ValueError for an empty
    name.
    """
    clean = " ".join(name.split())
    if not words_of(clean):
        raise ValueError(f"{name!r} is not the name of a council or other body.")
    names = names_with(tuple(known))
    words = words_of(clean)
    forms = names.forms.get(words) or names.forms.get(core_of(words)) or []
    if forms and not all(form.part for form in forms):
        best = _ranked(forms, words)[0]
        return best.body if best.known else _as_printed(best.body, clean, True)
    return _made(clean)


def _made(name: str) -> Body:
    """A body for a name that is in no list: the short name and the initials become aliases."""
    words = words_of(name)
    core = core_of(words)
    plain = name.title() if name.isupper() or name.islower() else name
    kept = [token.text for token in tokens(plain)]
    offset = next((i for i in range(len(words)) if words[i : i + len(core)] == core), 0)
    short = plain if len(core) == len(words) else _between(plain, offset, len(core), kept)
    aliases = {name.lower(), short.lower()}
    if len(core) == len(words) > 2:
        aliases.add("".join(word[0] for word in words if word not in {"of", "the", "and", "for"}))
    part = first_part(core)
    if part is not None and len(core) < len(words):
        aliases.add(" ".join(part))
    return Body("-".join(words), plain, short, _made_type(words), aliases=tuple(sorted(aliases)))


def _between(name: str, offset: int, count: int, kept: Sequence[str]) -> str:
    """The words of the place as they are printed."""
    spans = tokens(name)
    return name[spans[offset].start : spans[min(offset + count, len(kept)) - 1].end]


def _made_type(words: Words) -> str:
    """What kind of council a name says it is, in the terms of the UK list; empty when it does not say."""
    if words[-1:] not in (("council",), ("corporation",)) and "borough" not in words:
        return ""
    for mark, kind in (
        ("london", "London borough"),
        ("metropolitan", "Metropolitan district"),
        ("county", "County"),
        ("district", "Non-metropolitan district"),
        ("borough", "Non-metropolitan district"),
        ("city", "Unitary authority"),
    ):
        if mark in words:
            return kind
    return ""


def successors_of(body: Body) -> tuple[Body, ...]:
    """The bodies that took over from one that has ended, in the order of the list."""
    return tuple(successor for id in body.successors if (successor := by_listed_id().get(id)))


@dataclass(frozen=True, slots=True)
class Peers:
    """Similar bodies, most similar first, and the method in a sentence."""

    bodies: tuple[Body, ...]
    method: str


def peers(body: Body, candidates: Collection[Body], *, limit: int = 5) -> Peers:
    """The candidates most like ``body``: same type, then same region, then nearest in population."""
    others = [one for one in candidates if one.id != body.id]
    same = [one for one in others if body.type and one.type == body.type]
    pool = same or [one for one in others if body.nation and one.nation == body.nation] or others

    def unlike(one: Body) -> tuple[bool, float, str]:
        known = bool(one.population and body.population)
        ratio = abs((one.population or 0) - (body.population or 0)) / (body.population or 1) if known else 9.0
        return not (body.region and one.region == body.region), ratio, one.id

    kind = (
        f"of the same type ({body.type.lower()})"
        if same
        else "of the same nation"
        if pool is not others
        else "loaded"
    )
    method = (
        f"Bodies {kind} as {body.name}, those of the same region first, then by nearest population"
        " (mySociety list of UK councils, population 2020)."
    )
    return Peers(tuple(sorted(pool, key=unlike)[:limit]), method)
