"""What is to be compared, as ticked and typed: all of it, or a refusal in words; nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ingest.model import Body
from web.problems import Errors

MAX_CELLS = 60  # themes times bodies: each is a question that somebody waits for
THEME_LENGTH = 100
ALL_TICKED = 8  # so many bodies fit side by side; of more, people tick those they want


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be compared; ``errors`` says by field why it is not, and then nothing is."""

    bodies: Sequence[Body]
    metrics: Sequence[str]
    themes: Sequence[str]
    errors: Errors

    @property
    def query(self) -> str:
        """The address that asks for this comparison."""
        pairs = [("body", body.id) for body in self.bodies] + [("metric", metric) for metric in self.metrics]
        return urlencode([*pairs, ("themes", ", ".join(self.themes))])

    @property
    def ready(self) -> bool:
        """Whether there is something to compare and nothing against it."""
        return bool(self.bodies and (self.metrics or self.themes) and not self.errors)


def chosen(every: Sequence[Body], body: Sequence[str], metric: Sequence[str], themes: str) -> Chosen:
    """The bodies of the library that are ticked, the figures, and the themes between commas."""
    topics = list(dict.fromkeys(part.strip() for part in themes.replace(";", ",").split(",") if part.strip()))
    bodies = [one for one in every if one.id in set(body)]
    unknown = sorted(set(body) - {one.id for one in every})
    metrics = list(dict.fromkeys(metric))
    errors = {
        "bodies": _about_bodies(bodies, unknown, bool(metrics or topics)),
        "themes": _about_themes(topics, bodies, bool(metrics)),
    }
    return Chosen(bodies, metrics, topics, {field: text for field, text in errors.items() if text})


def _about_bodies(bodies: Sequence[Body], unknown: Sequence[str], asked: bool) -> str:
    if unknown:
        return f"There is no body {unknown[0][:80]!r} in the library. It may have been removed."
    return "Tick the bodies to set side by side." if asked and not bodies else ""


def _about_themes(topics: Sequence[str], bodies: Sequence[Body], figures: bool) -> str:
    long = next((topic for topic in topics if len(topic) > THEME_LENGTH), "")
    cells = len(topics) * len(bodies)
    if long:
        return f"A theme has at most {THEME_LENGTH} characters; “{long[:40]}…” has {len(long)}."
    if cells > MAX_CELLS:
        return (
            f"{len(topics)} themes for {len(bodies)} bodies are {cells} questions, and at most {MAX_CELLS} are asked "
            "at once. Take fewer themes, or untick some bodies."
        )
    return "Type a theme, or tick a figure." if bodies and not topics and not figures else ""
