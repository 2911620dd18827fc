"""Shorthand written in full before the figures are read."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re

from assistant.scenario.wording import everyday

_LIST_OF_PERCENT = re.compile(
    r"(?<![\w£.])(?P<list>\d+(?:\.\d+)?(?:\s?%)?(?:\s*,\s*\d+(?:\.\d+)?(?:\s?%)?)*)\s*,?\s+(?P<word>or|and|to|versus|vs\.?|against|rather than)\s+"
    r"(?P<last>\d+(?:\.\d+)?)\s?(?P<unit>%|per ?cent\b|percent\b)"
)


_LIST_OF_MONEY = re.compile(
    r"£(?P<list>\d+(?:\.\d+)?(?:\s*,\s*£?\d+(?:\.\d+)?)*)\s*,?\s+(?P<word>and|or)\s+£?(?P<last>\d+(?:\.\d+)?)\s?(?P<unit>m|k|bn|million|thousand)\b"
)


_HALF_OF = re.compile(
    r"\b(?:half)\b(?=\s+(?:of\s+)?(?:its|their|our|the|all)?\s*(?:leavers|departures|those who))"
)


_SMALL = r"(one|two|three|four|five|six|seven|eight|nine|ten)"


def _and_a_half(match: re.Match[str]) -> str:
    """ "two and a half per cent" in digits."""
    return f"{_SMALL.strip('()').split('|').index(match[1]) + 1}.5%"


def spell_out(text: str) -> str:
    """Write shorthand lists in full: "12, 14.3 and 16%" becomes "12%, 14.3% and 16%"; "£2m, 3m" likewise."""

    def percents(match: re.Match[str]) -> str:
        if match["word"] == "to" and "," not in match["list"]:
            return match.group()
        if re.search(r"between\s*$", text[: match.start()]):
            return match.group()
        items = [item.strip(" %") for item in match["list"].split(",")]
        return ", ".join(f"{item}%" for item in items) + f" {match['word']} {match['last']}%"

    def pounds(match: re.Match[str]) -> str:
        items = [item.strip(" £") for item in match["list"].split(",")]
        return (
            ", ".join(f"£{item}{match['unit']}" for item in items)
            + f" {match['word']} £{match['last']}{match['unit']}"
        )

    text = everyday(text)
    text = (
        re.sub(r"(?<=\d) ?\bper ?cent\b", "%", text)
        if "percent of" not in text and "percentage" not in text
        else text
    )
    text = re.sub(r"(\d)\s+%", r"\1%", text)
    text = re.sub(r"(?<=\d)%(?:age)? points?\b", " percentage points", text)
    text = _HALF_OF.sub("50%", text)
    text = re.sub(r"\bhalf in (?=one|the|each|a |year)", "50% in ", text)
    text = re.sub(
        r"\b(?:one|an?) (?:extra |more |further |additional )?(?:percentage point|per ?cent|%)(?= (?:of|on) (?:the )?(?:pay|award))",
        "1%",
        text,
    )
    text = re.sub(rf"\b{_SMALL} and a half (?:per ?cent|percent|%)", _and_a_half, text)
    text = re.sub(r"\btwice as many\b", "double the", text)
    text = re.sub(r"\bhalf as many\b", "halve the", text)
    text = re.sub(r"(?<=%)(,? (?:or|and)) all of\b", r"\1 100% of", text)
    text = re.sub(r"(?<=%)(,? (?:or|and)) none of\b", r"\1 0% of", text)
    return _LIST_OF_MONEY.sub(pounds, _LIST_OF_PERCENT.sub(percents, text))
