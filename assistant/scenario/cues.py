"""The cues of a question (patterns are data: ``data/cues.toml``), and the word lists that several readers share."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

YEARLY = r"(?:a|per|each|every) (?:single )?(?:financial )?year|year[- ]on[- ]year|annual(?:ly)?|yearly|per annum|p\.?a\b\.?|/ ?ye?a?r\b|every 12 months"
DOWN = (
    r"reduc\w*|cut\w*|fall\w*|fell|shr[aiu]nk\w*|drop\w*|los(?:e|es|ing|t)\b|decreas\w*|declin\w*|down\b|lower\w*|trim\w*|"
    r"slash\w*|shed(?:s|ding)?\b|contract(?:s|ed|ing)\b|contract by\b|tak(?:e|es|ing) .{0,40}?\b(?:off|out)\b|remov\w*|fewer|smaller|less\b|"
    r"downsiz\w*|shav\w*|slim\w*|leaner|dip\w*|go(?:es)? down|halv\w+|squeez\w*|delet\w*|axe[sd]?\b|axing|scrap\w*|minus|attrition|bring down|dwindl\w*|shrinkage|chop\w*|prun(?:e|es|ed|ing)\b|knock\w* .{0,20}?\boff|com(?:e|es|ing) (?:off|out|down)\b|ditch\w*|leav(?:e|es|ing)\b"
)
UP = (
    r"gr[eo]w\w*|ris(?:e|es|ing|en)\b|rose\b|increas\w*|expand\w*|expansion|\bup\b|add(?:s|ed|ing)?\b|gain\w*|more\b|higher|climb\w*|"
    r"doubl\w*|trebl\w*|tripl\w*|rais\w*|bigger|plus\b|went up|inflation|uplift\w*|grown|improv\w*|inflat\w*|escalat\w*|creep\w*|crept|swell\w*|boost\w*"
)
STAFF = r"(?:staff|employees?|people|persons?|workers?|workforce|colleagues?|heads?|headcount|jobs?|posts?|team|personnel|members of staff)"
POST = r"(?:posts?|ftes?|full[- ]time equivalents?|heads?|persons?|people|employees?|jobs?|roles?|staff|workers?|members? of staff|positions?|place|one)"
LEAVER = r"(?:leavers?|departures?|resignations?|exits?|people who leave|vacanc(?:y|ies)|those who (?:leave|go)|quitters?)"
REPLACE = (
    r"(?:replac\w*|backfill\w*|back-fill\w*|refill\w*|re-fill\w*|fill\w*|rehir\w*|recruit\w*|re-recruit\w*)"
)

CUES: Mapping[str, str] = tomllib.loads(files("assistant").joinpath("data/cues.toml").read_text("utf-8"))


@cache
def _compiled(cue: str) -> re.Pattern[str]:
    return re.compile(CUES[cue])


def find(cue: str, text: str) -> re.Match[str] | None:
    """The first place where a cue stands in a folded question, or None."""
    return _compiled(cue).search(text)


def has(text: str, *cues: str) -> bool:
    """True when any of the cues stands in the folded question."""
    return any(_compiled(cue).search(text) for cue in cues)


@cache
def _vocabulary() -> frozenset[str]:
    """The whole words that stand in the patterns."""
    patterns = " ".join([*CUES.values(), DOWN, UP, STAFF, POST, LEAVER, REPLACE, _OTHER_WORDS])
    return frozenset(re.findall(r"[a-z]{3,}", patterns))


def is_own(word: str) -> bool:
    """Whether a lower-case word stands as it is in the language of these questions."""
    whole = _vocabulary()
    return word in whole or re.sub(r"(?:s|ed|ing)$", "", word) in whole


# Words of quantities and lengths, which other modules read.
_OTHER_WORDS = """halve halves halved halving double doubles doubled treble triple third thirds quarter quarters fifth fifths
tenth tenths half percent point points year years month months day days week weeks zero one two three four five six seven
eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion evenly spread yearly annual fees
charges young starters premium retire retires retired women men minority disabled disability turnover sickness headcount
redundancies awards salary pension levy agency budget gap shortfall leavers stock companies group casual freeze"""
