"""What a heading reads like: its label and number, and how it differs from a sentence or a signature."""

from __future__ import annotations

import re

from ingest.parse.joins import OPEN_ENDED

_LABEL = re.compile(
    r"^((?:appendix|annexe?|schedule|part|chapter|section|priority|objective|theme|aim|goal|outcome|pillar"
    r"|strand|ambition|mission|workstream|principle|action|commitment"
    r"|strategic (?:priority|objective|aim|theme)|key (?:priority|theme|objective)|table|figure)"
    r"\s+(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4}"
    r"|one|two|three|four|five|six|seven|eight|nine|ten))\b(?=\W|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.):]?\s+(?=\S)")
_TOP = re.compile(r"^(appendix|annex|annexe|schedule|part)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"^(?:the )?(?:interim |joint |deputy |assistant |acting )*(?:chief executive|chief officer"
    r"|managing director|leader\b|mayor\b|chair(?:man|woman|person)?\b|cabinet member|portfolio holder"
    r"|executive member|(?:corporate |strategic |service )?director\b|head of|elected mayor|lead member"
    r"|councillor\b|cllr\b|member champion)",
    re.IGNORECASE,
)
_TITLE = r"(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Ss]ir|[Dd]ame|[Cc]llr|[Cc]ouncillor|[Ll]ord|[Ll]ady|[Pp]rofessor)"
_NAME = rf"(?:{_TITLE}\.? )?(?:[A-Z][\w’'.-]*,? ){{1,3}}[A-Z][\w’'.-]*,?"
_ONLY_NAME = re.compile(rf"^{_NAME}$")
_NOTE = re.compile(
    r"^(?:notes?|source|key|n\.?b)\b\W|^[A-Z]{2,6}s? (?:stands|standing|is short) for\b", re.IGNORECASE
)
_DATE = re.compile(
    r"^(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19|20)?\d\d$|^q(?:tr|uarter)? ?[1-4]\b.{0,12}$",
    re.IGNORECASE,
)
_HIGHEST_SECTION = 40
_WORDS = re.compile(r"\w+")
_ASKING = frozenset(_WORDS.findall("how what when where which who why whether"))
_FINITE = frozenset(
    _WORDS.findall("is are was were has have had must should will can could may does did be been")
)
_SMALL = frozenset(
    _WORDS.findall(
        "a an and as at but by for from in into of on or our the their to with your is are we will it its be"
        " how what"
    )
)
_LONGEST_WORDS = 14
_LONGEST = 100
_END_OF_SENTENCE = re.compile(r"[.;,!…]$|\.\.$|[-–—]$")


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
    """Whether a line of its own reads like a heading: short, no sentence, quotation or figure."""
    words = text.split()
    if not words or len(words) > _LONGEST_WORDS or len(text) > _LONGEST or _END_OF_SENTENCE.search(text):
        return False
    asks = words[0].lower() in _ASKING
    if is_note(text) or (OPEN_ENDED.search(text.lower()) and not asks and not is_capitals(text)):
        return False
    if _is_clause(text) or (len(words) == 1 and is_capitals(text) and len(text) <= 4):
        return False
    if _DATE.match(text) or _MONTH.match(text) or re.search(r"\d[\d,]*[.,]\d+\W*$", text):
        return False
    if sum(char.isdigit() for char in re.sub(r"\b(?:19|20)\d\d\b", "", text)) > 8:
        return False
    if text[0] in "\"“‘'([<*" or not any(char.isalpha() for char in text) or "@" in text or "http" in text:
        return False
    body = _NUMBER.sub("", text)
    first = next((char for char in body if char.isalpha()), "a")
    if first.islower() or re.match(r"^\W*[\d£%][\d.,%£]*\b(?!\W*[A-Z])", body):
        return False
    is_pair = re.match(r"^[^:]{2,45}:\s+\S", text) or re.search(r"[£%]\s?\d|\d\s?%", text)
    return not is_pair or bool(label_of(text))


def is_note(text: str) -> bool:
    """Whether the line is a note on figures rather than a heading: "Source: …", "FTE stands for …"."""
    return bool(_NOTE.match(text))


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
