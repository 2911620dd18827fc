"""List questions: a heading or lead-in that matches, and what it introduces, whole and in order."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft, Written, sentence, unnumbered
from assistant.evidence import Citations
from assistant.pool import Pool, Scored
from assistant.question import Question
from assistant.units import Group
from assistant.words import GENERIC, alike, content_words, stem, stems, tokens

COUNT_BONUS = 0.15
HEAD = 0.4
HEAD_BONUS = 0.1
SYNONYM = 0.6
LABEL_BONUS = 0.2
LONGEST = 40


def listing(pool: Pool) -> Draft | None:
    """The list whose introduction best meets the question, whole."""
    question = pool.matcher.question
    ranked = sorted(
        ((_score(scored, question), scored) for scored in pool.groups if len(scored.item.items) <= LONGEST),
        key=lambda pair: -pair[0],
    )
    if not ranked or len(ranked[0][1].item.items) < 2:
        return None
    return list_of(ranked[0][1], ranked[0][0])


def list_of(group: Scored[Group], score: float) -> Draft:
    """This list, whole, as an answer of that score."""
    return Draft(
        "list",
        score,
        group.coverage,
        group.likeness,
        (group.document,),
        lambda citations: Written(_text(group, citations)),
    )


def _score(scored: Scored[Group], question: Question) -> float:
    """The pool's score, raised when the list is called what the question calls it and has the number it names."""
    group = scored.item
    share = head_share(group, question)
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
    title = set(stems(" ".join((*group.headings[-1:], group.lead, group.before))))
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
    return opening + "\n\n" + "\n".join(lines)


def _cite(group: Group, scored: Scored[Group], citations: Citations) -> str:
    """One label for the list with its lead-in; for a run of headings one for each, since text stands between them."""
    if group.kind in ("headings", "column"):
        labels = [citations.span(scored.document.id, item.start, item.end) for item in group.items]
        return "".join(dict.fromkeys(labels))
    start = min(group.lead_start, group.start) if group.lead else group.start
    return citations.span(scored.document.id, start, group.end)
