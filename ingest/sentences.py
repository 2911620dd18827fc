"""Where sentences begin and end: the one splitter that chunking, facts and answers share.

Council papers are full of dots that end nothing ("No. 4", "i.e.", "£1.1m", "J.B. Priestley", "para. 3.2")
and of line ends that do (headings, bullets, figures above their labels).
"""

from __future__ import annotations

import re

from ingest.tokens import word_set

_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof rev hon sir cllr cllrs councillor cnclr st ste gov capt col lt sgt jr sr i.e e.g
    ie eg viz cf c ca circa approx est inc incl ltd plc co dept dir exec vs v al para paras sec sect fig
    figs tab app appx appdx art ch cl p pp pg vol ed eds ref refs tel ext min max avg jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m ph.d b.a m.a
    b.sc m.sc
    """
)
_BEFORE_A_NUMBER = frozenset({"no", "nos", "num", "item", "page", "q", "s", "ss", "r", "reg", "regs"})
_MAY_END = frozenset({"etc", "al", "inc", "ltd", "plc", "co", "a.m", "p.m", "ph.d", "b.a", "m.a"})
_LETTERED = word_set(
    """
    appendix annex plan option table grade band phase group class schedule part section category tier
    level zone vitamin hepatitis block route scenario lot
    """
)
_END = re.compile(r"(?:[.!?…]+|。)[\"'”’)\]»*_]*(?:(?<=[a-z]\.)\d{1,2}(?=\s+[A-Z]))?")
# The number at the end is a footnote's, glued to the stop: "…of services.12 The…".
_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙·*–—\-o]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)]\s+|#{1,6}\s)")
_MARKER_ONLY = re.compile(r"\s*\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlc]{1,5})[.)]?\s*$")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_OPENS = re.compile(r"[\"'“‘(\[*_]*[A-Z0-9£$€À-Þ“‘•]")
_WRAPPED_LINE = 45


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of ``text`` in order, without the white space around them.

    A list item, a line that stands alone and a heading count as sentences. Every character other than white
    space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        begin = start
        for match in _END.finditer(text, start, end):
            if _ends_sentence(text, begin, match, end):
                spans.append((begin, match.end()))
                begin = match.end()
        spans.append((begin, end))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends, or None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Runs of lines that read on; a blank line, a bullet or a line that stands alone begins a new run."""
    runs: list[tuple[int, int]] = []
    begin = position = 0
    previous = ""
    for line in text.splitlines(keepends=True):
        if previous and not _reads_on(previous, line):
            runs.append((begin, position))
            begin = position
        position += len(line)
        previous = line
    if begin < len(text):
        runs.append((begin, len(text)))
    return runs


def _reads_on(previous: str, line: str) -> bool:
    """Whether ``line`` continues the sentence that ``previous`` holds: a line wrapped by the page, not by
    the writer.
    """
    before, after = previous.strip(), line.strip()
    if not before or not after or "\f" in previous or _BULLET.match(line):
        return False
    if before.endswith((".", "!", "?", ":", ";")):
        return False
    if after[0].islower() or before.endswith((",", "-", "–", "&", "(")):
        return True
    if before.rsplit(None, 1)[-1].lower() in {
        "and",
        "of",
        "the",
        "for",
        "to",
        "in",
        "with",
        "a",
        "our",
        "by",
        "or",
    }:
        return True
    return len(before) >= _WRAPPED_LINE


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether this stop ends a sentence that began at ``begin`` rather than an abbreviation, a number or a
    name.
    """
    after = text[match.end() : end]
    if not after.strip():
        return True
    stop = match.group()
    if not after[0].isspace():
        return False
    following = after.lstrip()
    if stop[0] != ".":
        return bool(_OPENS.match(following))
    before = text[begin : match.start()]
    if _MARKER_ONLY.fullmatch(before):
        return False
    if _is_abbreviation(before, following):
        return False
    return bool(_OPENS.match(following))


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether the word before the stop is short for something and the sentence goes on."""
    found = _WORD_BEFORE.search(before)
    if found is None:
        return False
    word = found.group(1)
    lower = word.lower().strip(".")
    if lower in _BEFORE_A_NUMBER:
        return following[0].isdigit()
    if lower in _MAY_END:
        return not following[0].isupper()
    if lower in _ABBREVIATIONS and word not in {"IE", "EG"}:
        return not (lower in {"sun", "sat", "mar", "may", "min", "max", "art"} and word.islower())
    if len(word) == 1 and word.isupper():
        previous = before[: found.start()].rsplit(None, 1)
        return not (previous and previous[-1].lower() in _LETTERED) and following[0].isalpha()
    return bool(re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word)) and following[0].isalpha()
