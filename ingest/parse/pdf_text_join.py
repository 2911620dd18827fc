"""The lines of a draft as running text by page, with words that a line break cut put together again."""

from __future__ import annotations

import re

from ingest.parse.pdf_drafts import Draft, Measure

_PREFIXES = frozenset(
    [
        "re",
        "co",
        "non",
        "pre",
        "post",
        "multi",
        "self",
        "inter",
        "intra",
        "anti",
        "sub",
        "cross",
        "over",
        "under",
        "semi",
        "micro",
        "mid",
        "ex",
        "de",
        "un",
        "bi",
        "tri",
        "well",
        "e",
        "pro",
        "socio",
        "psycho",
        "bio",
        "eco",
        "geo",
        "neuro",
        "mini",
        "mega",
        "ultra",
        "pan",
        "quasi",
        "short",
        "long",
        "high",
        "low",
        "full",
        "part",
        "year",
        "non-",
    ]
)


def joined(draft: Draft, found: Measure) -> str:
    """The whole text of a draft without its marker."""
    return " ".join(part for part, _ in parts_of(draft, found, keep_marker=False))


def parts_of(draft: Draft, found: Measure, *, keep_marker: bool) -> list[tuple[str, int | None]]:
    """The draft's text by page, with words that a line break cut put together again."""
    texts: list[tuple[str, int]] = []
    for number, line in enumerate(draft.lines):
        text = line.text
        if number == 0 and draft.marker and not (keep_marker and draft.marker != "•"):
            text = " ".join(word.text for word in line.words[1:])
        if not text:
            continue
        if texts and (glued := glue(texts[-1][0], text, found.vocabulary)) is not None:
            head, tail = glued
            texts[-1] = (head, texts[-1][1])
            text = tail
        if texts and texts[-1][1] == line.page:
            texts[-1] = (f"{texts[-1][0]} {text}".strip(), line.page)
        elif text:
            texts.append((text, line.page))
    return [(text.replace("\xad", "").strip(), page) for text, page in texts if text.strip()]


def glue(before: str, after: str, vocabulary: frozenset[str]) -> tuple[str, str] | None:
    """The two line texts with a word cut by the break moved whole to the first, or None when none was cut."""
    head, _, tail = after.partition(" ")
    if before.endswith("\xad"):
        return before[:-1] + head, tail
    match = re.search(r"([A-Za-z0-9’']+(?:-[A-Za-z0-9’']+)*)[-‐]$", before)
    if not match or not head or not head[0].isalnum():
        return None
    right = re.match(r"\w+", head)
    if right is None:
        return None
    keep = _keeps_hyphen(match.group(1).lower(), right.group(), vocabulary)
    return (before if keep else before[: match.end() - 1]) + head, tail


def _keeps_hyphen(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether the hyphen is the writer's ("long-" + "term") and not the typesetter's ("commu-" + "nity").

    A word seen elsewhere in the document decides; else what stands before a writer's hyphen is a word.
    """
    if not right[0].islower() or f"{left}-{right}" in vocabulary:
        return True
    if left.replace("-", "") + right in vocabulary or left + right in vocabulary:
        return False
    part = left.rsplit("-", 1)[-1]
    return part in vocabulary or part in _PREFIXES
