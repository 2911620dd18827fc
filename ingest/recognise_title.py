"""What a paper is called: a clean title from its front, never a council's name or an agenda's line alone."""

from __future__ import annotations

import re
from pathlib import PurePath

from ingest.bodies_names import core_of, names_of, words_of
from ingest.model import Body, Document
from ingest.recognise_front import FrontLine, front_lines
from ingest.tokens import is_known_word

LONGEST = 240
_WORDS = re.compile(
    r"\b(?:plan|plans|strategy|strategies|report|policy|programme|framework|statement|consultation|review"
    r"|budget|vision|update|charter|scheme|roadmap|blueprint|pledge|prospectus|profile|audit|assessment"
    r"|action|agenda pack)\b",
    re.I,
)
_NOT_A_TITLE = re.compile(
    (
        r"^(?:(?:public )?agenda item|report (?:to|of)\b|to\b:?|dates?\b:?|contact|tel\b|e-?mail|"
        r"cabinet decision|version\b|page\b|contents\b"
        r"|summary$|introduction\b|foreword\b|background\b|executive summary|purpose of|"
        r"for (?:information|decision)|recommendation|appendix\s+\w{1,3}$"
        r"|\W*draft\W*$|portfolio|lead officer|prepared (?:by|for)|author|reference|"
        r"classification|status\b|item no|https?:|www\.|[\W\d]*$|\d{1,2}(?:st|nd|rd|"
        r"th)? \w+ \d{4}$)"
    ),
    re.I,
)
_TRAILING = re.compile(
    r"(?:\s+foreword|\s+agenda item\b.*|\s+appendix \w{1,2}"
    r"|(?-i:\s+[A-Z]{2,}(?: [A-Z]\w+){0,2} (?:Ltd|Limited|LLP|plc))"
    r"|(?<=plan|tegy|port|licy) \d{1,2})\W*$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"(?:(?:in )?support(?:ing|s)?(?: of)?|part of|delivering|replac(?:es|ing)|supersed(?:es|ing|ed by))\s+(?:the|our)\b"
    r"(?:\s+\w+){0,3}\s+(?:plan|strategy|framework|vision)\b",
    re.I,
)
"""A line of the cover that names the paper which this one serves ("Supporting the Corporate Plan 2019-2023")."""
_ITEM = re.compile(r"\s*(?:[•●▪◦*–-]|\(?[a-z0-9]{1,3}\))\s")
_SMALL = frozenset({"and", "of", "the", "for", "to", "in", "a", "on", "our", "with", "at", "by", "from"})
_DATE_ONLY = re.compile(
    (
        r"^(?:\w+ )?(?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december)?[\s\d/,–-]*$"
    ),
    re.I,
)
_SPAN_ONLY = re.compile(r"^[\W]*(?:19|20)\d\d(?:/\d\d)?\s*(?:[-–—]|to)\s*(?:20)?\d\d(?:/\d\d)?[\W]*$", re.I)


_TITLE_AHEAD = re.compile(
    r"(?:[A-Z][\w’'&-]*|of|the|and|for|a|to|&)(?:\s+(?:[A-Z][\w’'&-]*|of|the|and|for|a|to|&)){1,11}?\s+"
    r"(?:Plan|Strategy|Policy|Report|Framework|Programme|Charter|Roadmap)(?:\s+(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)?"
    r"(?=\s+(?!(?:[Aa]nd|&|Plan|Strategy|Policy|Report|Framework|Programme|for)\b))"
)
"""A title at the beginning of a line that goes on with something else."""
_SHOUTED = re.compile(r"\b[A-Z]{4,}(?:\s+[A-Z]{4,})+\b")
"""Words in capitals within a title that is not all in capitals ("CLIMATE CHANGE Strategy")."""
_SURE, _COVER, _TITLE_BLOCK = 8.0, 600, 3
"""A score that makes a front line the title whatever the running lines say; where a cover's words and its title stand."""


def title_of(document: Document, body: Body | None) -> str:
    """The paper's title without its council's name, draft marks and markup; the file's name when nothing
    else serves.
    """
    lines = [_headed(line) for line in front_lines(document)[:16]]
    own = {" ".join(name) for name in names_of(body)} if body else set()
    scored = [(_score(line, index, own), -index, index) for index, line in enumerate(lines)]
    given = clean(document.title)
    best = max(scored, default=(0.0, 0, 0))
    # Plain text holds no title of its own: what its reader gives was guessed from the lines that are weighed here.
    if given and _usable(given, own) and _WORDS.search(given) and document.format != "text":
        return _without_body(given, body)
    running = _running(document, own)
    if running and (best[0] < _SURE or best[2] > _TITLE_BLOCK):
        return _without_body(running, body)
    if best[0] > 0:
        return _without_body(_with_neighbours(lines, best[2], own), body)
    if given and _usable(given, own):
        return given
    return clean(re.sub(r"[_]+", " ", PurePath(document.file).stem)) or document.file


def _headed(line: FrontLine) -> FrontLine:
    """A long line that begins with a title in capitals ("Westmarch Climate Action Plan When? These are …") as that title."""
    if len(line.text) <= 110:
        return line
    match = _TITLE_AHEAD.match(line.text)
    return FrontLine(match.group(), line.start, line.heading, line.end) if match else line


