"""Which short lines are headings, what number or label they carry, and how deep they lie."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.joins import OPEN_ENDED
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
_NAME = (
    r"(?:(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Ss]ir|[Dd]ame|[Cc]llr|[Cc]ouncillor|[Ll]ord|[Ll]ady|[Pp]rofessor)\.? )?"
    r"(?:[A-Z][\w’'.-]*,? ){1,3}[A-Z][\w’'.-]*,?"
)
_ONLY_NAME = re.compile(rf"^{_NAME}$")
_NOTE = re.compile(
    r"^(?:notes?|source|key|n\.?b)\b\W|^[A-Z]{2,6}s? (?:stands|standing|is short) for\b", re.IGNORECASE
)
_DATE = re.compile(
    r"^(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_HIGHEST_SECTION = 40
_ASKING = frozenset(["how", "what", "when", "where", "which", "who", "why", "whether"])
_FINITE = frozenset(["is", "are", "was", "were", "has", "have", "had", "must", "should", "will", "can", "could", "may", "does", "did", "be", "been"])
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "our", "the", "their", "to", "with", "your", "is", "are", "we", "will", "it", "its", "be", "how", "what"]
)
_LONGEST_WORDS = 14
_FEWEST_CAPITALS = 3  # headings in capitals are a level of their own when there are this many
_LONGEST = 100
_END_OF_SENTENCE = re.compile(r"[.;,!…]$|\.\.+$|[-–—]$")


def label_of(heading: str) -> str:
    """The printed number or label of a heading ("2.5", "Appendix 1", "Priority 4"), or an empty text."""
    if found := _LABEL.match(heading):
        return found.group(1)
    found = _NUMBER.match(heading)
    return found.group(1) if found and numbers_of(heading) else ""


def numbers_of(heading: str) -> tuple[int, ...]:
    """The section number of a heading as integers; empty when it prints none."""
    found = _NUMBER.match(heading)
    numbers = tuple(map(int, found.group(1).split("."))) if found else ()
    return (
        numbers if all(number <= _HIGHEST_SECTION for number in numbers) and not _DATE.match(heading) else ()
    )


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
    if _NOTE.match(text) or OPEN_ENDED.search(text.lower()) and not is_capitals(text):
        return False
    if _is_clause(text) or (len(words) == 1 and is_capitals(text) and len(text) <= 4):
        return False
    if _DATE.match(text) or re.search(r"\d[\d,]*[.,]\d+\W*$", text):
        return False
    if sum(char.isdigit() for char in text) > 8:
        return False
    if text[0] in "\"“‘'([<*" or not any(char.isalpha() for char in text) or "@" in text or "http" in text:
        return False
    body = _NUMBER.sub("", text)
    first = next((char for char in body if char.isalpha()), "a")
    if first.islower() or re.match(r"^\W*[\d£%][\d.,%£]*\b(?!\W*[A-Z])", body):
        return False
    is_pair = re.match(r"^[^:]{2,45}:\s+\S", text) or re.search(r"[£%]\s?\d|\d\s?%", text)
    return not is_pair or bool(label_of(text))


def _is_clause(text: str) -> bool:
    """Whether the line is a piece of a sentence: it holds a finite verb and asks or explains nothing."""
    words = re.findall(r"[\w’']+", text.lower())
    if len(words) < 5 or text.endswith("?") or label_of(text) or is_capitals(text):
        return False
    return words[0] not in _ASKING and bool(_FINITE & set(words[1:]))


def is_signature(text: str, following: str) -> bool:
    """Whether the line is the name or the role under a letter or beside a portrait, not a heading."""
    words = text.split()
    if len(words) > 16 or label_of(text):
        return False
    if _ROLE.match(text.split(",")[0]) and len(words) <= 10:
        return not re.match(r"^(?:leadership|leader and)\b", text, re.IGNORECASE)
    first = re.match(rf"^{_NAME}", text)
    if first and any(_ROLE.match(text[place + 1 :]) for place in _spaces(text) if place <= first.end()):
        return not _SMALL & set(text[: first.end()].lower().split())
    named = _ONLY_NAME.match(text) and len(words) <= 5 and not _SMALL & set(text.lower().split())
    return bool(named and _ROLE.match(following) and not is_capitals(following))


def _spaces(text: str) -> list[int]:
    """Where the second and later words of the text begin, less one."""
    return [place for place, char in enumerate(text) if char == " "][1:]


def promote(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Plain and bold short lines that stand as headings become headings; signatures stay paragraphs."""
    numbered = _numbered_headings(blocks)
    listed = _listed_titles(blocks)
    out: list[RawBlock] = []
    for place, block in enumerate(blocks):
        text = _line_of(block)
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, RawHeading):
            out.append(_kept_heading(block, following))
        elif text and (
            place in numbered
            or (_key(text) in listed and not is_signature(text, ""))
            or _stands_as_heading(block, text, following, blocks[place + 1 :])
        ):
            out.append(RawHeading(text, 0, block.parts[0][1] if isinstance(block, RawParagraph) else None))
        else:
            out.append(block)
    return _without_crowds(out)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _listed_titles(blocks: Sequence[RawBlock]) -> frozenset[str]:
    """The headings that the contents pages name, in lower case without page numbers."""
    lines = [line for block in blocks if isinstance(block, RawContents) for line in block.lines]
    texts = [f"{line.marker} {line.text}" if line.marker[:1].isdigit() else line.text for line in lines]
    keys = {
        _key(re.sub(r"[.…_\s]*(?:page|p\.?)?\s*\d{0,3}$", "", text, flags=re.IGNORECASE)) for text in texts
    }
    return frozenset(key for key in keys if len(key) >= 5)


