"""Whose paper it is: names weighed by the places in which they stand, so that a mention never outranks a cover."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import PurePath

from ingest.bodies_hosts import body_of_domain
from ingest.bodies_names import names_of, tokens, words_of
from ingest.model import Body, Document, Origin
from ingest.whose.bare import places_among, places_in
from ingest.whose.candidates import Candidate, Key, add, is_bare, key_of
from ingest.whose.evidence import HOST, Clue, clues, host_of, hosts, passages
from ingest.whose.kinds import kinds
from ingest.whose.names import Name, names_in
from ingest.whose.short_forms import defines, initials
from ingest.whose.title_text import parts

LEAST = 2.0
"""Points below which nothing is said of whose paper it is."""

_STRONG = 4.0
_MOST_FROM_TEXT, _FILE, _HOST_IN_TEXT, _CALLED, _DEFINED, _ALONE = 2.5, 3.0, 3.0, 1.5, 1.0, 2.0
_BARE, _AMONG_OTHERS, _PASSING, _WEAK = 0.5, 0.5, 0.2, 0.5
_SHOWN = 4


def owner_of(document: Document, known: Sequence[Body] = ()) -> Candidate | None:
    """The organisation whose paper it is, with the evidence; None when nothing says so."""
    found: dict[Key, Candidate] = {}
    common = _small_words(document)
    _from_clues(document, found, common, known)
    _from_text(document, found, common)
    for key, candidate in found.items():
        _from_file(document, key, candidate)
    _from_hosts(document, found)
    _from_what_it_calls_itself(document, found)
    best = max(found.values(), key=lambda one: one.total, default=None)
    return best if best is not None and best.total >= LEAST else _named_by_file(document)


def _named_by_file(document: Document) -> Candidate | None:
    """The organisation that the file's name names in full, or the one listed council whose place stands in it."""
    stem = PurePath(document.file).stem.replace("_", " ").replace("-", " ").replace("+", " ")
    line = " ".join(word if word.isupper() else word.capitalize() for word in stem.split())
    names = names_in(line) or places_among(line)
    if len(names) != 1:
        return None
    found: dict[Key, Candidate] = {}
    add(found, names[0], Clue("file", document.file, _FILE), _FILE)
    return next(iter(found.values()))


def origins(owner: Candidate) -> tuple[Origin, ...]:
    """Where the owner was read, the strongest first: lines with their pages."""
    ranked = sorted(owner.clues, key=lambda place: -owner.points[place])[:_SHOWN]
    return tuple(Origin("body", place, owner.clues[place].text, owner.clues[place].page) for place in ranked)


def _small_words(document: Document) -> frozenset[str]:
    """Words that the paper also writes small, so that they are no proper names."""
    return frozenset(word for word in document.text.split() if word.isalpha() and word.islower())


def _from_clues(
    document: Document, found: dict[Key, Candidate], common: Collection[str], known: Sequence[Body]
) -> None:
    for clue in clues(document):
        for body in known:
            if clue.points and named_in(clue.text, body):
                add(found, Name(body.name, 0, 0, None, body), clue, clue.points)
        if clue.place == HOST:
            _from_address(clue, found)
            continue
        strong = clue.points >= _STRONG or clue.place == "html header"
        names = [n for n in names_in(clue.text, common) if strong or n.body or not (n.kind and n.kind.weak)]
        share = 1.0 if len({key_of(name) for name in names}) == 1 else _AMONG_OTHERS
        for name in names:
            passing = clue.place == "front" and _in_passing(clue.text, name)
            weak = name.kind is not None and name.kind.weak and name.body is None
            add(found, name, clue, clue.points * share * (_PASSING if passing else _WEAK if weak else 1.0))
        if not names and clue.place != "heading":
            for name in places_in(clue.text, whole=not strong):
                add(found, name, clue, clue.points * _BARE)


def named_in(text: str, body: Body) -> bool:
    """Whether one of the body's names stands in the line, word for word."""
    words = words_of(text)
    return any(
        name == words[at : at + len(name)]
        for name in names_of(body)
        for at in range(len(words) - len(name) + 1)
    )


def _from_address(clue: Clue, found: dict[Key, Candidate]) -> None:
    body = body_of_domain(host_of(clue.text))
    if body is not None:
        add(found, Name(body.name, 0, 0, None, body), clue, clue.points)


