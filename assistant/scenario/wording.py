"""Everyday wording put into the words that the readers of amounts and times know.

People write "4 yrs", "p.a.", "38k a post", "three grand", "£50k posts" and "40/30/20/10". Each is rewritten here once, so
that no other module has to know more than one way of saying a thing. The text is folded and bodies are masked.
"""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
from collections.abc import Callable

from assistant.scenario.cues import LEAVER, POST

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS)})"
_JOB = r"(?:posts?|jobs?|roles?|positions?|salar(?:y|ies)|fte)"
_EACH = rf"(?:an?|per|each|every|for (?:each|every|an?)|/) ?(?:average |full[- ]time |extra |departing )?(?:{POST}|{LEAVER})\b"
_PEOPLE = r"(?:people|staff|employees|residents|heads|fte|posts|jobs|workers|days|hours|households|homes|words|of us)"

_PLAIN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r",?\s*\b(?:please|pls|plz)\b", ""),
    (r"\b(?:what|who|where|when|that|how)s\b(?= )", lambda m: f"{m[0][:-1]}'s"),
    (r"(?<=\d)\s?(?:yrs?|years?)\b\.?", lambda m: " years" if "s" in m[0] else " year"),
    (r"(?:^|(?<=[,;:] ))(quarter|third|half|fifth|tenth)(?= (?:off|of|less|more)\b)", r"a \1"),
    (r"\byrs\b\.?", "years"),
    (r"\byr\b\.?", "year"),
    (r"\bmths?\b", "months"),
    (r"\bb4\b", "before"),
    (r"\b(?:'?till?)\b", "until"),
    (r"\bavg\b", "average"),
    (r"\bincl?\b\.?", "including"),
    (r"\bppl\b", "people"),
    (r"\bp\.\s?a\.?(?!\w)|\bpa\b|\bp/a\b|\bper annum\b|(?<=[\d%]) ?/ ?year\b", " a year"),
    (r"\b(?:every|each|per) (?:twelve|12) months\b", "every year"),
    (r"\s=\s(?=\?|$)|\s=\s*$", " is what"),
    (r"\s=\s", " is "),
    (r"\s*@\s*(?=[£\d])", " at "),
    (r"\s-\s(?=[a-z])", ", "),
    (r"\b(?:£\s?)?half a million(?: pounds)?\b", "£500k"),
    (r"\ba million(?: pounds| quid)\b", "£1m"),
    (r"\b(\d[\d,.]*) (fewer|more|less|extra) (fte|ftes|full[- ]time equivalents?)\b", r"\1 \3 \2"),
    (r"\b(\d+(?:\.\d+)?) ?(?:quid|pounds)\b", r"£\1"),
)


def everyday(text: str) -> str:
    """The folded text with abbreviations, sums and lists in their usual form."""
    for pattern, made in _PLAIN:
        text = re.sub(pattern, made, text)
    for step in (_sums_in_words, _thousands, _bare_pay, _posts_at, _millions, _slashed, _percent_list):
        text = step(text)
    return " ".join(text.split())


def _number(words: str) -> int:
    parts = re.split(r"[ -]", words)
    return sum(_UNITS.index(p) + 1 if p in _UNITS else (_TENS.index(p) + 2) * 10 for p in parts)


def _sums_in_words(text: str) -> str:
    """ "four grand", "nine million", "forty thousand pounds" and "3 grand" as sums."""

    def made(match: re.Match[str]) -> str:
        value = match[1] if match[1][0].isdigit() else str(_number(match[1]))
        return f"£{value}{'m' if match[2] == 'million' else 'bn' if match[2] == 'billion' else 'k'}"

    text = re.sub(
        rf"(?<![£\w.,])({_WORD}|\d+(?:\.\d+)?) (grand|thousand(?= pounds)|million|billion)\b(?: pounds| quid)?(?! (?:{_PEOPLE})\b)",
        made,
        text,
    )
    return re.sub(
        rf"(?<![£\w.,])({_WORD}|\d+(?:\.\d+)?) (thousand)\b(?= (?:pounds|quid|a |per |each |for ))",
        made,
        text,
    )


def _thousands(text: str) -> str:
    """ "36k" is a sum of money unless it counts something."""
    return re.sub(rf"(?<![£\w.,])(\d+(?:\.\d+)?) ?k\b(?! (?:{_PEOPLE})\b)", r"£\1k", text)


def _bare_pay(text: str) -> str:
    """ "38000 per fte" is pay: so large a number of anything else for each post has no meaning."""

    def made(match: re.Match[str]) -> str:
        return f"£{match[1]}" if float(match[1].replace(",", "")) >= 2000 else match[0]

    return re.sub(rf"(?<![£\w.,/])(\d[\d,]*(?:\.\d+)?)(?= {_EACH})", made, text)


def _posts_at(text: str) -> str:
    """ "£50k posts" and "45k posts" are posts at so much each: no council counts its posts in thousands like that."""
    text = re.sub(r"(?<![£\w.,])([1-9]\d(?:\.\d)?k)(?= (?:posts|jobs|roles|positions)\b)", r"£\1", text)
    return re.sub(
        r"(?<!an )(?<!a )(£\d[\d,.]*(?:k|m)?)(?:-a-year)? (posts|jobs|roles|positions)\b",
        r"\2 at \1 each",
        text,
    )


def _millions(text: str) -> str:
    """ "2m" and "3.5m" without a pound sign, unless a span of months or a count of people."""
    return re.sub(
        rf"(?<![£\w.,])(?<!\bin )(?<!\bover )(?<!\bfor )(\d+(?:\.\d+)?)(m|bn)\b(?! (?:{_PEOPLE})\b)",
        r"£\1\2",
        text,
    )


def _slashed(text: str) -> str:
    """ "40/30/20/10" as parts of a whole; a date or a year is left alone."""

    def made(match: re.Match[str]) -> str:
        parts = [float(part) for part in match[0].split("/")]
        if abs(sum(parts) - 100) > 0.01:
            return match[0]
        shown = [f"{part:g}%" for part in parts]
        return f"{', '.join(shown[:-1])} and {shown[-1]}"

    return re.sub(r"(?<![\d/])\d{1,2}(?:\.\d)?(?:/\d{1,2}(?:\.\d)?)+(?![\d/%])", made, text)


def _percent_list(text: str) -> str:
    """ "10, 12.6, 15%" with its sign on each."""

    def made(match: re.Match[str]) -> str:
        return ", ".join(f"{item.strip()}%" for item in match[0].rstrip("%").split(","))

    return re.sub(r"(?<![\w.£,])\d{1,2}(?:\.\d+)?(?:, \d{1,2}(?:\.\d+)?)+%", made, text)
