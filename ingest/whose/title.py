"""What a paper is called, by place: the title that its file names, its cover, its running line, the web page's title.

A title is none of: a section's heading, a label or contact block, a row of dates, the organisation's name. Of the same
words printed at two places the fuller wording is taken, so that a title keeps its years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from ingest.bodies_names import names_of
from ingest.model import Body, Document, Origin
from ingest.whose.front import FrontLine, front_lines
from ingest.whose.title_lines import heads_a_section, is_made_up, is_span, is_usable, is_year, labelled
from ingest.whose.title_text import clean, is_letterhead, parts, without_body
from ingest.whose.words import Phrase, holds, phrases, plain_words

_FRONT_LINES = 16
_LABELLED, _PROPERTY, _FRONT, _WEB, _RUNNING = 12.0, 5.5, 5.0, 4.0, 2.0
_LOWER, _HEADING, _NOUN, _TWICE, _BEGUN = 0.35, 2.5, 3.0, 2.5, 6.0
_SENTENCE = frozenset({"this", "the", "we", "our", "it", "in", "as", "to"})
_JOINED_TO = 3
_LONGEST_LINE = 600
"""Characters of a line that may still begin with a title; a longer one is text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A line that may be the title: its clean text, its place, and what the place counts."""

    text: str
    place: str
    points: float
    raw: str
    page: int | None = None

    @property
    def words(self) -> Phrase:
        """Its words and numbers."""
        return plain_words(self.text)


def title_of(document: Document, body: Body | None) -> tuple[str, Origin]:
    """The paper's title without its organisation's name, draft marks and markup, and the line that it was read from;
    the file's name when nothing else serves.
    """
    found = best_claim(document, body)
    if found is None:
        named = clean(PurePath(document.file).stem.replace("_", " ")) or document.file
        return named, Origin("title", "file", document.file)
    return found.text, Origin("title", found.place, " ".join(found.raw.split()), found.page)


def best_claim(document: Document, body: Body | None) -> Claim | None:
    """The title with the place where it was read, None when no line of the paper can be it."""
    own = _own_names(body)
    usable = [claim for claim in _claims(document, body) if is_usable(claim.text, own)]
    sheets = {plain_words(item.text) for item in document.furniture if item.place == "sheet"}
    claims = [claim for claim in usable if claim.words not in sheets] or usable
    if not claims:
        return None
    best = max(claims, key=lambda claim: _score(claim, claims))
    if _score(best, claims) <= 0:
        return None
    fuller = [one for one in claims if _is_fuller(one, best)]
    return min(fuller, key=lambda one: len(one.text), default=best) if fuller else best


def _own_names(body: Body | None) -> frozenset[Phrase]:
    return frozenset(names_of(body)) if body else frozenset()


def _claims(document: Document, body: Body | None) -> Iterator[Claim]:
    """Every line that may be the title, cleaned."""
    lines = front_lines(document)[:_FRONT_LINES]
    begun = False
    for index, line in enumerate(lines):
        page = document.page_of(line.start)
        if len(line.text) > _LONGEST_LINE:
            begun = True
            continue
        label, value = labelled(line.text)
        if label == "title":
            yield _claim(value, "cover", _LABELLED, body, page)
        elif not label and not is_letterhead(line.text):
            points = (
                _FRONT - _LOWER * index + (_HEADING if line.heading else 0.0) - (_BEGUN if begun else 0.0)
            )
            yield _claim(_headed(line.text), "cover", points, body, page)
            yield from _with_neighbours(lines, index, points, body, page)
        begun = begun or (index > 0 and _begins_the_text(line))
    for one in document.furniture:
        if one.place == "title property" and not is_made_up(one.text, document):
            yield _claim(one.text, "title property", _PROPERTY + _HEADING, body)
        elif one.place in ("html title", "head", "foot", "running"):
            points = _WEB if one.place == "html title" else _RUNNING
            for part in map(_without_page, parts(one.text)):
                if one.place == "html title" or holds(plain_words(part), "nouns"):
                    yield _claim(part, one.place, points, body, one.pages[0] if one.pages else None)
    if not is_made_up(document.title, document) and document.format not in ("text", "html", "pdf", "docx"):
        yield _claim(document.title, "cover", _FRONT, body)


def _begins_the_text(line: FrontLine) -> bool:
    """Whether the title block ends here: at a sentence, or at the heading of a section."""
    sentence = line.text.endswith((".", "?")) and len(line.text.split()) > 6
    return sentence or (line.heading and heads_a_section(line.text))


def _claim(text: str, place: str, points: float, body: Body | None, page: int | None = None) -> Claim:
    return Claim(without_body(clean(text), body), place, points, text, page)


def _score(claim: Claim, claims: list[Claim]) -> float:
    """How much a line looks like the title; the same words at another place speak for it."""
    words = claim.words
    text = claim.text
    score = claim.points + (_NOUN if holds(words, "nouns") else 0.0)
    score += 1.0 if any(is_year(word) for word in words) and holds(words, "nouns") else 0.0
    score -= 3.0 if len(text) > 90 else 0.0
    score -= 4.0 if claim.raw.strip().endswith((".", ";", "!", "?")) and len(words) > 8 else 0.0
    score -= 9.0 if claim.raw.strip().endswith(".") and len(words) > 4 and words[0] in _SENTENCE else 0.0
    score -= 2.0 if claim.raw.strip().endswith("?") else 0.0
    score -= 2.5 if len(words) > 7 and words[0] in _SENTENCE and not text[:1].isdigit() else 0.0
    return score + (_TWICE if any(_agrees(claim, other) for other in claims) else 0.0)


def _agrees(claim: Claim, other: Claim) -> bool:
    """Whether another place prints these words, or most of a longer title's."""
    mine, others = set(claim.words), set(other.words)
    if other.place == claim.place or len(mine) < 2 or len(others) < 2:
        return False
    return mine <= others or others <= mine


