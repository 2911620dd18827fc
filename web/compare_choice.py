"""What is to be compared, as ticked and typed: all of it, or a refusal in words; nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ingest.model import Body
from web.problems import Errors

MAX_CELLS = (
    2000  # questions times bodies: they are asked one after the other, and the page fills as they come
)
THEME_LENGTH = 100
QUESTION_LENGTH = 300
ALL_TICKED = 8  # so many bodies are ticked at first; of more, people tick those they want
ACROSS = 4  # so many bodies fit side by side; more stand below one another
LAYOUTS = ("across", "down")


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme, or a question in somebody's own words, that each body's papers are asked."""

    name: str
    question: str
    typed: bool = False
    """Whether the answer is wanted, and not only the passage that says most."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be compared; ``errors`` says by field why it is not, and then nothing is.

    ``every_paper`` counts drafts and superseded papers among the highest and the lowest too.
    """

    bodies: Sequence[Body]
    metrics: Sequence[str]
    themes: Sequence[str]
    questions: Sequence[str]
    errors: Errors
    every_paper: bool = False
    layout: str = ""

    @property
    def query(self) -> str:
        """The address that asks for this comparison."""
        pairs = [("body", body.id) for body in self.bodies] + [("metric", metric) for metric in self.metrics]
        pairs += [("themes", ", ".join(self.themes))] if self.themes else []
        pairs += [("questions", "\n".join(self.questions))] if self.questions else []
        pairs += [("papers", "every")] if self.every_paper else []
        return urlencode([*pairs, *([("layout", self.layout)] if self.layout else [])])

    @property
    def ready(self) -> bool:
        """Whether there is something to compare and nothing against it."""
        return bool(self.bodies and (self.metrics or self.topics) and not self.errors)

    @property
    def topics(self) -> Sequence[Topic]:
        """The themes, then the questions."""
        themes = [Topic(theme, f"What does the strategy say about {theme}?") for theme in self.themes]
        return [*themes, *(Topic(question, question, typed=True) for question in self.questions)]

    @property
    def down(self) -> bool:
        """Whether the bodies stand below one another."""
        return self.layout == "down" or (self.layout != "across" and len(self.bodies) > ACROSS)


def chosen(
    every: Sequence[Body],
    body: Sequence[str],
    metric: Sequence[str],
    themes: str,
    questions: str = "",
    *,
    every_paper: bool = False,
    layout: str = "",
) -> Chosen:
    """The bodies of the library that are ticked, the figures, the themes between commas, the questions on lines of their own."""
    topics = _parts(themes.replace(";", ","), ",")
    asked = _parts(questions, "\n")
    bodies = [one for one in every if one.id in set(body)]
    unknown = sorted(set(body) - {one.id for one in every})
    metrics = list(dict.fromkeys(metric))
    errors = {
        "bodies": _about_bodies(bodies, unknown, bool(metrics or topics or asked)),
        "themes": _about_themes(topics, bodies, bool(metrics or asked)),
        "questions": _about_questions(asked, len(topics) + len(asked), len(bodies)),
    }
    faults = {field: text for field, text in errors.items() if text}
    known = layout if layout in LAYOUTS else ""
    return Chosen(bodies, metrics, topics, asked, faults, every_paper, known)


def _parts(text: str, between: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(between) if part.strip()))


def _about_bodies(bodies: Sequence[Body], unknown: Sequence[str], asked: bool) -> str:
    if unknown:
        return f"There is no body {unknown[0][:80]!r} in the library. It may have been removed."
    return "Tick the bodies to set side by side." if asked and not bodies else ""


def _about_themes(topics: Sequence[str], bodies: Sequence[Body], others: bool) -> str:
    long = next((topic for topic in topics if len(topic) > THEME_LENGTH), "")
    if long:
        return f"A theme has at most {THEME_LENGTH} characters; “{long[:40]}…” has {len(long)}."
    return "Type a theme or a question, or tick a figure." if bodies and not topics and not others else ""


def _about_questions(asked: Sequence[str], topics: int, bodies: int) -> str:
    long = next((question for question in asked if len(question) > QUESTION_LENGTH), "")
    if long:
        return f"A question has at most {QUESTION_LENGTH} characters; “{long[:40]}…” has {len(long)}."
    if topics * bodies > MAX_CELLS:
        return (
            f"{topics} themes and questions for {bodies} bodies are {topics * bodies:,} look-ups, and at most {MAX_CELLS:,} "
            "are made for one table. Take fewer of them, or untick some bodies."
        )
    return ""