def _running(document: Document, own: set[str]) -> str:
    """The title that is printed on page after page, when the front prints all its words too; else empty."""
    front = set(words_of(document.text[:_COVER]))
    for line in document.report.furniture_removed:
        title = clean(re.sub(r"^\s*\d{1,3}\s+|\s+\d{1,3}\s*$|\bpage\b.*$", "", line, flags=re.I))
        words = words_of(title)
        if len(words) >= 3 and _usable(title, own) and _WORDS.search(title) and front.issuperset(words):
            return title
    return ""


def clean(text: str) -> str:
    """A line without markup, draft marks, leading numbers of agenda items and stray punctuation."""
    plain = re.sub(r"<[^>]+>|[*_#`\\]+", " ", text)
    plain = re.sub(
        r"\(?\b(?:final |working |consultation )?draft\b(?: (?:v|version)\s?[\d.]+)?\)?\s*[:–-]?",
        " ",
        plain,
        flags=re.I,
    )
    plain = _TRAILING.sub("", " ".join(re.sub(r"\.{4,}\s*\d*$", "", plain).split()))
    plain = _said_once(re.sub(r"^report:\s*", "", plain, flags=re.I)).strip(" -–—:|•·,.")
    if plain.isupper():
        return _as_title(plain)
    return _SHOUTED.sub(lambda match: _as_title(match.group()), plain)


_MOST_WORDS = 100
"""Above it a line is no title, and comparing all its endings would take minutes."""


def _said_once(text: str) -> str:
    """The text without an ending that repeats words before it, as when a cover prints its title twice."""
    words = list(re.finditer(r"\w+", text))
    if len(words) > _MOST_WORDS:
        return text
    plain = [word.group().casefold() for word in words]
    for cut in range(2, len(plain) - 1):
        tail = plain[cut:]
        if any(plain[at : at + len(tail)] == tail for at in range(cut - len(tail) + 1)):
            return text[: words[cut].start()]
    return text


def _as_title(text: str) -> str:
    """Capitals as a title: small words in lower case, initials as they are."""
    words = text.split()
    kept = [
        word if len(word) <= 5 and not is_known_word(word.strip("’'&,.")) else word.capitalize()
        for word in words
    ]
    return " ".join(
        word.lower() if index and word.lower() in _SMALL else kept[index] for index, word in enumerate(words)
    )


def _usable(text: str, own: set[str]) -> bool:
    """Whether a line could be a title at all."""
    plain = clean(text)
    if len(plain) < 4 or len(plain) > LONGEST or _NOT_A_TITLE.match(plain) or _DATE_ONLY.match(plain):
        return False
    if _ITEM.match(text) or _OF_ANOTHER.match(plain):
        return False
    words = " ".join(words_of(plain))
    return bool(words) and words not in own and " ".join(core_of(words_of(plain))) not in own


def _score(line: FrontLine, index: int, own: set[str]) -> float:
    """How much a front line looks like the title; 0 or less when it cannot be."""
    text = clean(line.text)
    if not _usable(line.text, own) or _SPAN_ONLY.match(text):
        return 0.0
    score = 5.0 - 0.35 * index
    score += 2.5 if line.heading else 0.0
    score += 3.0 if _WORDS.search(text) else 0.0
    score += 1.0 if re.search(r"\b(?:19|20)\d\d\b", text) and _WORDS.search(text) else 0.0
    score -= 3.0 if len(text) > 90 else 0.0
    score -= 4.0 if re.search(r"[.;!?]$", line.text.strip()) and len(text.split()) > 8 else 0.0
    score -= (
        2.5 if re.match(r"(?:this|the|we|our|it|in|as|to)\b", text, re.I) and len(text.split()) > 7 else 0.0
    )
    return score


def _with_neighbours(lines: list[FrontLine], index: int, own: set[str]) -> str:
    """The title with a span of years that stands on the line after it, and the first half of a wrapped
    title.
    """
    title = clean(lines[index].text)
    following = clean(lines[index + 1].text) if index + 1 < len(lines) else ""
    before = lines[index - 1] if index else None
    if before and len(title.split()) <= 3 and _usable(before.text, own) and not _WORDS.search(before.text):
        joined = f"{clean(before.text)} {title}"
        set_alike = before.heading and lines[index].heading and len(joined) <= 70
        short = (
            len(before.text.split()) <= 4
            and before.text[:1].isupper()
            and not re.search(r"[.:;,]$", before.text)
        )
        title = joined if set_alike or (index <= 3 and short) else title
    if _SPAN_ONLY.match(following) and not re.search(r"\b20\d\d\b", title):
        title = f"{title} {following}"
    return title


def _without_body(title: str, body: Body | None) -> str:
    """The title without the council's full name at its beginning or end, when enough is left."""
    if body is None:
        return title
    for name in sorted({body.name, body.name.replace("&", "and")}, key=len, reverse=True):
        left = re.sub(
            rf"^{re.escape(name)}(?:['’]s)?\s*[-–—:|]*\s*|\s*[-–—:|]+\s*{re.escape(name)}$",
            "",
            title,
            flags=re.I,
        )
        if left != title and len(left.split()) >= 2:
            return left[:1].upper() + left[1:]
    return title
