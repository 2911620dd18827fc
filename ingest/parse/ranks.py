"""How deep each heading lies: by number, by style, by label, by capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.raw import RawHeading
from ingest.parse.titles import is_capitals, is_top, label_of, numbers_of

_FEWEST_CAPITALS = 3  # headings in capitals are a level of their own when there are this many


def ranks(headings: Sequence[RawHeading], title: str) -> list[int]:
    """How far in each heading lies, smaller is further out; equal ranks are siblings.

    Appendices are outermost. Where sections are numbered, the number gives the depth and unnumbered
    headings lie within the numbered section they follow. Otherwise style level, then capitals, then the rest.
    """
    numbered = [place for place, heading in enumerate(headings) if len(numbers_of(heading.text)) == 1]
    scheme = len(numbered) >= 2
    last_level = headings[numbered[-1]].level if scheme else 0
    with_capitals = sum(is_capitals(heading.text) for heading in headings) >= _FEWEST_CAPITALS
    styles = [_style_rank(heading, with_capitals) for heading in headings]
    outside = {
        place
        for place, heading in enumerate(headings)
        if scheme and (place < numbered[0] or _leaves_scheme(heading, place, numbered[-1], last_level))
    }
    outermost = min((styles[place] for place in outside if place), default=0)
    out: list[int] = []
    for place, heading in enumerate(headings):
        numbers = numbers_of(heading.text)
        if is_top(heading.text):
            out.append(10)
        elif numbers and (scheme or len(numbers) > 1):
            out.append(100 + 10 * len(numbers))
        elif place in outside and styles[place] <= outermost:
            out.append(110)
        else:
            out.append(200 + styles[place])
    return _labelled_first(headings, _beside_title(headings, out, title))


def _beside_title(headings: Sequence[RawHeading], found: list[int], title: str) -> list[int]:
    """A first heading that no other equals names the paper: it stands beside the sections, not above them."""
    others = found[1:]
    if others and found[0] < min(others) and (headings[0].level == 1 or headings[0].text == title):
        found[0] = min(others)
    return found


def _leaves_scheme(heading: RawHeading, place: int, last: int, last_level: int) -> bool:
    return place > last and 0 < heading.level < (last_level or 9)


def _style_rank(heading: RawHeading, with_capitals: bool) -> int:
    return (heading.level or 8) * 10 + (0 if with_capitals and is_capitals(heading.text) else 6)


def _labelled_first(headings: Sequence[RawHeading], found: list[int]) -> list[int]:
    """Labelled runs ("Priority 1", …) outrank unlabelled headings of their style that stand between."""
    families: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        label = label_of(heading.text)
        if label and not numbers_of(heading.text) and not is_top(heading.text):
            families.setdefault(re.split(r"\s+\S+$", label.lower())[0], []).append(place)
    for places in families.values():
        between = set(range(places[0], places[-1])) - set(places)
        if len(places) >= 2 and any(found[other] == found[places[0]] for other in between):
            for place in places:
                found[place] -= 3
    return found
