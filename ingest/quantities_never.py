"""Digits that are never quantities: telephone numbers, references, codes, postcodes, levels, "24/7".

Each pattern covers a span that no quantity may touch. The reason behind all of them: the digits name a thing
instead of measuring one.
"""

from __future__ import annotations

import re

_REFERENCE_WORDS = (
    "paragraphs?|paras?|sections?|clauses?|pages?|pp?\\.|appendix|appendices|annex(?:e)?|chapters?|parts?|"
    "figures?|"
    "tables?|charts?|items?|articles?|regulations?|schedules?|recommendations?|objectives?|priority|"
    "priorities|"
    "themes?|phases?|missions?|levels?|grades?|bands?|stages?|key stages?|tiers?|options?|versions?|steps?|"
    "no\\.|"
    "rooms?|wards?|lots?|zones?|category|scale points?|scp|strands?|pillars?|principles?|goals?|"
    "windows|office|microsoft|years?|scopes?|unit|actions?|notes?|questions?"
)
_IN_WORDS = (
    r"\b(?i:figure|table|appendix|annex|chapter|part|section|priority|phase|mission|level|stage|tier|option|step|theme|strand|"
    r"pillar|scope)\s(?i:one|two|three|four|five|six|seven|eight|nine|ten)\b(?!\s+(?:staff|people|employees|year|million))"
)
_ROMAN_OR_NUMBER = r"\d+(?:\.\d+)*(?:\s*\([a-z0-9]+\))*"

_NAMES = (
    # telephone numbers: start with 0 or +44 and hold ten digits or so, in groups
    r"(?<![\d£])(?:\+44\s?(?:\(0\)\s?)?\d{2,4}|\(?0\d{2,5}\)?)[\s-]?\d{3,4}[\s-]?\d{3,4}\b",
    # addresses on the web and e-mail
    r"\b(?:https?://|www\.)\S+",
    r"\b\S{1,80}@\S{1,80}\.\w+",
    # postcodes
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
    # standards
    r"\b(?:ISO|OHSAS|BS|EN|PAS|IEC|SA)(?:[\s/:-]*(?:EN|ISO|IEC))?\s?-?\d[\d:.-]*",
    r"\b(?:ISO|IEC)\b[/ A-Z]*\d[\d:.-]*",
)
_PATTERNS = (
    # codes: letters glued to digits or tied to them by a hyphen, either way round ("MT13", "Covid-19", "5G")
    r"(?<![\w£%])(?!under-|over-|aged-)[A-Za-z]+(?:[-/][A-Za-z]+)*-\d+(?:\.\d+)?(?![\d%]|[.,]\d|\s?per ?cent)\w*",
    r"(?<![\w£])(?!c\d)[A-Za-z]+\d+[\w]*\b(?!%)",
    r"(?<![\w£.,])\d+[A-Z]{1,3}\d*\b(?<!FTE)(?<!HC)(?<!\dM)(?<!\dK)(?<!\dWTE)",
    # round the clock
    r"\b24\s?/\s?7(?:\s?/\s?365)?\b",
    r"\b(?:24|twenty[- ]four) hours (?:a|per) day(?:,? (?:and )?(?:365|seven|7) days (?:a|per) (?:year|"
    r"week))?",
    r"\b(?:365|seven|7) days (?:a|per) (?:year|week)\b",
    # clock times and ratios
    r"\b\d{1,2}[:.]\d{2}\s?(?:am|pm)\b",
    r"\b\d{1,2}\s?(?:am|pm)\b",
    r"(?<![\d.])\d+:\d+\b",
    # ordinals that are ranks; dates are read before this pattern is asked
    r"\b\d+(?:st|nd|rd|th)\b",
    # places in a sequence, in words
    _IN_WORDS,
    # nothing is counted by the zero of a name
    r"(?i:\bnet[ -]zero\b)|(?i:\bzero)[ -](?i:carbon|emissions?|tolerance|waste|hours?|based|rated|energy|sum|day|net)\b",
    # legal and marketing names
    r"\b(?:section|s)\.?\s?(?:106|114|151)\b",
)
_REFERENCE = re.compile(
    rf"\b(?:{_REFERENCE_WORDS})\s?:?\s{{0,2}}(?:no\.?\s?)?{_ROMAN_OR_NUMBER}"
    rf"(?:\s?(?:,|&|and|or|to|-|–|—)\s?{_ROMAN_OR_NUMBER})*"
    r"(?![\d,.]*\d|\s?(?:%|per ?cent|percent|points?\b|days?\b|years?\b|FTE|million|m\b|staff|employees|"
    r"people))",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"years?\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?m)^[ \t#>*-]*(\d{1,3}(?:\.\d{1,3})*[.)])[ \t]+(?=[A-Z\"“‘'*(])")
# a short line such as "45.8 Average age" is a profile, so one dot numbers only a paragraph of some length
_SECTION = re.compile(
    r"(?m)^[ \t#>*-]*(\d{1,2}(?:\.\d{1,2}){2,3}|\d{1,2}\.\d{1,2}(?=[ \t]+\S[^\n]{60}))[ \t]+(?=[A-Z\"“‘'*])"
)
_CODES = tuple(re.compile(pattern) for pattern in _PATTERNS)
_LOUD = tuple(re.compile(pattern) for pattern in _NAMES)


def name_spans(text: str) -> list[tuple[int, int]]:
    """Spans of telephone numbers, addresses and standards, in which not even a date is to be read."""
    return [match.span() for pattern in _LOUD for match in pattern.finditer(text)]


def never_spans(text: str) -> list[tuple[int, int]]:
    """Spans of ``text`` (start, end) within which no digit is a quantity."""
    spans = [match.span() for pattern in _CODES for match in pattern.finditer(text)]
    spans += [match.span(1) for pattern in (_PARAGRAPH, _SECTION) for match in pattern.finditer(text)]
    for match in _REFERENCE.finditer(text):
        # "over the years 2014 to 2018" names years; "year 3" names a place in a sequence
        if _YEAR_WORD.match(match.group()) and re.search(r"\d{4}", match.group()):
            continue
        spans.append(match.span())
    return spans
