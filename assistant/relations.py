"""What a person or an organisation may be to a paper or a project: how questions ask for it, and how papers say it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: ``asked`` is met by questions, ``said`` by the words that stand before the name."""

    name: str
    asked: re.Pattern[str]
    said: re.Pattern[str]


def _relation(name: str, asked: str, said: str) -> Relation:
    return Relation(name, re.compile(asked, re.I), re.compile(said, re.I))


CONTACT = "contact"
FOREWORD = "foreword"
RELATIONS = (
    _relation(
        "sign off",
        r"\bsign(?:ed|s|ing)?\s+(?:(?:it|this|them|that|the\s+\w+(?:\s+\w+)?)\s+)?off\b|\bsign-?off\b|\bcleared (?:it|the report)\b",
        r"\bsign(?:ed)?[ -]?off(?:\s+by)?\b|\bcleared by\b|\bauthori[sz]ed by\b|\bapproved by\b",
    ),
    _relation(
        FOREWORD,
        r"\bfore?wo?a?rds?\b|\bintroduc(?:es?|ed|ing|tion)\b|\bpreface\b|\bsign(?:s|ed)?\b|\bwelcome\b",
        r"\bforeword by\b|\bintroduction by\b|\b(?:message|welcome|statement) from\b",
    ),
    _relation(
        CONTACT,
        r"\b(?:contact|ring|phone|telephone|call|e-?mail|write to|get in touch|in touch with|speak (?:to|with)|talk to|"
        r"(?:ask|approach) (?:about|for))\b|\bquestions? about\b.{0,60}\bto whom\b",
        r"\b(?:contact(?: officer| person| name| details| point| us)?|further (?:information|details|enquiries)|enquiries(?: to)?|"
        r"(?:more|additional) information)\b",
    ),
    _relation(
        "author",
        r"\b(?:wrote|writes|written by|writing|authors?|authored|prepared|drafted|compiled|"
        r"(?:put|pull(?:ed)?)\b.{0,40}\btogether|produced|(?:did|carried out) the (?:work|study))\b",
        r"\b(?:report )?authors?\b|\b(?:a )?report (?:by|of)\b|\b(?:prepared|written|produced|drafted|compiled|authored|undertaken|"
        r"carried out) by\b|\breport(?:ing)? officer\b|\boriginator\b|\bpresented by\b",
    ),
    _relation(
        "presenter",
        r"\b(?:presents?|presented|presenting)\b",
        r"\bpresent(?:ed|ing)(?: by| officer)?\b|\breport (?:by|of)\b",
    ),
)


def relation_asked(question: str) -> Relation | None:
    """The relation that a question asks for, or None; "signed it off" is asked before "signed"."""
    return next((relation for relation in RELATIONS if relation.asked.search(question)), None)


_ORGANISATION = re.compile(
    r"\b(?:which|what|name of the|name the)\s+(?!is\b|was\b|does\b|did\b)(?:\w+[\s-]+){0,2}?"
    r"(?:organisation|organization|company|consultants?|consultancy|firm|contractor|supplier|provider|charity|"
    r"agency(?! (?:spend|staff|work|cost|bill|rate))|partner|university|college|business|developer|bank|trust|department|"
    r"ministry|association|manufacturer|operator|institute|institution)\b"
    r"|\b(?:which|what) (?:other )?(?:neighbours|neighbouring \w+|partners|organisations|bodies|councils|authorities)\b.{3,80}\bwith\W*$",
    re.I,
)
_BODY = re.compile(
    r"\b(?:which|what)\s+(?:\w+\s+){0,2}?(?P<kind>board|committee|group|panel|team|forum|unit)\b", re.I
)
_DEED = re.compile(
    r"\bwho(?:'s| is| are| was| were| has| have| will| would)?\s+(?:\w+\s+){0,3}?(?:pay|pays|paid|paying|fund\w*|financ\w+|buy\w*|bought|"
    r"purchas\w+|suppl\w+|provid\w+|deliver\w*|run|runs|running|ran|operat\w+|buil[dt]\w*|produc\w+|brought|asked|commission\w*|"
    r"carr\w+ out|did|does|conduct\w*|manag\w+|own|owns|publish\w*|print\w*|host\w*|organis\w+|help\w*|support\w*|maintain\w*|"
    r"collect\w*|sponsor\w*|gave|gives|award\w*|assess\w*|audit\w*|inspect\w*|train\w*|design\w*|made|makes)\b",
    re.I,
)


def asks_for_organisation(question: str) -> bool:
    """Whether nothing but an organisation will do ("which consultants …", "what company …")."""
    return bool(organisation_asked(question))


def organisation_asked(question: str) -> str:
    """The words that say which kind of organisation is asked for, else empty; its name need not hold them."""
    match = _ORGANISATION.search(question)
    return re.split(r"\b(?:do|does|did|is|are|was|were|has|have|will)\b", match.group())[0] if match else ""


def board_asked(question: str) -> str:
    """The kind of board that is asked for ("committee" in "which committee agreed it"), else empty."""
    match = _BODY.search(question)
    return match.group("kind").lower() if match else ""


def asks_who_did(question: str) -> bool:
    """Whether a deed is asked about that people and organisations can do ("who paid for …", "who runs …")."""
    return bool(_DEED.search(question))
