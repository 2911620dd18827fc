"""Which short lines are headings, what number or label they carry, and how deep they lie."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.raw import RawBlock, RawContents, RawHeading, RawList, RawParagraph, RawTable

_LABEL = re.compile(
    r"^((?:appendix|annex|annexe|schedule|part|chapter|section|priority|objective|theme|aim|goal|outcome|pillar|strand"
    r"|ambition|mission|workstream|principle|action|commitment|strategic (?:priority|objective|aim|theme)|key"
    r" (?:priority|theme|objective)|table|figure)\s+(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4}|one|two|three|four|five"
    r"|six|seven|eight|nine|ten))\b(?=\W|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+(?=\S)")
_TOP = re.compile(r"^(appendix|annex|annexe|schedule|part)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"^(?:the )?(?:interim |joint |deputy |assistant |acting )*(?:chief executive|chief officer|managing director|leader\b"
    r"|mayor\b|chair(?:man|woman|person)?\b|cabinet member|portfolio holder|executive member|director\b|corporate director"
    r"|strategic director|head of|elected mayor|lead member|councillor\b|cllr\b|service director|member champion)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|sir|dame|cllr|councillor|lord|lady)\.? )?(?:[A-Z][\w’'.-]*\s?){2,4}$",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at but by for from in into of on or our the their to with your is are we will it its be how what".split()
)
_LONGEST_WORDS = 14
_LONGEST = 100
_END_OF_SENTENCE = re.compile(r"[.;,!…]$|\.\.+$|[-–—]$")


def label_of(heading: str) -> str:
    """The printed number or label of a heading ("2.5", "Appendix 1", "Priority 4"), or an empty text."""
    if found := _LABEL.match(heading):
        return found.group(1)
    found = _NUMBER.match(heading)
    return found.group(1) if found else ""


def numbers_of(heading: str) -> tuple[int, ...]:
    """The section number of a heading as integers; empty when it prints none."""
    found = _NUMBER.match(heading)
    return tuple(map(int, found.group(1).split("."))) if found else ()


def is_top(heading: str) -> bool:
    """Whether the heading opens an appendix, annex, schedule or part."""
    return bool(_TOP.match(heading) and _LABEL.match(heading))


def is_capitals(text: str) -> bool:
    """Whether every letter is a capital and there are at least four."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def could_be_heading(text: str) -> bool:
    """Whether a line of its own reads like a heading: short, no end of sentence, not a quotation or a figure."""
    words = text.split()
    if not words or len(words) > _LONGEST_WORDS or len(text) > _LONGEST or _END_OF_SENTENCE.search(text):
        return False
    if text[0] in "\"“‘'([<*" or not any(char.isalpha() for char in text) or "@" in text or "http" in text:
        return False
    body = _NUMBER.sub("", text)
    first = next((char for char in body if char.isalpha()), "a")
    if first.islower() or re.match(r"^\W*[\d£%][\d.,%£]*\b(?!\W*[A-Z])", body):
        return False
    return not re.search(r"[£%]\s?\d|\d\s?%|:\s+\S+.*\d{3}", text) or bool(label_of(text))


def is_signature(text: str, following: str, before: str = "") -> bool:
    """Whether the line is the name or the role under a letter or beside a portrait, not a heading."""
    plain = text.split(",")[0]
    if (
        _ROLE.match(plain)
        and len(text.split()) <= 10
        and not re.match(r"^(?:leadership|leader and)\b", text, re.I)
    ):
        return True
    return bool(_NAME.match(text) and _ROLE.match(following) and len(text.split()) <= 5) and not _SMALL & set(
        text.lower().split()
    )


