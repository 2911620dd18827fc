"""People and posts in running text, found by rule: a person's name, a post's title, an e-mail or telephone line."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.model import Document

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady|Prof(?:essor)?)\.?"
_INITIALS = r"(?:[A-Z]\.\s?){1,3}"
_WORD = r"(?:(?:Mc|Mac|O['’]|D['’])?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?)"
_TITLED = re.compile(rf"\b{_TITLE}\s+(?:{_INITIALS}\s*)?{_WORD}(?:\s+{_WORD}){{0,2}}")
_PLAIN = re.compile(rf"\b(?:{_WORD}|{_INITIALS})\s+{_WORD}(?:\s+{_WORD})?\b")
# What may follow a name without a stop between them: the post, the next sentence, the next label.
_NOT_OF_THE_NAME = re.compile(
    r"(?:\s+(?:We|The|Our|This|These|It|In|On|As|At|An?|For|And|Is|Has|To|Tel|Telephone|Phone|Email|Mobile|Position|Title|Leader|"
    r"Deputy|Chair|Chairman|Mayor|Chief|Cabinet|Portfolio|Member|Head|Director|Executive|Leading|Lead|Manager|Officer))+$"
)
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.I)
_POST = re.compile(
    r"\b(?:(?:Assistant|Deputy|Interim|Executive|Corporate|Strategic|Senior|Group|Joint|Acting)\s+)*"
    r"(?:Chief Executive|Chief (?:\w+ )?Officer|Managing Director|Monitoring Officer|Section 151 Officer|"
    r"(?:Head|Director|Lead|Cabinet Member|Portfolio Holder|Leader|Manager|Chair)(?:\s+(?:of|for)\b)?"
    r"(?:\s+(?:the|and|&|of|for|[A-Z][\w’'-]+),?){0,7})"
    r"|\b(?:[A-Z][\w-]+\s+){1,4}(?:Manager|Director|Officer|Lead|Board|Committee|Panel|Team|Group|Partner|Adviser|Advisor)s?\b"
)


# "Head of Service and will …": what joins the post to the rest of its sentence.
_JOINED_ON = re.compile(r"(?:[\s,&]+(?:and|the))*[\s,&]*$")


@lru_cache(maxsize=64)
def _ordinary_words(document: Document) -> frozenset[str]:
    """Words that the document also writes in lower case, addresses apart: these are not names."""
    return frozenset(re.findall(r"(?<![A-Za-z])[a-z]{2,}", _ADDRESS.sub(" ", document.text)))


def ordinary(word: str, document: Document) -> bool:
    """Whether the document writes a word in lower case too, so that it is no name by itself."""
    return word.lower() in _ordinary_words(document)


def people(text: str, document: Document) -> list[str]:
    """Names of people in the text, in order. A plain pair of capitalised words counts only when the document never
    writes either of them in lower case."""
    titled = [(match.start(), match.end(), match.group()) for match in _TITLED.finditer(text)]
    ordinary = _ordinary_words(document)
    for match in _PLAIN.finditer(text):
        words = re.findall(r"[A-Za-z'’-]{2,}", match.group())
        inside = any(start <= match.start() < end for start, end, _ in titled)
        common = any(
            word.lower() in ordinary or word in _NOT_NAMES or word in document.title for word in words
        )
        if not inside and words and not common:
            titled.append((match.start(), match.end(), match.group()))
    return [_NOT_OF_THE_NAME.sub("", name) for _, _, name in sorted(titled)]


def posts(text: str) -> list[str]:
    """Titles of posts and bodies that can be responsible ("Head of HR", "People Strategy Board"), in order."""
    found = (_JOINED_ON.sub("", " ".join(match.group().split())) for match in _POST.finditer(text))
    return [post for post in found if " " in post and not post.lower().endswith((" of", " for"))]


_NOT_NAMES = frozenset(
    """Council Borough County District City Town Parish Forest Tees Valley North South East West Northern Southern Eastern
    Western Central Great New Old St Upper Lower January February March April May June July August September October
    November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Act Bill England Wales Scotland Ireland
    Britain United Kingdom European Union Government Microsoft Office Street Road Park House Centre Hall Square Bridge
    University College School Hospital Trust Authority Combined Region National Local Equality Health Care Children
    Adult Adults Social Public Service Services Board Committee Cabinet Member Officer Director Head Chief Executive
    Appendix Table Figure Section Page Contents Objective Priority Theme Draft The This Our We Level Apprenticeship
    Programme Strategy Plan Policy Framework Report Team Group Network Award Awards Charter Living Wage Green Book Quay Quays
    Buildings Panel Advisory Municipal Waterfront Depot Library Station Airport Arena Leisure Energy Fund Hub Gateway Village
    Lane Avenue Estate Farm River Island Coast Carbon Climate Zero Emission Air Water Waste Transport Environment Community
    Communities Town Civic Business Growth Homes Housing Theatre Museum Gallery Gardens Terrace Wharf Harbour Canal Crescent
    Charity Foundation Institute Association Partnership Ltd Limited Forum Consultation Project Scheme Initiative Qtr
Quarter Low Medium High""".split()
)
