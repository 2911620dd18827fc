"""Whom a question is about, of all the bodies that it names: some are only partners, or part of another name.

"Who paid for the Suffolk Design project at Babergh?" is about Babergh. A body whose papers are here is preferred to one
whose are not, unless the question sets bodies side by side: then each is meant, and one that is missing is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.bodies import BodyMention

_COMPARING = re.compile(
    r"\b(?:compar\w+|versus|vs?|differ\w*|contrast\w*|than|side by side|both|each|similar\w*|against|respectively|either|"
    r"higher|lower|more|less|same as|unlike|(?:gap|distance|ratio|split|spread|choose|choice)\b[^?.]*\bbetween)\b",
    re.I,
)
_SET_AGAINST = re.compile(r"\b(?:compare\w*|differ\w*|contrast\w*)\b", re.I)
_PARTNER = re.compile(r"\b(?:with|alongside|between|to|from|by|under|within|outside)\s+(?:the\s+)?$", re.I)
_BESIDE = re.compile(r"\b(?:with|alongside|between)\s+(?:the\s+)?$", re.I)
_JOINED = re.compile(r"\s*(?:,|and|&|, and|/)\s*(?:the\s+)?", re.I)
_INCLUDED = re.compile(r"\s*,?\s*(?:included|among them|too)\b", re.I)
_LONGER = re.compile(r"(?:\s+[A-Z][\w’'-]+)+")
_WIDE = re.compile(r"\s?[-‐–]\s?wide\b", re.I)

Printed = Callable[[str], bool]
"""Whether a wording stands in a paper of the library."""


def meant(
    text: str, found: Sequence[BodyMention], loaded: Callable[[BodyMention], bool], printed: Printed
) -> list[BodyMention]:
    """The mentions of the bodies that the question is about, in order; none when the only name is part of another's
    that the papers print.
    """
    kept = [
        mention
        for mention in found
        if loaded(mention)
        or not (_shared_with(text, mention, found) or _within_a_name(text, mention, printed))
    ]
    if _COMPARING.search(text):
        return kept
    here = [mention for mention in kept if loaded(mention)]
    if not here:
        return kept
    missing = [
        mention for mention in kept if not loaded(mention) and _as_an_equal(text, mention, kept, printed)
    ]
    about = [mention for mention in here if not _aside(text, mention, printed)] or here
    return sorted((*about, *missing), key=lambda mention: mention.start)


def _shared_with(text: str, mention: BodyMention, found: Sequence[BodyMention]) -> bool:
    """Whether this body is named as somebody to work with ("shared services with Braintree and Epping Forest")."""
    if _SET_AGAINST.search(text):
        return False
    if _BESIDE.search(text[: mention.start]):
        return True
    earlier = [other for other in found if other.end <= mention.start]
    joined = bool(earlier) and _JOINED.fullmatch(text[earlier[-1].end : mention.start])
    return bool(joined) and _shared_with(text, earlier[-1], found)


def _within_a_name(text: str, mention: BodyMention, printed: Printed) -> bool:
    """Whether the name goes on to one of something else that the papers print ("Suffolk Design Charter")."""
    if _WIDE.match(text, mention.end):
        return True
    longer = _LONGER.match(text, mention.end)
    if not longer:
        return False
    first = longer.group().split()[0]
    return printed(f"{mention.wording} {first}")


def _as_an_equal(text: str, mention: BodyMention, found: Sequence[BodyMention], printed: Printed) -> bool:
    """Whether a body without papers is named in one breath with another ("at Colchester and Braintree"), and the papers
    do not speak of the two as one ("Babergh and Mid Suffolk").
    """
    for other in found:
        if other.body.id == mention.body.id:
            continue
        first, second = sorted((mention, other), key=lambda one: one.start)
        aside = _BESIDE.search(text[: first.start]) or _INCLUDED.match(text, second.end)
        if aside or not _JOINED.fullmatch(text[first.end : second.start]):
            continue
        names = (first.body.short_name, second.body.short_name)
        return not any(printed(f"{names[0]} {word} {names[1]}") for word in ("and", "&"))
    return False


def _aside(text: str, mention: BodyMention, printed: Printed) -> bool:
    """Whether a body whose papers are here is named only beside another ("shared with …", "a rail link to …")."""
    return _within_a_name(text, mention, printed) or bool(_PARTNER.search(text[: mention.start]))
