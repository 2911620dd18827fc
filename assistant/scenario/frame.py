"""What a question says, before any fact is looked at: bodies, subjects, amounts with roles, times and cues."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.scenario import amounts as amounts_of
from assistant.scenario import subjects as subjects_of
from assistant.scenario import times as times_of
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.amount_words import spell_out
from assistant.scenario.cues import CUES, find
from assistant.scenario.subjects import Subject
from assistant.scenario.times import Times
from ingest.bodies import recognise
from ingest.model import Body
from ingest.quantities_model import Kind, Quantity


@dataclass(frozen=True, slots=True)
class Frame:
    """A question as read. ``text`` is folded, with bodies' names as ``thebody``; ``cues`` are the cues it holds.

    ``carried`` marks a question merged with earlier ones; ``asked`` keeps the intent that an earlier turn was given,
    ``before`` the earlier questions as read and
    ``earlier_bodies`` the councils they named.
    """

    question: str
    text: str
    bodies: tuple[Body, ...] = ()
    amounts: tuple[Amount, ...] = ()
    times: Times = field(default_factory=Times)
    subjects: tuple[Subject, ...] = ()
    cues: frozenset[str] = frozenset()
    carried: bool = False
    asked: str = ""
    before: str = ""
    earlier_bodies: tuple[Body, ...] = ()

    def says(self, *cues: str) -> bool:
        """True when any of the cues is in the question."""
        return any(cue in self.cues for cue in cues)

    def all(self, *roles: Role) -> tuple[Amount, ...]:
        """The amounts that play any of these roles, in order."""
        return tuple(item for item in self.amounts if item.role in roles)

    def one(self, *roles: Role) -> Amount | None:
        """The first amount in one of these roles, or None."""
        return next(iter(self.all(*roles)), None)

    def about(self, *metrics: str) -> bool:
        """True when a subject of the question is one of these metrics (or starts with one that ends in a dot)."""
        return any(_is(subject.metric, metric) for subject in self.subjects for metric in metrics)

    def subject(self, *metrics: str) -> Subject | None:
        """The first subject among these metrics."""
        for subject in self.subjects:
            if any(_is(subject.metric, metric) for metric in metrics):
                return subject
        return None

    @property
    def groups(self) -> tuple[Subject, ...]:
        """The groups of people named: shares by age or characteristic, part time, full time."""
        kinds = {"div.share", "age.share", "workforce.parttime", "workforce.fulltime"}
        return tuple(subject for subject in self.subjects if subject.metric in kinds)


def _is(metric: str, wanted: str) -> bool:
    return metric == wanted or wanted.endswith(".") and metric.startswith(wanted)


_BENCHMARK_AFTER = r"(?:'s)? (?:council |national |sector )?(?:average|median|mean|benchmark|figure|norm)\b"


def read(question: str, bodies: Sequence[Body]) -> Frame:
    """Read one question by itself; ``bodies`` are those recognised in it, in order."""
    folded = fold(question)
    kept = tuple(body for body in _well_spelt(question, bodies) if not _is_benchmark(folded, body))
    text = spell_out(mask(_mask_mentions(folded, kept), kept))
    amounts, quantities = amounts_of.read(_keep_case_of_dates(text))
    subjects = subjects_of.read(text, quantities)
    bands = {subject.band[1] for subject in subjects if subject.band}
    return Frame(
        question=question,
        text=text,
        bodies=kept,
        amounts=tuple(item for item in amounts if item.kind is not Kind.COUNT or item.value not in bands),
        times=times_of.read(text, quantities),
        subjects=subjects,
        cues=frozenset(cue for cue in CUES if find(cue, text)),
    )


def fold(question: str) -> str:
    """Lower case, straight quotes, single spaces, hyphens for dashes between words."""
    text = (
        question.replace("’", "'")
        .replace("‘", "'")
        .replace("“", '"')
        .replace("”", '"')
        .replace("\u2011", "-")
    )
    text = re.sub(r"\s+[–—]\s+", ", ", text)
    return " ".join(text.replace("–", "-").replace("−", "-").split()).lower().strip()


def _keep_case_of_dates(text: str) -> str:
    """Months with a capital, since "may" and "march" are also verbs and modals."""
    pattern = r"\b(january|february|march|april|may|june|july|august|september|october|november|december)(?=\s+(?:19|20)\d{2}|\s+and\s+march)"
    return re.sub(pattern, lambda m: m[0].capitalize(), text)


def names_of(body: Body) -> list[str]:
    """What a body may be called, longest first, lower case."""
    names = {body.name.lower(), body.short_name.lower(), *(alias.lower() for alias in body.aliases)}
    return sorted((name for name in names if len(name) > 1), key=len, reverse=True)


def _well_spelt(question: str, bodies: Sequence[Body]) -> tuple[Body, ...]:
    """The bodies less those seen only in a misspelt word that is a word of this room ("pooled" is no Poole)."""
    mentions = recognise(question, bodies) if bodies else []
    doubtful = {m.body.id for m in mentions if m.misspelt and _is_own_word(m.wording)}
    exact = {m.body.id for m in mentions if not m.misspelt}
    return tuple(body for body in bodies if body.id not in doubtful - exact)


def _is_own_word(wording: str) -> bool:
    word = wording.lower()
    return any((match := find(cue, word)) and match.group() == word for cue in CUES)


def _mask_mentions(text: str, bodies: Sequence[Body]) -> str:
    """Put ``thebody`` where the recogniser finds one of the bodies, short forms and misspellings included."""
    wanted = {body.id for body in bodies}
    for mention in reversed(recognise(text, bodies) if bodies else []):
        if mention.body.id in wanted and not (mention.misspelt and _is_own_word(mention.wording)):
            start, end = mention.start, mention.end
            if text[end - 2 : end] == "'s":
                end -= 2
            text = f"{text[:start]}thebody{text[end:]}"
    return text


def mask(text: str, bodies: Iterable[Body]) -> str:
    """Put ``thebody`` in place of every name of the bodies; "the" before it goes too."""
    for body in bodies:
        for name in names_of(body):
            text = re.sub(
                rf"(?<![\w])(?:the )?{re.escape(name)}(?: (?:city |borough |county |district |metropolitan )*council)?(?!\w)",
                "thebody",
                text,
            )
    return text


def _is_benchmark(text: str, body: Body) -> bool:
    """A sector organisation named for its average is a benchmark, not the body asked about."""
    return any(re.search(rf"\b{re.escape(name)}{_BENCHMARK_AFTER}", text) for name in names_of(body))


def ages(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The age bands among the quantities."""
    return tuple(item for item in quantities if item.kind is Kind.AGE)
