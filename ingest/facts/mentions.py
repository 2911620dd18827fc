"""Second mentions: a figure that running text takes up again with "the" or "those" is the one printed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.facts.draft import Draft
from ingest.facts.word_lists import lists
from ingest.phrases import words

_BEFORE = 12  # characters, in which the one word before a figure stands


def first_mentions(drafts: Iterable[Draft], text: str) -> Iterator[Draft]:
    """The drafts in order, without those that only take up a figure of the same body that stands before them."""
    seen: set[tuple[float, str, str]] = set()
    for draft in drafts:
        if draft.value is None:
            yield draft
            continue
        again = (draft.value, draft.unit, draft.owner) in seen and _takes_up(draft, text)
        seen |= {(draft.value, draft.unit, draft.owner), (draft.value, "number", draft.owner)}
        if not again:
            yield draft


def _takes_up(draft: Draft, text: str) -> bool:
    """Whether the word right before the figure points back, and nothing of when or of which part is said anew."""
    if draft.ref or draft.span is None or draft.part or draft.change:
        return False
    before = text[max(draft.start, draft.span[0] - _BEFORE) : draft.span[0]]
    said = words(before)
    found = lists("definite").among(said)
    return bool(found) and found[-1].last == len(said) and not before[found[-1].end :].strip(" £(")
