"""What a question asks for, read by rule: the kind of answer expected, the words that matter, the periods.

Bodies are recognised elsewhere (``ingest.bodies``) and handed in, so that their names do not count as topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.words import GENERIC, content_words, stem


class Expected(StrEnum):
    """The shape of answer that a question asks for."""

    FIGURE = "figure"
    WHO = "who"
    WHEN = "when"
    LIST = "list"
    OVERVIEW = "overview"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    PROSE = "prose"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    ``words`` carry the meaning (bodies' names removed), ``generic`` of them say little; ``count`` is a number of
    things named ("the 14 reviews"); ``years`` are four-digit years and financial years as written. ``wording`` is the text
    with what is left out said as papers label it ("out of scope").
    """

    text: str
    expected: Expected
    words: tuple[str, ...]
    years: tuple[str, ...] = ()
    count: int | None = None
    head: tuple[str, ...] = ()
    faint: frozenset[str] = frozenset()
    wording: str = ""

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of ``words``, each once, in order."""
        return tuple(dict.fromkeys(stem(word) for word in self.words))

    @property
    def head_stems(self) -> frozenset[str]:
        """The stems of the thing asked for ("core values" in "what are the core values that…")."""
        return frozenset(stem(word) for word in self.head)


# What a person is to a thing; a table says it by a column or a name, so these words need not be found.
ROLE_WORDS = frozenset(
    """lead leads leading led responsible responsibility accountable accountability charge owns owner own runs run manages manage
    managing oversees oversee overseeing heads named person looks works signed signs wrote written author writes introduces introduced
    called name post title organisation organization company consultant consultants consultancy firm contractor supplier provider
    officer ran brought asked neighbours neighbouring partners bodies organisations""".split()
)

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(), start=2
    )
} | {"fourteen": 14, "fifteen": 15, "twenty": 20}

_FIGURE = re.compile(
    r"\bhow (many|much|big|large|long|far|old)\b"
    r"|\b(what|which)('s| is| was| were| are)?( the| its| their)?( \w+){0,3} "
    r"(percentage|proportion|share|fraction|number|rate|ratio|amount|total|level|size|headcount|budget|cost|spend|"
    r"spending|gap|score|rank|ranking|figure|figures|turnover|population|capacity|value)\b"
    r"|\b(percentage|proportion|number|share) of\b|\bwhat (percent\b|per cent\b)|\bwhat(?:'s|s| is| was) the (?:[\w-]+ ){0,3}threshold\b"
    r"|\bin (?:kilo)?(?:tonnes|miles|hectares|kwh|pounds)(?: of \w+)?\W*$"
    r"|^(?:and )?what(?:'s|s| is| was) (?:the |its |their )?(?:mean|median|average)\b"
    r"|\bwhat (?:is|was|were|are)\b.{1,60}\b(?:emissions|footprint)\b.{0,12}\b(?:in|for) (?:19|20)\d\d",
    re.I,
)
_WHO = re.compile(
    r"(?:^|[,;:?–-]\s*|\b(?:and|or|but|so|know|tell me|say|says|state|states)\s+)"
    r"(?:to |by |for |with )?(?:who|whom|whose|who'?s)\b|\b(which|what) (officer|councillor|member|director|person|post|lead)\b"
    r"|\bwhich (\w+ ){0,2}?(organisation|organization|company|consultants|consultant|consultancy|firm|contractor|supplier|provider|"
    r"charity|developer|agency(?! (spend|staff|work|cost|bill|rate))|board|committee|panel|university|department|ministry)\b"
    r"|\b(which|what) (other )?(neighbours|neighbouring \w+|partners|organisations|bodies|councils|authorities)\b.{3,80}\bwith\W*$"
    r"|\bwhat (organisation|organization|company|consultants|consultancy|firm|contractor|charity)\b"
    r"|\bname of the\b|\bcontact (officer|person|details)\b|\b(phone|telephone|e-?mail) (number|address)\b",
    re.I,
)
_WHEN = re.compile(
    r"^when\b|\bwhen (is|was|are|were|will|does|do|did|can|should|must)\b|\b(by|on|from|in) (what|which) (date|day|"
    r"month|year|time)\b|\bwhat (date|day|month|year)\b"
    r"|^(?:what|which) (?:period|years)\b|\bduring (?:what|which)\b.{1,30}\b(?:years|months)\b"
    r"|\b(deadline|due date|target (?:date|year)|timescale|start date|end date)\b|\bhow soon\b|\bwhat is the (date|timetable)\b",
    re.I,
)
_OVERVIEW = re.compile(
    r"\b(summari[sz]e|summary|overview|gist|in brief|tell me about|main points|key points|key messages"
    r")\b|\bwhat(?:'s| is) (?:the |this |that )?[\w\s’'-]{2,60}(?<!doing) about\?*$",
    re.I,
)
_LIST = re.compile(
    r"^(and )?(what|which) (are|were)\b"
    r"|^(?:at|in|on|to|for|under|from|into|with|through) (?:what|which) (?!ways\b)(?:[\w-]+ ){0,2}?\w+[^s\W]s\b"
    r"|\b(?:what|which) (?:types|kinds|sorts|forms|categories|range) of\b"
    r"|^what (?:else |more )?(?:will|would|does|do|is|are|did|must|should) (?:.{1,60}? )??(?:do|needs?|requires?)\b"
    r"(?=\s+(?:to|about|in order|for|on|with)\b|\W*$)"
    r"|^list\b|\bname (the|all|its|their)\b"
    r"|^(what|which) (?!is\b|was\b|does\b|has\b)([\w-]+ ){0,3}?(?!is\b|was\b|does\b|has\b|this\b)\w+[^s\W]s\b(?! (rate|level|of)\b)"
    r"|\bwhat (\w+ ){1,4}(include|includes|included|consist|comprise|cover|covers)\b|\binclude\?*$"
    r"|^what (does|do|did|will|would) .* (include|cover|consist of|comprise|look like|contain)\b"
    r"|^what (\w+ )?(\w+s) (do|does|did|will|has|have|is|are|can)\b",
    re.I,
)
_DATE_NOUN = re.compile(
    r"\b(dates?|deadline|when\?*$|due when|target years?|timescale|timetable|by when|due|completion|how soon)\b",
    re.I,
)
_ROLE_NOUN = re.compile(
    r"\b(chief exec(utive)?|ceo|leader of|leader|head of|director of|cabinet member|portfolio holder|chair(man|"
    r"woman|person)? of|chairs?|"
    r"contact (officer|details|person|name|for|about|point)|(phone|telephone) (number|no)|e-?mail (address|for|of)|"
    r"responsible officer|lead officer|sponsor|owner|author|champion|"
    r"spokes\w+|mayor)\b|\b(?:manager|director|officer)\W*$|\b(?<!to )leads?$|\blead (for|on)\b",
    re.I,
)
_FIGURE_NOUN = re.compile(
    r"\b(rate|percentage|percent|proportion|share|number|numbers|count|average|total|amount|growth|increase|"
    r"decrease|cost|costs|budget|"
    r"spend|spending|how many|how much|figure|figures|ratio|size|turnover|headcount|funding|price|tonnes|miles|hectares|threshold|"
    r"investment needed)\b|(?<!\d)%|\b(?:emissions|footprint)\b.{0,30}\b(?:19|20)\d\d",
    re.I,
)
_LIST_NOUN = re.compile(
    r"\b(areas|priorities|objectives|themes|aims|goals|values|principles|actions|missions|drivers|challenges|risks|"
    r"benefits|measures|outcomes|"
    r"recommendations|commitments|levers|behaviours|projects|reviews|steps|questions|reasons|options|activities|initiatives|networks|"
    r"opportunities|achievements|interdependencies|constraints|imperatives|pillars|strands|workstreams|ambitions|deliverables)\b",
    re.I,
)
_LISTED = re.compile(r"\b(list|lists|list them|all of them|name them)\b", re.I)
_DEFINITION = re.compile(r"^what (is|was|does) (an? |the )?[\w\s'’&/-]{2,60}( mean| stand for)?\??$", re.I)
_YES_NO = re.compile(
    r"^(and )?(is|are|was|were|does|do|did|has|have|had|will|would|can|could|should)\b", re.I
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b")
_COUNT = re.compile(
    r"\b(?:the|its|their|all|our|'s|’s|s['’])?\s*(\d{1,2}|"
    + "|".join(_NUMBER_WORDS)
    + r")\s+((?:[\w-]+ ){0,3}?[\w-]*s)\b",
    re.I,
)
_HEAD = re.compile(
    r"^(?:and |so |please )?(?:(?:at|in|on|to|for|under|from|into|with|through) )?"
    r"(?:what|which|list|name|give(?: me)?|tell me|show(?: me)?)"
    r"(?:\s+(?:are|were|is|was|all|out))*(?:\s+(?:the|its|their|our|all|some|of))*\s++"
    r"(?P<head>[\w'’&/,-][\w\s'’&/,-]*?)"
    r"(?=\s++(?:that|which|who|for|of|at|in|to|behind|does|do|did|will|would|has|have|is|are|was|were|from|by|on|under|"
    r"about|with|say|says|set|must|can|should|need)\b|[?.!]|$)",
    re.I,
)


# "What is left out of the review?": papers label it "out of scope".
_LEFT_OUT = re.compile(
    r"\b(?:not|isn['’]t|aren['’]t|won['’]t)\s+(?:to\s+)?(?:be\s+)?(?:covered|included|part|in scope|within scope|within the scope)\b"
    r"(?:\s+(?:by|in|of))?|\b(?:left out|excluded)\b(?:\s+(?:of|from))?|\boutside(?: of)? (?:the )?scope\b(?: of)?",
    re.I,
)
# "How will it know whether it has worked?": papers speak of success and how it is measured.
_HOW_KNOWN = re.compile(
    r"\bhow (?:will|would|does|do|can|is|are)\b.{0,60}?\b(?:know|tell|judge|assess|see)\b\s+(?:if|whether|that|how|its|the|it)\b"
    r"|\bhow (?:will|would|is|are|does|do)\b.{0,60}\b(?:measured?|success)\b",
    re.I,
)
_MEASURED = ("measured",)


def read(text: str, *, body_spans: Sequence[tuple[int, int]] = ()) -> Question:
    """The question as the composers use it; ``body_spans`` are the character spans of bodies' names in it."""
    topic = text
    for start, end in sorted(body_spans, reverse=True):
        topic = topic[:start] + " " * (end - start) + topic[end:]
    topic = re.sub(r"(?<=\s)['’]s\b", "  ", topic)
    if re.match(r"\s*(?:what|which|list|name)\b", topic, re.I):
        topic = _LEFT_OUT.sub("out of scope of", topic)
    plain = " ".join(topic.split())
    measured = _MEASURED if _HOW_KNOWN.search(plain) else ()
    words = tuple(dict.fromkeys((*content_words(topic), *measured)))
    return Question(
        text=text,
        expected=_expected(plain),
        words=words,
        years=tuple(match.group() for match in _YEAR.finditer(topic)),
        count=_count(plain),
        head=measured
        or _head(plain)
        or tuple(match.group().lower() for match in list(_LIST_NOUN.finditer(plain))[:1]),
        wording=plain,
    )


