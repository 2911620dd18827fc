"""What the template of the Admin page is given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import Link, Shell, Tag
from web.views_library import JobLine


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question with how it ended."""

    when: str
    question: str
    status: Tag
    route: str
    took: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Questions alike that were not answered: how often, why, when last."""

    question: str
    times: int
    why: str
    last: str


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """What a person said of an answer, with the answer."""

    when: str
    question: str
    answer: str
    verdict: Tag
    said: str


@dataclass(frozen=True, slots=True)
class AdminView:
    """``admin.html``: what was asked and how it ended, feedback, papers in trouble, jobs, storage, versions, health."""

    shell: Shell
    days: int
    spans: Sequence[Link]
    summary: str
    questions: Sequence[QuestionLine]
    more: str
    groups: Sequence[GroupLine]
    feedback: Sequence[FeedbackLine]
    troubles: Sequence[Link]
    jobs: Sequence[JobLine]
    storage: Sequence[tuple[str, str]]
    versions: Sequence[tuple[str, str]]
    health: Tag
    health_said: str
