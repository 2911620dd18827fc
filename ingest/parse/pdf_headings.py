"""What is usual in a document's print, and so what stands out from it as a heading, and how far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ingest.parse.pdf_drafts import LEADER, Draft, Measure, drafts_of
from ingest.parse.pdf_lines import Line

_MAX_HEADING_WORDS = 24
_ENDS = re.compile(r"[.!?:;…]['\"”’)\]]*$")


def measure(lines: Sequence[Line], outline: dict[str, int], vocabulary: frozenset[str]) -> Measure:
    """What is usual in these lines, which are all the running text of a document."""
    sizes: Counter[tuple[float, int]] = Counter()
    bold: Counter[bool] = Counter()
    families: Counter[str] = Counter()
    for line in lines:
        sizes[(round(line.size * 2) / 2, line.style.colour)] += len(line.text)
        bold[line.bold] += len(line.text)
        families[_family(line.style.font)] += len(line.text)
    plain: Counter[float] = Counter()
    for (size, _), count in sizes.items():
        plain[size] += count
    size = plain.most_common(1)[0][0] if plain else 11.0
    colour = sizes.most_common(1)[0][0][1] if sizes else 0
    family = families.most_common(1)[0][0] if families else ""
    found = Measure(
        size, _leading(lines, size), vocabulary, {}, bold[True] > bold[False], colour, outline, family
    )
    found.levels.update(_levels(drafts_of(lines, found), found))
    return found


def _leading(lines: Sequence[Line], size: float) -> float:
    gaps = [
        (b.y - a.y) / size
        for a, b in zip(lines, lines[1:], strict=False)
        if not b.breaks and a.page == b.page and abs(b.size - size) < 0.6 and abs(a.size - size) < 0.6
    ]
    near = [gap for gap in gaps if 0.9 < gap < 2.2]
    return min(max(median(near), 1.1), 1.9) if len(near) >= 4 and _share_of_median(near) else 1.2


def _share_of_median(gaps: Sequence[float]) -> bool:
    middle = median(gaps)
    return sum(1 for gap in gaps if abs(gap - middle) < 0.12) >= 0.35 * len(gaps)


def _levels(drafts: Sequence[Draft], found: Measure) -> dict[tuple[float, bool, int, str], int]:
    """A level for every style that headings are printed in: larger first, then bold, then coloured."""
    styles = {style_of(draft.lines[0]) for draft in drafts if is_heading(draft, found)}
    ranks = sorted({(key[0], key[1]) for key in styles}, reverse=True)
    # Level 1 is a title's; where the largest heading is hardly larger than the text, none is so far out.
    largest = ranks[0][0] / found.size if ranks else 0
    first = 1 if largest >= 1.3 else 2 if largest >= 1.25 else 3
    return {key: min(ranks.index((key[0], key[1])) + first, 6) for key in styles}


def style_of(line: Line) -> tuple[float, bool, int, str]:
    """What tells one kind of heading from another: size, weight, colour, font."""
    return (round(line.size * 2) / 2, line.bold, line.style.colour, line.style.font)


def is_heading(draft: Draft, found: Measure) -> bool:
    """Whether a draft is printed as a heading: larger, bold, or coloured, short, and not a sentence."""
    text = " ".join(line.text for line in draft.lines)
    words = text.split()
    if draft.marker == "•" or len(words) > _MAX_HEADING_WORDS or len(draft.lines) > 4:
        return False
    if not any(c.isalpha() for c in text) or LEADER.search(text):
        return False
    line = draft.lines[0]
    if plain_text(text) in found.outline:
        return True
    if text[0].islower() or re.search(r"[,;]$", text):
        return False
    if all(part.size > 1.12 * found.size for part in draft.lines):
        return not (text.endswith(".") and len(words) > 12)
    if text.endswith(".") and len(words) > 4:
        return False
    if all(part.bold for part in draft.lines) and not found.body_bold and _set_apart(line, found):
        return True
    coloured = line.style.colour != found.colour and _vivid(line.style.colour)
    return coloured and len(words) <= 12 and line.size >= found.size and not _ENDS.search(text)


def _set_apart(line: Line, found: Measure) -> bool:
    """Whether a bold line differs from bold words of the text by its size, colour or typeface."""
    larger = line.size > 1.04 * found.size
    coloured = (
        line.style.colour != found.colour and _vivid(line.style.colour) and line.size > 0.9 * found.size
    )
    return larger or coloured or (line.size > 0.95 * found.size and _family(line.style.font) != found.family)


def _family(font: str) -> str:
    return re.split(r"[-,]", font)[0].lower().removesuffix("mt").removesuffix("bold").removesuffix("ps")


def _vivid(colour: int) -> bool:
    parts = [colour >> shift & 255 for shift in (0, 8, 16)]
    return max(parts) - min(parts) > 60


def plain_text(text: str) -> str:
    """Letters and digits only, lower case, to compare wordings."""
    return "".join(c for c in text.lower() if c.isalnum())
