"""List questions: a heading or lead-in that matches, and what it introduces, whole and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compose.draft import Draft, Written, sentence, unnumbered
from assistant.compose.prose import asks_why
from assistant.compose.ranking import order_asked
from assistant.evidence import Citations
from assistant.pool import Pool, Scored, said_otherwise
from assistant.question import Question
from assistant.units import Group, Item, units_of
from assistant.words import GENERIC, alike, content_words, stem, stems, tokens

COUNT_BONUS = 0.15
HEAD = 0.4
HEAD_BONUS = 0.1
SYNONYM = 0.6
LABEL_BONUS = 0.2
LONGEST = 40
TOPIC = 0.4
CLOSE = 0.9
LONGEST_SECOND = 12
FEW = 3


def listing(pool: Pool) -> Draft | None:
    """The list whose introduction best meets the question, whole."""
    question = pool.matcher.question
    ranked = sorted(
        (
            (_score(scored, question), scored)
            for scored in pool.groups
            if len(scored.item.items) <= LONGEST and _is_told(scored.item, question)
        ),
        key=lambda pair: -pair[0],
    )
    if not ranked or len(ranked[0][1].item.items) < 2:
        return None
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    return list_of(best[1], best[0], second[1] if second and _is_close(best, second) else None)


def _is_told(group: Group, question: Question) -> bool:
    """Whether a list says something alone: the labels of a table's rows do so where what heads them is asked for, and never
    give a reason or an order."""
    if group.kind != "column":
        return True
    headed = bool(set(stems(group.lead)) & {*question.stems, *question.head_stems}) or not group.lead
    return headed and not (asks_why(question.text) or order_asked(question.text))


def _is_close(best: tuple[float, Scored[Group]], second: tuple[float, Scored[Group]]) -> bool:
    """Whether the second list may well be the one meant: as good, of the same paper, elsewhere in it and not long."""
    one, other = best[1].item, second[1].item
    return (
        second[0] >= CLOSE * best[0]
        and best[1].document is second[1].document
        and (other.end <= one.start or one.end <= other.start)
        and FEW <= len(other.items) <= LONGEST_SECOND
        and "headings" not in (one.kind, other.kind)
    )


def list_of(group: Scored[Group], score: float, second: Scored[Group] | None = None) -> Draft:
    """This list, whole, as an answer of that score; a second one below it when it is as good."""

    def written(citations: Citations) -> Written:
        texts = [_text(one, citations) for one in (group, second) if one is not None]
        return Written("\n\n".join(texts))

    return Draft("list", score, group.coverage, group.likeness, (group.document,), written)


def _score(scored: Scored[Group], question: Question) -> float:
    """The pool's score, raised when the list is called what the question calls it and has the number it names."""
    group = scored.item
    share = head_share(group, question) * min(1.0, scored.coverage / TOPIC)
    score = scored.score
    if question.head_stems:
        score = HEAD * share + (1 - HEAD) * scored.score + HEAD_BONUS * (share == 1)
    score += LABEL_BONUS * _is_labelled_so(group, question)
    if question.count is not None:
        top = sum(1 for item in group.items if item.level == group.items[0].level)
        score += COUNT_BONUS if top == question.count else -COUNT_BONUS / 3
    if len(group.items) < 3 and group.kind in ("column", "headings"):
        score -= 0.2
    return score


# Small words that turn a label into its opposite: "in scope", "out of scope".
_TURNS = re.compile(r"\b(in|out|not|non|no|without|before|after)\b", re.I)


def _is_labelled_so(group: Group, question: Question) -> bool:
    """Whether the question holds every word of the list's own label ("Out of scope:", "Interdependencies (…)")."""
    label = re.split(r"[:(]", group.lead or (group.headings[-1] if group.headings else ""))[0]
    words = content_words(label)
    asked = set(question.stems)
    if _TURNS.search(label) and " ".join(tokens(label)) not in " ".join(
        tokens(question.wording or question.text)
    ):
        return False
    return (
        len(words) > 0
        and len(label.split()) <= 6
        and all(stem(word) in asked for word in words)
        and bool(set(words) - GENERIC)
    )


def head_share(group: Group, question: Question) -> float:
    """How much of the thing asked for ("core values") stands in the list's heading or lead-in: 0 to 1."""
    if not question.head_stems:
        return 0.0
    words = " ".join((*group.headings[-1:], group.lead, group.before))
    title = set(stems(f"{words} {said_otherwise(words)}"))
    found = (
        1.0 if word in title else SYNONYM if alike(word) & title else 0.0 for word in question.head_stems
    )
    return sum(found) / len(question.head_stems)


def _text(scored: Scored[Group], citations: Citations) -> str:
    group, document = scored.item, scored.document
    label = _cite(group, scored, citations)
    lead = sentence(group.lead) if group.lead else ""
    heading = group.headings[-1] if group.headings else document.title
    opening = f"{lead} {label}" if lead else f"**{unnumbered(heading)}** {label}"
    lowest = min(item.level for item in group.items)
    numbered = [item.marker for item in group.items]
    lines = []
    for item, marker in zip(group.items, numbered, strict=True):
        mark = marker if marker[:1].isdigit() and marker.endswith(".") else "-"
        lines.append("  " * (item.level - lowest) + f"{mark} " + " ".join(item.text.split()))
        lines.extend(_below(item, scored, citations) if len(group.items) <= FEW else ())
    return opening + "\n\n" + "\n".join(lines)


def _below(heading: Item, scored: Scored[Group], citations: Citations) -> Iterator[str]:
    """Of a few headings, the list that stands right under each: "I will", "I will not"."""
    if scored.item.kind != "headings":
        return
    for group in units_of(scored.document).groups:
        under = group.kind == "list" and not group.lead and 0 <= group.start - heading.end <= 4
        if under and len(group.items) <= LONGEST_SECOND:
            for item in group.items:
                yield f"  - {' '.join(item.text.split())} " + citations.span(
                    scored.document.id, item.start, item.end
                )
            return


def _cite(group: Group, scored: Scored[Group], citations: Citations) -> str:
    """One label for the list with its lead-in; for a run of headings one for each, since text stands between them."""
    if group.kind in ("headings", "column"):
        labels = [citations.span(scored.document.id, item.start, item.end) for item in group.items]
        return "".join(dict.fromkeys(labels))
    start = min(group.lead_start, group.start) if group.lead else group.start
    return citations.span(scored.document.id, start, group.end)
