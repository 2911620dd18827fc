"""Whose figure it is and of which part: rows of totals, names of services, other bodies, groups of people, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.word_lists import lists
from ingest.phrases import Phrases, fold, words

_JOINTS = frozenset({"of", "and", "the", "for", "&", "with", "on", "in", "upon"})
_COMMON = frozenset(
    "the of and council borough district county city metropolitan london royal authority unitary us our we own total whole service".split()
)
_CALENDAR = frozenset(
    fold(word)
    for word in "january february march april may june july august september october november december quarter table figure "
    "chart appendix year annex section paragraph page monday tuesday wednesday thursday friday saturday sunday cabinet "
    "council committee note total".split()
)


def is_total(label: str, own: Sequence[str] = ()) -> bool:
    """Whether a row or column stands for all of what is listed: "Total", "All staff", the body's own name."""
    said = words(label)
    if not said:
        return False
    if label.strip().lower().removeprefix("the ") in own:
        return True
    apart = any("apart" in found.labels for found in lists("total").among(said))
    opening = next(iter(lists("total").among(said)), None)
    if opening is None or apart:
        return False
    if "total" not in opening.labels:
        return opening.last - opening.first == len(said)
    return opening.first <= 1 and len(said) - (opening.last - opening.first) <= 3


def is_own(name: str, own: Sequence[str]) -> bool:
    """Whether a name is one of the paper's own body's: the same words but for those that any council may have."""
    core = _core(name)
    return not core or any(core == _core(mine) for mine in own)


def _core(name: str) -> frozenset[str]:
    return frozenset(word.fold for word in words(name)) - _COMMON


def names_own(text: str, own: Sequence[str]) -> bool:
    """Whether a text names the paper's own body, or "the council"."""
    low = " ".join(text.lower().split())
    return any(name and name in low for name in own)


def proper_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of capitalised words with the small words between them, each with its span."""
    said = words(text)
    at = 0
    while at < len(said):
        if not text[said[at].start].isupper():
            at += 1
            continue
        last = at
        for ahead in range(at + 1, len(said)):
            between = text[said[ahead - 1].end : said[ahead].start]
            if between.strip(" '’-"):
                break
            if text[said[ahead].start].isupper():
                last = ahead
            elif said[ahead].fold not in _JOINTS or ahead - last > 2:
                break
        name = text[said[at].start : said[last].end]
        if not all(word.fold in _CALENDAR for word in said[at : last + 1]):
            yield said[at].start, said[last].end, name
        at = last + 1


def organisation_in(text: str, own: Sequence[str]) -> str:
    """The first name in a text that is a part of an organisation: its last words say so ("Fleet Services").

    The paper's own body is never returned.
    """
    for _, _, name in proper_names(text):
        said = words(name)
        found = lists("organisation").among(said)
        formed = bool(found) and found[-1].last == len(said) and found[-1].first > 0
        if formed and not is_own(name, own) and len(words(name.lower().removeprefix("the "))) > 1:
            return name
    return ""


def workplace_in(text: str) -> str:
    """The name of the part that people are said to work in ("312 work in Planning"); empty without one."""
    for found in lists("working").find(text):
        for start, _, name in proper_names(text[found.end :]):
            if not text[found.end :][:start].strip(" the"):
                return name
    return ""


def is_name(label: str) -> bool:
    """Whether a label is written as a name: every word of weight with a capital."""
    said = [word for word in words(label) if word.fold not in _JOINTS]
    return bool(said) and all(label[word.start].isupper() for word in said)


def known_part(text: str, known: Phrases) -> str:
    """The part that a text names as the tables of the paper list it; written with a capital, since names are."""
    for found in known.find(text):
        if text[found.start].isupper():
            return text[found.start : found.end]
    return ""


def lists_bodies(head: str, labels: Sequence[str]) -> bool:
    """Whether the rows under a head are bodies of their own: it says council or authority, or most of them do."""
    said = lists("organisation").labels(head)
    if said == ("body",) and len(words(head)) <= 2:
        return True
    formed = [label for label in labels if set(lists("organisation").labels(label)) & {"body", "company"}]
    return bool(labels) and len(formed) * 2 > len(labels)


def is_area(text: str) -> bool:
    """Whether a text speaks of the place and its residents."""
    return bool(lists("area").find(text))


def is_of_own(before: str, own: Sequence[str]) -> bool:
    """Whether a clause that names a nation or a region still speaks of the paper's own body: it names it first, and says
    what is measured only behind the other ("Bristol is the largest city in the South West with a population of").
    """
    others = [found for found in lists("stage").find(before) if "benchmark" in found.labels]
    if not others or not names_own(before[: others[0].start], own):
        return False
    return bool(lists("measuring").find(before[others[-1].end :]))


def comparator_in(text: str) -> str:
    """The nation, sector or group of others that a text names as a comparison; empty when it names none."""
    for found in lists("stage").find(text):
        if "benchmark" in found.labels:
            return text[found.start : found.end]
    return ""


def has_part_word(label: str) -> bool:
    """Whether a label is formed like an organisation or a part of one."""
    return bool(lists("organisation").find(label))


def group_in(clause: str) -> str:
    """The group of people within the body that a clause speaks of ("of wholetime firefighters"); empty without one."""
    apart = [found.end for found in lists("total").find(clause) if "apart" in found.labels]
    for found in lists("group").find(clause):
        if any(
            not words(clause[end : found.start]) or end == found.start for end in apart if end <= found.start
        ):
            continue  # "without schools" leaves them out
        name = clause[found.start : found.end]
        if "bare" in found.labels or name.lower().endswith("s"):
            return name
    return ""
