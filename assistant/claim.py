"""A statement put to the papers ("Does Exeter aim for net zero by 2030?", "… is that right?"): its words without the asking.

Whether the papers support it is decided in ``assistant.compose.verdict``.
"""

from __future__ import annotations

import re

from assistant.question import Expected, Question
from assistant.scenario.cues import is_own

_BEFORE = re.compile(
    r"^(?:(?:and|so|but|ok|please|hi|hello)\b[\s,]*)*"
    r"(?:true or false|t/f|fact[ -]?check|confirm|is it (?:true|right|correct|fair to say|the case)"
    r"|(?:can|could) you (?:please )?confirm|please confirm"
    r"|am i (?:right|correct)(?: (?:in )?(?:thinking|saying|to think))?"
    r"|(?:i|we) (?:think|thought|believe|heard|read|understand|gather)|it is (?:true|right|correct)"
    r"|(?:is|are) there any(?:thing)? (?:evidence|statement)"
    r"|do(?:es)? (?:the|this|their|its|any) (?:plan|paper|strategy|document|report|council)s? (?:say|state|claim|suggest))\b"
    r"\s*(?:that|if|whether)?\s*[:,–-]?\s*",
    re.I,
)
_AFTER = re.compile(
    r"(?<!\s)\s*+(?:[,.;:–-]\s*+)?\(?(?:true or false|yes or no|t/f|is (?:that|this|it) (?:right|true|correct|so)|right|correct|true"
    r"|isn['’]t it|aren['’]t they|don['’]t they|doesn['’]t it|hasn['’]t it|haven['’]t they|won['’]t it)\)?\s*\?*\s*$",
    re.I,
)
_POLAR = re.compile(
    r"^(?:(?:and|so|but|also|or|please|tell me|do you know|i want to know|can you (?:tell me|say)|any idea)\b[\s,]*+"
    r"(?:(?:if|whether)[\s,]*+)?)*"
    r"(?P<verb>is|are|was|were|does|do|did|has|have|had|will|would|can|could|should|must|might)(?:n['’]t)?\s+(?P<rest>.+)$",
    re.I | re.S,
)
# What is asked of us, or about the asker, is no statement of the papers.
_OF_US = re.compile(
    r"^(?:the same\b|it again|you|i|we|someone|somebody|anyone|anybody|it (?:worth|ok|okay|possible))\b", re.I
)
# "Is it 14% or 15%?", "has it changed?": both sides, or what it was and is, are wanted.
_CHOICE = re.compile(r"\d.*\bor\b.*\d|\b(?:changed|differs?|differed)\b", re.I | re.S)
_BIDS = re.compile(
    r"^(?:please )?(?:who|whom|whose|when|why|where|which|what|how|list|compare|summari[sz]e|explain|describe|tell|show|give"
    r"|find|name|outline|put|let|assume|suppose|imagine|if|close|predict|forecast|project|calculate|compute|work out|convert"
    r"|take|make|keep|use|add|remove|set|run|do|try|go|start|stop|hold|assuming|roll|reduce|increase|raise|lower|grow|shrink"
    r"|halve|double|freeze|extend|apply|change|move|shift|push|bring|drop|lift|scale|extrapolate|estimate|model|simulate|plot"
    r"|chart|draw|graph|rank|sort|repeat|redo|check|verify|translate|write|rewrite|shorten|draft)\b",
    re.I,
)
LEAST_WORDS = 5

# What is supposed, or asked of the future's sums, is computed and not looked up.
_SUPPOSES = re.compile(
    r"\b(?:if|would|could|might|enough|suffice|deliver|alone|by itself|on its own|what|assuming|suppose)\b"
    r"|\b(?:than|above|below) (?!£|\d|half|an? |one|two|three|four|five|ten|any|ever)\w|\b(?:better|worse)\b",
    re.I,
)


def is_on_record(claim: str) -> bool:
    """Whether a statement may be one that a paper makes, rather than a sum that is to be done."""
    return not _SUPPOSES.search(claim)


def is_put_as_statement(question: Question) -> bool:
    """Whether somebody states something to be borne out ("is it true that …", "…, right?"), rather than asks whether it is so."""
    text = " ".join(question.text.split())
    return _unmarked(text)[1] or not _POLAR.match(text)


def is_marked(text: str) -> bool:
    """Whether a text says by itself that it is a statement to be borne out: "is it true that …", "…, right?"."""
    return _unmarked(" ".join(text.split()))[1]


def claim_of(question: Question) -> str | None:
    """The statement to be checked, in the asker's words; None when the question asks for something else.

    A choice ("is it 14% or 15%?") is no statement: both sides are looked up.
    """
    text = " ".join(question.text.split())
    bare, marked = _unmarked(text)
    polar = _POLAR.match(bare)
    if polar and not marked and question.expected not in (Expected.YES_NO, Expected.FIGURE):
        return None
    if polar:
        bare = polar.group("rest")
        if _OF_US.match(bare) or _CHOICE.search(bare):
            return None
        return bare.rstrip(" ?.!")
    if marked:
        return bare.rstrip(" ?.!") or None
    first = re.match(r"\w+", text)
    bids = _BIDS.match(text) or (first and is_own(first.group().lower()))
    states = text.endswith(".") and text[0].isupper() and not bids
    return text.rstrip(" .") if states and len(text.split()) >= LEAST_WORDS else None


def _unmarked(text: str) -> tuple[str, bool]:
    """The text without "is it true that …" and "…, right?", and whether either stood there."""
    bare = _AFTER.sub("", text)
    marked = bare != text and len(bare.split()) >= LEAST_WORDS - 1
    bare = bare if marked else text
    match = _BEFORE.match(bare)
    if match and match.end() < len(bare) and re.search(r"\w", match.group()):
        return bare[match.end() :], True
    return bare, marked