def split_run_in(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Paragraphs that begin with a title of the contents page, run in with the text, give it up as a heading."""
    listed = {tuple(key.split()) for key in _listed_titles(blocks)}
    longest = max(map(len, listed), default=0)
    out: list[RawBlock] = []
    for block in blocks:
        size = _run_in_words(block, listed, longest)
        if size and isinstance(block, RawParagraph):
            words = block.parts[0][0].split()
            page = block.parts[0][1]
            out.append(RawHeading(" ".join(words[:size]), 0, page))
            block = RawParagraph([(" ".join(words[size:]), page), *block.parts[1:]])
        out.append(block)
    return out


def _run_in_words(block: RawBlock, listed: set[tuple[str, ...]], longest: int) -> int:
    """How many words of the paragraph are a listed title, when a sentence follows; else 0."""
    if not isinstance(block, RawParagraph) or block.caption or block.printed_lines or not listed:
        return 0
    words = block.parts[0][0].split()[: longest + 1]
    for size in range(len(words) - 1, 1, -1):
        keys = tuple(_key(" ".join(words[:size])).split())
        if keys in listed and words[size][:1].isupper() and len(block.text.split()) > size + 6:
            return size
    return 0


def _without_crowds(blocks: list[RawBlock]) -> list[RawBlock]:
    """Of three or more plain headings in a row (a cover, a poster) only the last is one; labelled ones stay."""
    out = list(blocks)
    place = 0
    while place < len(blocks):
        end = place
        while end < len(blocks) and _is_crowded(blocks[end], blocks[place]):
            end += 1
        if _are_chart_titles(blocks[place:end]):
            for other in range(place, end):
                block = blocks[other]
                assert isinstance(block, RawHeading)
                out[other] = RawParagraph([(block.text, block.page)], caption=True)
        elif end - place >= 3:
            for other in range(place, end - 1):
                block = blocks[other]
                assert isinstance(block, RawHeading)
                out[other] = RawParagraph([(block.text, block.page)])
        place = max(end, place + 1)
    return out


def _are_chart_titles(run: Sequence[RawBlock]) -> bool:
    """Two or more short headings on end that close with the same word: charts that left only their titles."""
    words = [block.text.lower().split() for block in run if isinstance(block, RawHeading)]
    return len(words) >= 2 and all(2 <= len(w) <= 4 for w in words) and len({w[-1] for w in words}) == 1


def _is_crowded(block: RawBlock, first: RawBlock) -> bool:
    if not isinstance(block, RawHeading) or not isinstance(first, RawHeading) or label_of(block.text):
        return False
    return block.level == first.level and (block.level == 0 or block.level >= 3)


def _kept_heading(block: RawHeading, following: RawBlock | None) -> RawBlock:
    """A styled heading, unless it is plainly a sentence or a signature line."""
    if following is None:
        return RawParagraph([(block.text, block.page)])
    after = _line_of(following) or (following.text if isinstance(following, RawHeading) else "")
    words = len(block.text.split())
    is_sentence = words > 30 or (words > 14 and block.text.endswith(".")) or bool(_NOTE.match(block.text))
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
        if text and numbers_of(text) and could_be_heading(text) and not text.endswith(":"):
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
    with_capitals = sum(is_capitals(heading.text) for heading in headings) >= _FEWEST_CAPITALS
    for place, heading in enumerate(headings):
        numbers = numbers_of(heading.text)
        style = _style_rank(heading, with_capitals)
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


def _style_rank(heading: RawHeading, with_capitals: bool) -> int:
    return (heading.level or 8) * 10 + (0 if with_capitals and is_capitals(heading.text) else 6)


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