def _from_text(document: Document, found: dict[Key, Candidate], common: Collection[str]) -> None:
    """Mentions in the text, many of which count little more than one; a name with its short form in brackets."""
    counted: dict[Key, float] = defaultdict(float)
    first: dict[Key, tuple[Name, Clue]] = {}
    for text, start in passages(document):
        for name in names_in(text, common):
            if name.kind and name.kind.weak and not name.body:
                continue
            key = key_of(name)
            counted[key] += _PASSING if _in_passing(text, name) else 1.0
            clue = Clue("text", _around(text, name), 0.0, document.page_of(start + name.start))
            first.setdefault(key, (name, clue))
            if (name.start, name.end) == (0, len(text.strip())):
                add(found, name, Clue("alone", clue.text, _ALONE, clue.page), _ALONE)
            if defines(text, name):
                add(found, name, Clue("defined", clue.text, _DEFINED, clue.page), _DEFINED)
    for key, (name, clue) in first.items():
        points = min(_MOST_FROM_TEXT, math.log2(1 + counted[key]))
        add(found, name, clue, points * (_BARE if is_bare(name) else 1.0))


def _in_passing(text: str, name: Name) -> bool:
    """Whether the word before a name says that it is one of others ("such as Eastmere Council")."""
    before = [word.strip(",;:()").lower() for word in text[max(0, name.start - 40) : name.start].split()]
    words = [word for word in before if word not in ("the", "our")]
    return bool(words) and words[-1] in kinds().words["passing"]


def _around(text: str, name: Name) -> str:
    """The words around a name, for a person to see."""
    begin, end = max(0, name.start - 40), name.end + 60
    return " ".join(text[begin:end].split())


def _from_file(document: Document, key: Key, candidate: Candidate) -> None:
    """Initials or all proper words of a name in the name of the file."""
    stem = PurePath(document.file).stem
    words = [token.text for token in tokens(stem.replace("_", " "))]
    lower = {word.lower() for word in words}
    listed = (
        {alias.lower() for alias in candidate.body.aliases if alias.isupper()} if candidate.body else set()
    )
    if lower & (initials(candidate.name) | listed) or set(key[0]) <= lower:
        candidate.note(candidate.name, Clue("file", document.file, _FILE), _FILE)


def _from_hosts(document: Document, found: dict[Key, Candidate]) -> None:
    """The host that the paper names most, when it is a listed body's or holds a candidate's proper words."""
    named = [host_of(one.text) for one in document.furniture if one.place == HOST]
    told = [(host, Clue(HOST, host, 4.0)) for host in named]
    told += [(host, Clue("host", host, _HOST_IN_TEXT)) for host, _ in hosts(document).most_common(1)]
    for host, clue in told:
        for one in document.furniture:
            if one.place in ("html title", "site name"):
                _named_as_its_host(one.text, host, clue, found)
        body = body_of_domain(host)
        if body is not None and clue.place == "host":
            add(found, Name(body.name, 0, 0, None, body), clue, clue.points)
        plain = host.replace("-", "").replace(".", "")
        for key, candidate in found.items():
            joined = "".join(word for word in words_of(candidate.name) if word in key[0])
            if len(joined) > 3 and joined in plain:
                candidate.note(candidate.name, clue, clue.points)


def _named_as_its_host(title: str, host: str, clue: Clue, found: dict[Key, Candidate]) -> None:
    """A piece of a web page's title whose words are the host's ("Corporate plan | Eastmere Living", eastmereliving.org)."""
    plain = host.replace("-", "").replace(".", "")
    for piece in parts(title):
        joined = "".join(words_of(piece))
        if len(joined) > 5 and joined in plain and len(words_of(piece)) > 1 and not names_in(piece):
            add(found, Name(piece, 0, len(piece)), clue, clue.points)


def _from_what_it_calls_itself(document: Document, found: dict[Key, Candidate]) -> None:
    """ "The Trust employs": the kind of organisation that the paper calls itself by, when it does so again and again."""
    words = [token.text for token in tokens(document.text[:20_000])]
    last = {
        name: words_of(candidate.name)[-1]
        for name, candidate in found.items()
        if candidate.kind or candidate.body
    }
    said = Counter(
        word.lower()
        for before, word in zip(words, words[1:], strict=False)
        if before in ("the", "The", "our", "Our") and word[:1].isupper() and word.lower() in last.values()
    )
    if said and (top := said.most_common(1)[0])[1] >= 2:
        for key, candidate in found.items():
            if last.get(key) == top[0]:
                clue = Clue("called", f"“the {top[0].capitalize()}”", _CALLED)
                candidate.note(candidate.name, clue, _CALLED)