def _is_fuller(one: Claim, best: Claim) -> bool:
    """Whether a claim says what the best one does, with its years besides."""
    added = set(one.words) - set(best.words)
    years = all(word.isdigit() or word in ("to", "and") for word in added)
    return bool(added) and years and set(best.words) <= set(one.words) and one.points > _RUNNING - 1


def _headed(text: str) -> str:
    """A long line that begins with a title in capitals ("Westmarch Climate Action Plan When? These are …") as that title."""
    if len(text) <= 110:
        return text
    words = text.split()
    for at, word in enumerate(words[:14]):
        following = words[at + 1] if at + 1 < len(words) else ""
        ends = plain_words(word) in phrases("nouns") and plain_words(following) not in phrases("nouns")
        if ends and at and following[:1].isupper() and all(_is_title_word(one) for one in words[: at + 1]):
            return " ".join(words[: at + 1])
    return text


def _is_title_word(word: str) -> bool:
    return word[:1].isupper() or word == "&" or plain_words(word) in phrases("small")


def _with_neighbours(
    lines: list[FrontLine], index: int, points: float, body: Body | None, page: int | None
) -> Iterator[Claim]:
    """The line with the first half of a wrapped title before it, and with a span of years after it."""
    line = lines[index]
    before = lines[index - 1] if index else None
    text = line.text
    if before is not None and index <= _JOINED_TO and _is_first_half(before, line, body):
        text = f"{clean(before.text)} {clean(text)}"
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if is_span(following) and not any(is_year(word) for word in plain_words(text)):
        text = f"{clean(text)} {clean(following)}"
    if text != line.text:
        yield _claim(text, "cover", points + 0.1, body, page)


def _is_first_half(before: FrontLine, line: FrontLine, body: Body | None) -> bool:
    """Whether a line before a short one that ends in a noun of papers belongs to it ("Climate Change", "Action Plan")."""
    words, ahead = plain_words(line.text), plain_words(before.text)
    short = len(words) <= 3 and holds(words, "nouns") and len(ahead) <= 4 and before.text[:1].isupper()
    open_end = not before.text.endswith((".", ":", ";", ",")) and not holds(ahead, "nouns")
    return short and open_end and is_usable(clean(before.text), _own_names(body))


def _without_page(text: str) -> str:
    """A running line without the number of its page at its ends."""
    words = text.split()
    while len(words) > 1 and (_is_page(words[-1]) or words[-1].lower() == "page"):
        words.pop()
    while len(words) > 1 and _is_page(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_page(word: str) -> bool:
    return word.isdigit() and len(word) < 4
