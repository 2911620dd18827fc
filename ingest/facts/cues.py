"""Words around a figure that say what sort of statement it is, and about whom."""

from __future__ import annotations

import re

from ingest.model import Body, FactKind

_TARGET_WORD = re.compile(
    r"\b(?:targets?|targeted|aim(?:s|ing)?|goals?|ambitions?|aspir\w+|objective|intend(?:s|ed)? to|"
    r"plans? to|planned|seek(?:s|ing)? to|"
    r"want to|commit(?:ted|ment)? to|hop(?:e|ing) to|working towards|on track to|need(?:s)? to|must|"
    r"required to|"
    r"strive|propos(?:e|es|ed|ing) to|requirement|will be required|have to|looking to|reach|by at least)\b",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|would|should|going to)\b(?! continue to (?:employ|be))|\bwhilst reducing|"
    r"\bwhile reducing|\bto (?:reduce|increase|cut|achieve|reach|"
    r"save|deliver|find|lower|raise|improve|make|close|identify)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:achieved|delivered|saved|made|was|were|has|have|had|been|fell|rose|spent|reduced|increased|"
    r"decreased|lost|took|"
    r"currently|at present|stood|stands?|recorded|reported)\b",
    re.I,
)
_BY_DATE = re.compile(
    r"^\W*(?:[\w'’-]+\s){0,6}?by\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s+)?(?:19|20)\d\d\b",
    re.I,
)
_TARGET_AFTER = re.compile(
    r"^\W{0,3}(?:(?!against|compared|versus|vs|than|to\b|below|above|and\b|with)\w+\s){0,2}?(?:target|goal|"
    r"ambition)\b|"
    r"^\s*\(target",
    re.I,
)
_ASSUMPTION = re.compile(
    r"\b(?:assum(?:e|es|ed|ing|ption|ptions)|provision(?:s)? (?:of|for|is|has)|allow(?:s|ed|ance|ing)? for|"
    r"budget(?:s|ed) for|"
    r"planning (?:on|for)|based on an? (?:estimated|expected|assumed)|anticipat(?:e|es|ed|ing)|we expect|"
    r"is expected to)\b",
    re.I,
)
_BENCHMARK = re.compile(
    r"\b(?:national(?:ly)?(?! (?:insurance|pay|minimum|living))|england|english|uk|united kingdom|"
    r"regional(?:ly)?|sector|benchmark\w*|cipfa|"
    r"lga|local government|public sector|private sector|neighbours?|comparators?|similar (?:councils|"
    r"organisations|authorities)|"
    r"other (?:councils|authorities|local authorities|employers)|all (?:english )?councils|ons|census|"
    r"industry|"
    r"tees valley|(?:north|south) (?:east|west)|peer (?:average|group)|london boroughs?|(?:council|county|"
    r"district|unitary|borough|metropolitan) average|"
    r"median (?:for|of|across) (?:all |english |local )?(?:councils|authorities|government))\b",
    re.I,
)
_BENCHMARK_AFTER = re.compile(
    r"^\W{0,3}(?:(?:in|for|of|across|is|as|was)\s(?:the\s)?)?(?:\w+\s){0,1}?(?:national(?:ly)?(?: average|"
    r" median)?|england|uk|sector|benchmark|"
    r"regional(?:ly)?|public sector|local government)\b",
    re.I,
)
_OF_RESIDENTS = re.compile(
    r"^\W*(?:of|for|in)\s+(?:the\s+|our\s+|all\s+)?(?:[\w-]+['’]?s?\s+){0,2}?(?:population|residents|"
    r"communit(?:y|ies))\b",
    re.I,
)
_RESIDENTS = re.compile(
    r"\b(?:residents?|population|households?|citizens|children|pupils|customers?|businesses|adults|tenants?|"
    r"patients|young people|older people|borough'?s people|people (?:living|aged|in the borough|"
    r"in the county|who live)|"
    r"communit(?:y|ies)|visitors|voters|electors|councillors|members of the public|respondents|service users|"
    r"working age|school places|students|homes|dwellings|properties|shops?|retail|town centre)\b",
    re.I,
)
_STAFF = re.compile(
    r"\b(?:staff\w*|employ\w*|workforce|colleagues|workers?|headcount|head count|our people|people strategy|"
    r"people plan|"
    r"HR|human resources|FTE|personnel|recruit\w*|work for (?:the|us))\b",
    re.I,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:reduc\w*|decreas\w*|increas\w*|fall\w*|fell|rose|ris\w+|cut\w*|drop\w*|grow\w*|grew|declin\w*|"
    r"improv\w*|up|down|"
    r"lower\w*|rais\w+|saving\w*|shrunk|shrank|shrink\w*|chang\w+|lost|losing|lose|went|gone|going|"
    r"uplift\w*|move\w*|shed\w*)\b[^.;:]{0,60}\bby"
    r"(?:\s+(?:about|around|over|more than|approximately|at least|nearly|almost|up to|circa|some|an?|just|"
    r"under|a further|a total of|\w+ly))*\s*[*_(]*$",
    re.I,
)
_CHANGE_NOUN = re.compile(
    r"\b(?:reduction|decrease|increase|fall|rise|growth|cut|drop|decline|change|improvement|"
    r"uplift)s?\b[^.;:]{0,60}\bof"
    r"(?:\s+(?:about|around|over|more than|approximately|at least|nearly|almost|up to|circa|some|an?|just|"
    r"under))*\s*[*_(]*$",
    re.I,
)
_CHANGE_AFTER = re.compile(
    r"^[\s*]*(?:(?:point|points|year[ -]on[ -]year|annual|overall|further|real[ -]terms)\s)*"
    r"(?:reduction|decrease|increase|fall|rise|growth|cut|drop|decline|improvement|uplift|less|more|higher|"
    r"lower|fewer)\b"
    r"(?! than (?:the )?\d)",
    re.I,
)
_COUNCIL = re.compile(
    r"\b((?:[A-Z][\w'’]+|on|upon|and|&|the|with)(?:[ -](?:[A-Z][\w'’]+|on|upon|and|&|the|with)){0,11}?)\s+"
    r"(?:City |Borough |County |District |Metropolitan |Unitary ){0,4}Council\b"
)
_DIRECTORATE = re.compile(
    r"\b(?:for|in|within|among|amongst|of|across|our|by|and)\s+(?:the |our |all |qualified |children'?s |"
    r"adults?'? )*"
    r"((?:adult|adults|children'?s?|children and family|corporate|place|housing|planning|finance|"
    r"environment\w*|legal|highways|waste|"
    r"front ?line|senior|qualified|care|agency|school|schools|hgv|public health|customer)?\s?"
    r"(?:social care|social work(?:ers?|ing)?|services directorate|directorate|services?(?= (?:staff|"
    r"directorate|team))|teachers|planners|"
    r"drivers|managers|care workers|home carers|teams?|department|schools))\b",
    re.I,
)
_WITH_SCHOOLS = re.compile(
    r"\b(?:in|inc)(?:luding|clusive of|\.)? (?:all |our |maintained |those in )?schools\b", re.I
)
_WITHOUT_SCHOOLS = re.compile(
    r"\b(?:ex(?:cl(?:uding|\.)?|cept)|not including|without|non)[\s-]+(?:those (?:employed )?in |"
    r"maintained |our )?schools\b",
    re.I,
)
_IN_SCHOOLS = re.compile(
    r"\b(?:based |working |work |employed )in (?:our |maintained )?schools\b|\bschools?[ -](?:based|staff|"
    r"employees)\b",
    re.I,
)
_GROUP = re.compile(
    r"\b(?:across (?:our|the) (?:family|group)|group(?:'s)? (?:total|headcount|workforce|fte)|(?:total|"
    r"whole) group|council and (?:its|our) (?:companies|subsidiar)|"
    r"including (?:its|our|the) (?:\w+ )?(?:companies|subsidiar\w+|arm'?s[ -]length)|council family|"
    r"with (?:its|our) companies)\b",
    re.I,
)


