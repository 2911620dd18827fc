"""Which years a paper covers."""

from __future__ import annotations

import re
from pathlib import PurePath

from ingest.model import Document
from ingest.recognise_front import front_lines

_DASH = r"\s*(?:-|–|—|‐|‑|to|until|/)\s*"
_SPAN = re.compile(
    rf"(?<![\d/£.,])((?:19|20)\d\d)(?:/\d\d(?:\d\d)?)?{_DASH}((?:19|20)\d\d|\d\d)(/\d\d)?(?![\d%]|[.,]\d)",
    re.I,
)
_COVERS = re.compile(
    r"\b(?:this|our|the) (?:\w+ ){0,3}(?:plan|strategy|framework|programme) "
    r"(?:covers|spans|runs|is for|will run|applies)",
    re.I,
)
_LAST_YEAR = re.compile(
    r"(?<!january )(?<!february )(?<!march )(?<!april )(?<!may )(?<!june )(?<!july )(?<!august )"
    r"(?<!september )(?<!october )(?<!november )(?<!december )(?<!by )(?<!to )(?<!vision )((?:19|20)\d\d)$",
    re.I,
)
"""A year that ends a title ("Pay Policy Statement 2023") and is not the end of a date or a target."""
_LONGEST_SPAN = 45


def period_of(document: Document, title: str) -> str | None:
    """The printed span as "2022-2026" (or "2023/24" for one financial year), or None when the paper states
    none.

    The title decides, then headings and lines of the front that hold little else, then a front line that
    names the plan's years, then the file's name.
    """
    for text in (title, *_front(document), re.sub(r"[_+]", " ", PurePath(document.file).stem)):
        found = span_in(text)
        if found:
            return found
    single = _LAST_YEAR.search(title)
    return single.group(1) if single else None


def _front(document: Document) -> list[str]:
    """Front lines likely to state the paper's years: short ones first, then those that say plan or
    strategy.
    """
    lines = [line.text for line in front_lines(document)]
    short = [line for line in lines if len(line) <= 60]
    named = [line for line in lines if len(line) > 60 and _COVERS.search(line)]
    return [*short, *named]


def span_in(text: str) -> str | None:
    """The first span of years in a text, in a standard form, or None."""
    for match in _SPAN.finditer(text):
        first, last, printed = match.group(1), match.group(2), match.group()
        end = int(last) if len(last) == 4 else int(first[:2] + last)
        end += 1 if match.group(3) else 0
        if end < int(first) or end - int(first) > _LONGEST_SPAN:
            continue
        if re.fullmatch(r"(?:19|20)\d\d/\d\d", printed.strip()) and end - int(first) == 1:
            return printed.strip()
        if end == int(first):
            continue
        return f"{first}-{end}"
    return None
