"""Questions about a paper itself, read by rule: its years, its dates, its status, its name, who made it.

What is asked of an action or a target within the paper ("by when will the fleet be electric?") is none of these: the paper
must be the subject of the verb, or the verb's object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.about_subject import NOUNS


class Sought(StrEnum):
    """What a question wants to know of a paper."""

    PERIOD = "period"
    START = "start"
    END = "end"
    APPROVED = "approved"
    PUBLISHED = "published"
    UPDATED = "updated"
    REVIEW = "review"
    STATUS = "status"
    TITLE = "title"
    VERSION = "version"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class AboutPaper:
    """What is sought, and the words by which the question names the paper (nouns such as "plan" included)."""

    sought: Sought
    named: tuple[str, ...]


_NAME = (
    r"(?!(?:it|take|takes|to|in|on|we|they|there|that|which|who|what|when|how|will|is|was)\s)[\w’'&/.()-]+,?"
)
_P = rf"(?P<paper>(?:{_NAME}\s+){{0,12}}?{NOUNS})(?:\s*\(?(?:19|20)\d\d[\d/–-]*+\)?)?"
_ADVERB = (
    r"(?:(?:actually|officially|formally|first|last|originally|finally|ever|then|itself|currently|recently|due|meant|set|"
    r"expected|supposed|intended|to|be|been|being|going|most|next|document|also|still|yet)\s+)*"
)
_TAIL = r"(?=\W*$|\s+(?:and|or|from|to|until|till|in|on|by|for|at|over|up|between|date|when|please|exactly)\b|[,;?])"
_WHEN = (
    r"\b(?:when|(?:in |on |by |from |until |to |till )?(?:what|which) (?:date|year|month|day|meeting|committee)|"
    r"(?:until|from|since) when|who|how (?:recently|long ago))\b"
)
_DONE = {
    Sought.APPROVED: r"approv\w*|adopt\w*|agreed?|endors\w*|ratif\w*|sign(?:ed)?[ -]off|passed|accepted",
    Sought.PUBLISHED: (
        r"publish\w*|publication|launch\w*|releas\w*|issued?|issue|c[ao]me out|written|produced|prepared|drawn up|"
        r"dated|created|made|finished|completed|unveiled|presented|submitted|considered|discussed|tabled"
    ),
    Sought.UPDATED: r"updat\w*|revis\w*|refresh\w*|amend\w*|reviewed|changed|rewritten",
}
_LASTS = (
    r"(?:ends?|expires?|finish(?:es)?|runs? out|concludes?|starts?|begins?|commences?|runs?|covers?|lasts?|spans?|lapses?|"
    r"come into (?:force|effect)|take effect|stop|over|looks? (?:ahead|forward|to)|appl(?:y|ies)|in force|valid|relates? to|go on)"
)
_YEARS = (
    r"(?:(?:time )?period|years?|time ?(?:frame|scale|span|line)|dates|lifespan|lifetime|duration|length|"
    r"time ?span|term|(?:end|start|expiry|finish|closing|beginning) (?:date|year)|(?:first|last|final) year)"
)
_MADE = (
    r"(?:wrote|authored|prepared|produced|drew up|compiled|drafted|created|developed|made|put together|write|prepare|produce|"
    r"written|drawn up)"
)
_PERIOD = [
    rf"\b(?:what|which|over what|for what)\s+(?:\w+\s+){{0,2}}?{_YEARS}\b.{{0,25}}?\b(?:do|does|is|are|did|will|has|was)\s+{_P}\s+{_ADVERB}"
    rf"(?:{_LASTS}|for|about|have){_TAIL}",
    rf"\b{_YEARS}\s+(?:is|are|was|were)\s+covered\s+(?:by|in)\s+{_P}\W*$",
    rf"^{_P}\s+{_ADVERB}(?:runs?|covers?|lasts?)\s+(?:from when|until when|how long)\b.{{0,12}}$",
    rf"\b{_YEARS}\s+(?:of|for|covered by|in|spanned by|on|does|that)\s+{_P}(?:\s+(?:covers?|spans?|runs? for|is for))?\W*$",
    rf"\bhow (?:long|many years)\s+(?:is|does|do|will|are|did)\s+{_P}(?:\s+{_ADVERB}(?:{_LASTS}|for|long))?\W*$",
    rf"{_WHEN}.{{0,12}}?\b(?:do|does|did|will|is|was|would)\s+{_P}\s+{_ADVERB}{_LASTS}{_TAIL}",
    rf"^{_P}\W+(?:(?:which|what) )?{_YEARS}(?:\s+covered)?\W*$",
    rf"^{_P}\s+{_ADVERB}(?:ends?|starts?|begins?|expires?|runs? (?:from|until|to)|covers?)\s+(?:when|what years?|which years?)\W*$",
    rf"^(?:is|does|do|has|will|was|are)\s+(?:there (?:an?|any) {_YEARS} (?:for|of|to|in) )?{_P}(?:\s+{_ADVERB}(?:expired?|"
    r"ended?|(?:current|live|in force|valid|running|in date)|out of date|past its end|(?:run|runs|last|go|extend) (?:past|"
    r"beyond|until|to|up to)\s+(?:19|20)\d\d|(?:have|has|give|state) (?:an?|any) (?:end|start|expiry) date|"
    r"cover (?:the years? )?(?:19|20)\d\d\S*))?\W*$",
]
_START = re.compile(r"\b(?:start\w*|begin\w*|commence\w*|from when|come into|take effect|first year)\b", re.I)
_END = re.compile(
    r"\b(?:end|ends|ended|expir\w*|finish\w*|run out|conclude\w*|until|lapse\w*|last year|final year|to when|to what|past|beyond|stop)\b",
    re.I,
)
_STATUS = [
    rf"^(?:and |so )?(?:is|was|are|has|does)\s+{_P}\s+(?:\w+\s+){{0,5}}?(?:draft|final|finali[sz]ed|provisional|superseded|replaced|"
    rf"withdrawn)\b.{{0,25}}$",
    rf"^(?:has|is|was|have|were|did)\s+{_P}\s+{_ADVERB}(?:approved|adopted|agreed|endorsed|ratified|signed off)\b.{{0,50}}$",
    rf"^(?:has|have|did|does)\s+.{{0,40}}?\b(?:approved?|adopt(?:ed)?|agreed?|endorsed?|ratif\w+)\s+{_P}\W*$",
    rf"\b(?:status|stage)\s+(?:of|is|has|does)\s+{_P}(?:\s+(?:at|in|have|reached))?\W*$",
    rf"^{_P}\W+(?:status|draft or final|draft|approved or draft)\W*$",
    rf"^is (?:there|this|it)\b.{{0,20}}\bdraft\b.{{0,30}}?\b{_P}\W*$",
]
_REVIEW = [
    rf"{_WHEN}.{{0,12}}?\b(?:will|is|should|must|are)\s+{_P}\s+{_ADVERB}(?:for\s+)?(?:(?:an?|its)\s+(?:\w+\s+)?)?(?:review\w*|refresh\w*|updat\w*|"
    r"revis\w*|renew\w*)\b.{0,15}$",
    rf"\bhow (?:often|frequently|regularly)\s+(?:will|is|are|does|should)\s+{_P}\s+{_ADVERB}(?:review\w*|updat\w*|refresh\w*|revis\w*)\W*$",
    rf"\b(?:next review|review date)\s+(?:of|for)\s+{_P}\W*$",
    rf"^{_P}\s+(?:next )?review(?: date)?\W*(?:when)?\W*$",
]
_TITLE = [
    rf"\bwhat(?:['’]?s| is| are| was)\s+{_P}\s+(?:\w+\s+){{0,2}}?(?:called|named|titled|entitled)\W*$",
    rf"\b(?:title|name)\s+(?:of|for|given to)\s+{_P}\W*$",
    rf"\bwhat (?:does|do|did|has|have)\s+.{{0,60}}?\b(?:call|called|name|named|title|titled)\s+{_P}\W*$",
]
_VERSION = [
    rf"\b(?:what|which)\s+version\s+(?:is|of)\s+(?:this\s+)?{_P}(?:\s+(?:is|was)\b.{{0,25}})?\W*$",
    rf"\bversion (?:number )?of\s+{_P}\W*$",
]
_AUTHOR = [
    rf"\b(?:who|which (?:company|consultan\w+|firm|officer))\s+(?:\w+\s+)?(?:{_MADE}|did the work on|worked on|carried out)\s+{_P}\W*$",
    rf"\bwho\s+(?:is|was|were|are)\s+(?:the\s+)?(?:authors?|writers?)\s+of\s+{_P}\W*$",
    rf"\b(?:who|by whom|which (?:company|consultan\w+|firm|officer))\s+(?:was|is|were)\s+{_P}\s+{_ADVERB}{_MADE}(?:\s+by)?\W*$",
    rf"^{_P}\s+author\W*$",
]


def _done_patterns(verbs: str) -> list[str]:
    """ "When was the plan approved", "when did Cabinet approve the plan", "date of approval of the plan", "plan approved when"."""
    nouns = r"(?:date|year|month|day)"
    return [
        rf"{_WHEN}.{{0,12}}?\b(?:was|were|is|has|have|had|did|will|be)\s+{_P}\s+{_ADVERB}(?:{verbs})\b.{{0,60}}$",
        rf"{_WHEN}.{{0,12}}?\b(?:did|will|has|have|does|do)\s+.{{0,70}}?\b{_ADVERB}(?:{verbs})\s+{_P}\W*$",
        rf"\bwho\s+(?:formally\s+)?(?:{verbs})\s+{_P}\W*$",
        rf"\b{nouns}\s+(?:of\s+)?(?:the\s+)?(?:{verbs}|approval|adoption)\s+(?:of|for)\s+{_P}\W*$",
        rf"\b(?:{verbs}|approval|adoption|version)\s+{nouns}\s+(?:of|for|on)\s+{_P}\W*$",
        rf"^{_P}\s+{_ADVERB}(?:{verbs})\s*(?:when|{nouns})?\W*$",
        rf"^{_P}\s+(?:approval|adoption)?\s*{nouns}\W*$"
        if verbs.startswith(("approv", "publish"))
        else r"(?!)",
    ]


_DATE_OF = [
    rf"\bwhat(?:['’]?s|\s+is|\s+was)\s+the\s+date\s+(?:of|on)\s+{_P}\W*$",
    rf"\bwhat\s+date\s+(?:is|does|was)\s+(?:on\s+)?{_P}(?:\s+(?:carry|bear|have|dated))?\W*$",
    rf"\bhow\s+(?:old|recent)\s+is\s+{_P}\W*$",
    rf"\bwhen\s+(?:is|was)\s+{_P}\s+from\W*$",
]


def _compiled() -> Iterator[tuple[Sought, list[re.Pattern[str]]]]:
    table = [
        (Sought.TITLE, _TITLE),
        (Sought.AUTHOR, _AUTHOR),
        (Sought.VERSION, _VERSION),
        (Sought.REVIEW, _REVIEW),
        (Sought.STATUS, _STATUS),
        (Sought.PERIOD, _PERIOD),
        *((sought, _done_patterns(verbs)) for sought, verbs in _DONE.items()),
        (Sought.PUBLISHED, _DATE_OF),
    ]
    for sought, patterns in table:
        yield sought, [re.compile(pattern, re.I) for pattern in patterns]


_TABLE = tuple(_compiled())
_NOT_OF_ITSELF = re.compile(
    r"\b(?:foreword|introduction|preface|actions?(?! plans?\b)|targets?|objectives?|projects?|emissions|declar\w+|section|chapter|"
    r"appendix|page)\b",
    re.I,
)
_POLITE = re.compile(
    r"^(?:please|can you|could you|tell me|do you know|i want to know|i'd like to know|and|so|ok|hi|hello|say|quick one)[,:\s]+"
    r"(?:tell me\s+|say\s+)?",
    re.I,
)


_TIE = r"\s+(?:of|for|from|by|in|at)\s+(?:the\s+)?"
_AFTER_NOUN = re.compile(rf"\b{NOUNS}{_TIE}$", re.I)


def about_paper_asked(text: str, body_spans: Sequence[tuple[int, int]] = ()) -> AboutPaper | None:
    """What the question wants to know of a paper itself; None for every other question. ``body_spans`` are where bodies
    are named in it, whose names tell nothing of which paper is meant."""
    plain = _without(text, body_spans)
    for _ in range(2):
        plain = _POLITE.sub("", plain)
    if _NOT_OF_ITSELF.search(plain):
        return None
    for sought, patterns in _TABLE:
        match = next((found for pattern in patterns if (found := pattern.search(plain))), None)
        if match:
            return AboutPaper(_side(sought, plain), _words(match["paper"]))
    return None


def _without(text: str, body_spans: Sequence[tuple[int, int]]) -> str:
    """The question on one line without the bodies' names and what ties them to the rest ("of", "'s")."""
    for start, end in sorted(body_spans, reverse=True):
        before = (
            re.sub(rf"(?<=\w)({_TIE})$", "", text[:start], flags=re.I)
            if _AFTER_NOUN.search(text[:start])
            else text[:start]
        )
        after = re.sub(r"^[’']s?(?![a-z])", "", text[end:])
        text = f"{before} {after}"
    plain = re.sub(r"\b(strateg|polic)ies\b", r"\1y", text.replace("’", "'"), flags=re.I)
    return " ".join(re.sub(r"\b(plan|report|paper|document)s\b(?!')", r"\1", plain, flags=re.I).split())


def _side(sought: Sought, text: str) -> Sought:
    """A period's start or end, when only that is asked for."""
    if sought is not Sought.PERIOD:
        return sought
    start, end = bool(_START.search(text)), bool(_END.search(text))
    return Sought.START if start and not end else Sought.END if end and not start else sought


def _words(paper: str) -> tuple[str, ...]:
    owned = re.sub(r"\b(?:councils?|authority)['’]s?\s", " ", paper.lower())
    return tuple(re.findall(r"[a-z]+(?:-[a-z]+)*", re.sub(r"['’]s?\b", "", owned)))
