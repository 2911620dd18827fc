"""Which paper a sentence speaks of: this one ("this plan", its title), or another that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.model import Document

NOUNS = (
    r"(?:plan|strategy|policy|framework|report|programme|document|vision|road ?map|charter|paper|statement|"
    r"blueprint|prospectus|manifesto|pledge)"
)
_NOUN = re.compile(rf"\b{NOUNS}\b(?!\s+{NOUNS}\b)", re.I)
_DETERMINERS = frozenset("this the our its their that a an these his her".split())
_STOPS = frozenset(
    """in on for by to with from under as at into of is was are were has have had will be been being it we he she which who
    when where and or but if so such through within via adopted approved agreed published launched updated reviewed revised
    endorsed produced prepared""".split()
)
_FILLERS = frozenset(
    """new first second third final draft updated revised refreshed current latest council councils county borough district
    city town wide own year years action consultation joint""".split()
)
_KINDS_OF_BODY = frozenset("council councils county borough district city town".split())
_OF_ITSELF = frozenset({"plan", "strategy", "policy", "document", "report", "framework", "paper"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A paper named in a text: where, by which determiner (empty without one), and the words that say which."""

    start: int
    end: int
    determiner: str
    words: tuple[str, ...]
    noun: str


def subjects(text: str) -> Iterator[Subject]:
    """Every paper that the text names, in order."""
    for match in _NOUN.finditer(text):
        tokens = list(re.finditer(r"\S+", text[: match.start()]))
        proper = match.group()[0].isupper()
        start, determiner, words = match.start(), "", list[str]()
        for token in reversed(tokens[-8:]):
            word = token.group()
            plain = re.sub(r"^\W+|\W+$", "", word).lower()
            if plain in _DETERMINERS:
                determiner, start = plain, token.start()
                break
            if re.search(r"[,;:.!?)|]$", word) or plain in _STOPS - {"and"}:
                break
            if plain == "and" and not _capital_before(text[: token.start()]):
                break
            if proper and word[0].islower() and plain != "and":
                break
            if re.search(r"['’]s?$", word):
                determiner, start = "its", token.start()
                break
            words.insert(0, plain)
            start = token.start()
        if not determiner and not proper:
            words, start = [], match.start()
        yield Subject(start, match.end(), determiner, tuple(words), match.group().lower())


def _capital_before(text: str) -> bool:
    word = text.split()[-1:] or [""]
    return word[0][:1].isupper()


@dataclass(frozen=True, slots=True)
class Own:
    """The words of a paper's title, and those of its body's name."""

    title: frozenset[str]
    body: frozenset[str]


def own_words(document: Document, title: str) -> Own:
    """What a sentence may say of the paper itself."""
    names = f"{document.body.name} {' '.join(document.body.aliases)}" if document.body else ""
    return Own(_words(title), _words(names) - _words(title))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def is_own(subject: Subject, own: Own) -> bool:
    """Whether the subject is the paper itself: "this plan", "the Strategy" of a strategy, or words of its title."""
    if subject.determiner == "this" and (subject.noun in own.title or subject.noun in _OF_ITSELF):
        return True
    if subject.determiner in ("a", "an", "that", "these", "their"):
        return False
    places = own.body - _KINDS_OF_BODY
    said = [word for word in subject.words if not re.search(r"\d", word) and word not in places]
    telling = [word for word in said if word not in _FILLERS]
    if any(word not in own.title for word in telling):
        return False
    if said and not telling:
        # "the Council Plan", "the action plan": another paper unless the title says so too.
        return all(word in own.title for word in (*said, subject.noun))
    return (
        subject.noun == "document"
        or subject.noun in own.title
        and bool(telling or subject.noun in _OF_ITSELF)
    )