def promote(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Plain and bold short lines that stand as headings become headings; signatures stay paragraphs."""
    numbered = _numbered_headings(blocks)
    out: list[RawBlock] = []
    for place, block in enumerate(blocks):
        text = _line_of(block)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, RawHeading):
            kept = _kept_heading(block, following)
            out.append(kept)
        elif text and (
            place in numbered or _stands_as_heading(block, text, out, following, blocks[place + 1 :])
        ):
            out.append(RawHeading(text, 0, block.parts[0][1] if isinstance(block, RawParagraph) else None))
        else:
            out.append(block)
    return out


def _kept_heading(block: RawHeading, following: RawBlock | None) -> RawBlock:
    """A styled heading, unless it is plainly a sentence or a signature line."""
    after = _line_of(following) or (following.text if isinstance(following, RawHeading) else "")
    words = len(block.text.split())
    is_sentence = words > 30 or (words > 14 and block.text.endswith("."))
    if is_sentence or (is_signature(block.text, after) and not label_of(block.text) and block.level != 1):
        return RawParagraph([(block.text, block.page)])
    return block


def _line_of(block: RawBlock | None) -> str:
    if isinstance(block, RawParagraph) and not block.caption and not block.printed_lines:
        return block.text
    return ""


def _stands_as_heading(
    block: RawBlock,
    text: str,
    before: Sequence[RawBlock],
    following: RawBlock | None,
    rest: Sequence[RawBlock],
) -> bool:
    if not could_be_heading(text) or following is None or _NUMBER.match(text):
        return False
    after = _line_of(following) or (following.text if isinstance(following, RawHeading) else "")
    if is_signature(text, after):
        return False
    if text.endswith(":"):
        bold = isinstance(block, RawParagraph) and block.bold
        return bold and not isinstance(following, RawList) and not _line_of(following)
    if label_of(text) and (is_top(text) or re.match(r"^\w+ ?\w* \S+\s*[:–—-]", text)):
        return True
    return _leads_to_content(rest)


def _leads_to_content(rest: Sequence[RawBlock]) -> bool:
    """Whether real content follows within a few heading-like lines."""
    for block in rest[:4]:
        if isinstance(block, RawList | RawTable | RawHeading):
            return True
        if isinstance(block, RawContents):
            return False
        if isinstance(block, RawParagraph):
            if block.printed_lines or len(block.text) >= 60 or block.text.endswith((".", ":")):
                return True
            if not could_be_heading(block.text):
                return len(block.text.split()) > 5
    return False


def _numbered_headings(blocks: Sequence[RawBlock]) -> set[int]:
    """Places of lone numbered lines that open sections: short, and not part of a run of numbered items."""
    found: set[int] = set()
    for place, block in enumerate(blocks):
        text = _line_of(block)
        if text and _NUMBER.match(text) and could_be_heading(text) and not text.endswith(":"):
            after = _line_of(blocks[place + 1]) if place + 1 < len(blocks) else ""
            before = _line_of(blocks[place - 1]) if place else ""
            siblings = [other for other in (before, after) if other and _is_sibling(text, other)]
            if not siblings:
                found.add(place)
    return found


def _is_sibling(text: str, other: str) -> bool:
    mine, theirs = numbers_of(text), numbers_of(other)
    return (
        bool(theirs)
        and len(mine) == len(theirs)
        and mine[:-1] == theirs[:-1]
        and abs(mine[-1] - theirs[-1]) == 1
    )


def ranks(headings: Sequence[RawHeading], title: str) -> list[int]:
    """How far in each heading lies, smaller is further out; equal ranks are siblings.

    Appendices are outermost. Where sections are numbered, the number gives the depth and unnumbered
    headings lie within the numbered section they follow. Otherwise style level, then capitals, then the rest.
    """
    numbered = [place for place, heading in enumerate(headings) if len(numbers_of(heading.text)) == 1]
    scheme = len(numbered) >= 2
    last_level = headings[numbered[-1]].level if scheme else 0
    out: list[int] = []
    for place, heading in enumerate(headings):
        numbers = numbers_of(heading.text)
        style = _style_rank(heading)
        if is_top(heading.text):
            out.append(10)
        elif numbers and (scheme or len(numbers) > 1):
            out.append(100 + 10 * len(numbers))
        elif scheme and (place < numbered[0] or _leaves_scheme(heading, place, numbered[-1], last_level)):
            out.append(110)
        else:
            out.append(200 + style)
    return _labelled_first(headings, _beside_title(headings, out, title))


def _beside_title(headings: Sequence[RawHeading], found: list[int], title: str) -> list[int]:
    """The document's title as a heading stands beside the sections, not above them all."""
    others = found[1:]
    if others and found[0] < min(others) and headings[0].text == title:
        found[0] = min(others)
    return found


def _leaves_scheme(heading: RawHeading, place: int, last: int, last_level: int) -> bool:
    return place > last and 0 < heading.level < (last_level or 9)


def _style_rank(heading: RawHeading) -> int:
    level = heading.level or 8
    return level * 10 + (0 if is_capitals(heading.text) else 6)


def _labelled_first(headings: Sequence[RawHeading], found: list[int]) -> list[int]:
    """Labelled runs ("Priority 1", "Priority 2") outrank unlabelled headings of their style that stand between."""
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
