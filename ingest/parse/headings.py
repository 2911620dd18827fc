"""Which lines stand as headings; those that only look so stay paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.parse.raw import (
    RawBlock,
    RawContents,
    RawHeading,
    RawList,
    RawParagraph,
    RawTable,
    is_plain,
    page_of,
)
from ingest.parse.titles import (
    could_be_heading,
    is_capitals,
    is_note,
    is_signature,
    is_top,
    label_of,
    numbers_of,
)

_SHORT = 60  # characters of a line in a ruined table
_RUINED = 12  # such lines on a page


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
            or (_is_listed(text, listed) and not is_signature(text, ""))
            or (
                not _labels_a_list(blocks, place)
                and _stands_as_heading(block, text, following, blocks[place + 1 :])
            )
        ):
            out.append(RawHeading(text, 0, block.parts[0][1] if isinstance(block, RawParagraph) else None))
        else:
            out.append(block)
    return _without_ruins(_without_crowds(out), listed)


def _labels_a_list(blocks: Sequence[RawBlock], place: int) -> bool:
    """Whether the line stands between a lead-in that ends in a colon and the list that it leads to."""
    before = _line_of(blocks[place - 1]) if place else ""
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    return before.endswith(":") and isinstance(after, RawList) and not label_of(_line_of(blocks[place]))


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _listed_titles(blocks: Sequence[RawBlock]) -> frozenset[str]:
    """The headings that the contents pages name, in lower case without page numbers."""
    lines = [line for block in blocks if isinstance(block, RawContents) for line in block.lines]
    texts = [f"{line.marker} {line.text}" if line.marker[:1].isdigit() else line.text for line in lines]
    keys = {
        _key(re.sub(r"\bpage$", "", text.rstrip("0123456789").rstrip(" ._…"), flags=re.I)) for text in texts
    }
    return frozenset(key for key in keys if len(key) >= 5)


def _is_listed(text: str, listed: frozenset[str]) -> bool:
    """Whether the contents pages name this line, with its number or without."""
    key = _key(text)
    return key in listed or bool(numbers_of(text) and re.sub(r"^[\d ]+", "", key) in listed)


def split_run_in(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Paragraphs that begin with a title of the contents page give it up as a heading."""
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
    if not isinstance(block, RawParagraph) or not is_plain(block) or not listed:
        return 0
    words = block.parts[0][0].split()[: longest + 1]
    for size in range(len(words) - 1, 1, -1):
        keys = tuple(_key(" ".join(words[:size])).split())
        if keys in listed and words[size][:1].isupper() and len(block.text.split()) > size + 6:
            return size
    return 0


def _without_crowds(blocks: list[RawBlock]) -> list[RawBlock]:
    """Of three or more plain headings in a row (a cover, a poster) only the last is one."""
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


def _without_ruins(blocks: list[RawBlock], listed: frozenset[str]) -> list[RawBlock]:
    """On a page that is mostly short lines (a table that lost its cells) only labels and capitals are headings."""
    short: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for block in blocks:
        page = page_of(block) or 0
        is_short = _is_plain_heading(block) or (0 < len(_line_of(block)) < _SHORT)
        (short if is_short else other)[page] += 1
    ruined = {page for page in short if page and short[page] >= _RUINED and short[page] > 2 * other[page]}
    return [
        RawParagraph([(block.text, block.page)])
        if isinstance(block, RawHeading)
        and block.level == 0
        and block.page in ruined
        and not (label_of(block.text) or is_capitals(block.text) or _is_listed(block.text, listed))
        else block
        for block in blocks
    ]


def _is_plain_heading(block: RawBlock) -> bool:
    return isinstance(block, RawHeading) and block.level == 0


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
    is_sentence = words > 30 or (words > 14 and block.text.endswith(".")) or bool(is_note(block.text))
    if is_sentence or (is_signature(block.text, after) and not label_of(block.text) and block.level != 1):
        return RawParagraph([(block.text, block.page)])
    return block


def _line_of(block: RawBlock | None) -> str:
    return block.text if isinstance(block, RawParagraph) and is_plain(block) else ""


def _stands_as_heading(
    block: RawBlock,
    text: str,
    following: RawBlock | None,
    rest: Sequence[RawBlock],
) -> bool:
    if not could_be_heading(text) or following is None or numbers_of(text):
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
    in_list = _after_lead_in(blocks)
    for place, block in enumerate(blocks):
        text = _line_of(block)
        if text and numbers_of(text) and could_be_heading(text) and not text.endswith(":"):
            after = _line_of(blocks[place + 1]) if place + 1 < len(blocks) else ""
            before = _line_of(blocks[place - 1]) if place else ""
            siblings = [other for other in (before, after) if other and _is_sibling(text, other)]
            if not siblings and place not in in_list:
                found.add(place)
    return found


def _after_lead_in(blocks: Sequence[RawBlock]) -> set[int]:
    """Places of numbered lines that a lead-in with a colon announces, with nothing but lists between them."""
    found: set[int] = set()
    last = ""
    for place, block in enumerate(blocks):
        text = _line_of(block)
        if text and numbers_of(text) and (_is_sibling(last, text) or last.endswith(":")):
            found.add(place)
            last = text
        elif not isinstance(block, RawList) or not numbers_of(last):
            last = text if text.endswith(":") else ""
    return found


def _is_sibling(text: str, other: str) -> bool:
    mine, theirs = numbers_of(text), numbers_of(other)
    return (
        bool(theirs)
        and len(mine) == len(theirs)
        and mine[:-1] == theirs[:-1]
        and abs(mine[-1] - theirs[-1]) == 1
    )