def kind_of(before: str, after: str, lead: str, *, started: str) -> FactKind:
    """What sort of statement a figure is.

    ``before`` is the text since the figure before it, ``after`` the words up to the next, ``started`` the
    sentence up to the figure, ``lead`` what introduces the list or table it stands in.
    """
    if _OF_RESIDENTS.search(after) or _BENCHMARK_AFTER.search(after) or _BENCHMARK.search(before):
        return FactKind.BENCHMARK
    if _TARGET_AFTER.search(after):
        return FactKind.TARGET
    if _ASSUMPTION.search(before):
        return FactKind.ASSUMPTION
    if _TARGET_WORD.search(before):
        return FactKind.TARGET
    came_from = re.search(r"\bfrom\b(?:\s+\w+){0,3}\s*$", before, re.I)
    if came_from:
        return FactKind.ACTUAL
    if _FUTURE.search(before) or (_FUTURE.search(started) and not _PAST.search(before)):
        return FactKind.TARGET
    if _BY_DATE.search(after) and not _PAST.search(started):
        return FactKind.TARGET
    if lead and re.search(r"\b(?:targets?|we (?:will|aim)|aims?|goals?|ambitions?)\b", lead, re.I):
        return FactKind.TARGET
    return FactKind.ACTUAL


def is_change(before: str, after: str) -> bool:
    """Whether a figure is a change and not a level: "by 5%", "a reduction of 5%", "5% fewer"."""
    return bool(_CHANGE_BEFORE.search(before) or _CHANGE_NOUN.search(before) or _CHANGE_AFTER.search(after))


def about_residents(text: str) -> bool:
    """Whether a text speaks of people other than staff."""
    return bool(_RESIDENTS.search(text))


def about_staff(text: str) -> bool:
    """Whether a text speaks of those who work for the body."""
    return bool(_STAFF.search(text))


def names_other_council(text: str, body: Body | None) -> bool:
    """Whether a text names a council that is not the document's own."""
    if body is None:
        return False
    own = " ".join((body.name, body.short_name, *body.aliases)).lower()
    for match in _COUNCIL.finditer(text):
        words = [
            word
            for word in re.findall(r"[A-Z][\w'’]+", match[1])
            if word not in {"The", "Our", "As", "This", "All", "In", "At"}
        ]
        if words and not all(word.lower() in own for word in words):
            return True
    return False


def scope_of(text: str) -> str:
    """The population that a clause names; "council" when it names none."""
    if _WITHOUT_SCHOOLS.search(text):
        return "council"
    if _IN_SCHOOLS.search(text):
        return "schools"
    if _WITH_SCHOOLS.search(text):
        return "council including schools"
    if _GROUP.search(text):
        return "group"
    if part := _DIRECTORATE.search(text):
        return f"part: {' '.join(part[1].lower().split())}"
    return "council"