def _of_keywords(text: str) -> Expected:
    """What a few typed keywords ask for ("coaching strategy launch date", "wellbeing lead"), by their nouns."""
    if len(text.split()) > 12:
        return Expected.TOPIC
    if _ROLE_NOUN.search(text):
        return Expected.WHO
    if _DATE_NOUN.search(text):
        return Expected.WHEN
    if _LIST_NOUN.search(text):
        return Expected.LIST
    return Expected.FIGURE if _FIGURE_NOUN.search(text) else Expected.TOPIC


def with_history(question: Question, words: Sequence[str], *, faint: bool) -> Question:
    """The question with the words of the turn it leans on, after its own.

    ``faint`` says that they matter less: "what about wellbeing?" changes the topic, "who leads it?" does not.
    """
    added = tuple(word for word in words if word not in question.words)
    return replace(
        question, words=(*question.words, *added), faint=frozenset(added) if faint else frozenset()
    )


def _expected(text: str) -> Expected:
    """The first shape whose wording is met; a text with no verb of asking is a topic."""
    asked = re.sub(
        r"^(please|can you|could you|tell me|i want to know|do you know|and|so|ok|hi|hello)[, ]+",
        "",
        text,
        flags=re.I,
    )
    clause = re.match(r"^when\b[^,?]{10,120},\s*(?P<rest>(what|how|who|which)\b.*)$", asked, re.I)
    asked = clause.group("rest") if clause else asked
    if _OVERVIEW.search(text):
        return Expected.OVERVIEW
    if _WHO.search(asked):
        return Expected.WHO
    if _WHEN.search(asked):
        return Expected.WHEN
    if _FIGURE.search(asked):
        return Expected.FIGURE
    if _LIST.search(asked):
        return Expected.LIST
    if _YES_NO.search(asked):
        return Expected.YES_NO
    if _DEFINITION.match(asked):
        return Expected.DEFINITION
    if _LISTED.search(asked) or (
        _count(text) is not None and not re.match(r"^(what|why|how|where)\b", asked, re.I)
    ):
        return Expected.LIST
    if re.match(r"^(what|which|why|how|where|explain|describe|outline|in what)\b", asked, re.I):
        return Expected.PROSE
    return _of_keywords(asked)


def _count(text: str) -> int | None:
    """The number of things that the question names ("its five missions"), if it names one."""
    for match in _COUNT.finditer(text):
        if re.match(r"years?|months?|days?|weeks?|hours?|per\b|times", match.group(2), re.I):
            continue
        word = match.group(1).lower()
        return int(word) if word.isdigit() else _NUMBER_WORDS[word]
    return None


def _head(text: str) -> tuple[str, ...]:
    """The noun phrase asked for; empty when the question is not of the form "what are the …"."""
    match = _HEAD.match(text)
    if not match:
        return ()
    found = [
        word
        for word in content_words(match.group("head"))
        if word not in _NUMBER_WORDS and not word.isdigit()
    ]
    telling = tuple(word for word in found if word not in GENERIC)
    asks_what_is_done = re.match(
        r"(does|do|did|will|would|has|have|can|could|should)\b", match.group("head"), re.I
    )
    return telling if telling or asks_what_is_done else tuple(found)
