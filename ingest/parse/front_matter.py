"""The front matter of a Markdown file: what it says of the paper, kept beside the text."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Furniture

_FENCES = {"---": ":", "+++": "="}
"""The lines that fence it, each with the mark between a key and its value."""
_MOST_LINES = 60
_PLACES = {
    "title": "title property",
    "subject": "subject",
    **dict.fromkeys(("author", "authors", "organisation", "council", "publisher", "owner", "body"), "author"),
}


def without_front_matter(text: str) -> tuple[str, list[Furniture]]:
    """The text without the "key: value" lines fenced at its top, and those lines as what stands beside the text."""
    lines = text.split("\n")
    fences = [place for place, line in enumerate(lines[:_MOST_LINES]) if line.strip() in _FENCES]
    if len(fences) < 2 or any(line.strip() for line in lines[: fences[0]]):
        return text, []
    mark = _FENCES[lines[fences[0]].strip()]
    inside = [line for line in lines[fences[0] + 1 : fences[1]] if line.strip()]
    if not inside or not all(_is_entry(line, mark) for line in inside):
        return text, []
    return "\n".join(lines[fences[1] + 1 :]), list(_said(inside, mark))


def _is_entry(line: str, mark: str) -> bool:
    """Whether the line is "key: value", or goes on with the one before by its indent or dash."""
    key, found, _ = line.partition(mark)
    return line[:1] in " \t-" or bool(
        found and key.strip().replace("_", "").replace("-", "").replace(" ", "").isalnum()
    )


def _said(lines: list[str], mark: str) -> Iterator[Furniture]:
    for line in lines:
        key, _, value = line.partition(mark)
        value = value.strip().strip("\"'")
        if value:
            place = _PLACES.get(key.strip().lower())
            yield Furniture(place, value) if place else Furniture("front matter", f"{key.strip()}: {value}")
