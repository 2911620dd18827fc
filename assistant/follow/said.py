"""What the words of a follow-up name: body, time, stage, and what is left beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.figures.asked import listed, words_of
from assistant.follow.times import times_in, years_off
from assistant.packaged import packaged, phrases_of
from assistant.reading.asks import types_an_amount
from assistant.words import GENERIC, STOP, word_list
from ingest.facts.word_lists import lists
from ingest.phrases import Phrases, words
from ingest.quantities import Kind, Quantity, find

Span = tuple[int, int]
HOLDER = 3
"""Words in the name of who holds a figure to be so: "does the finance team expect"."""
STAGES = {"target": "target", "forecast": "forecast", "budget": "budget", "actual": "actual figure"}
"""The stages that a follow-up may name, and what a figure of each is called in the question made whole."""


def phrases(table: str) -> Phrases:
    """The phrases of one table of ``data/follow_words.toml``."""
    return phrases_of("follow_words", table)


def plain(table: str, name: str = "words") -> frozenset[str]:
    """A list of single words of ``data/follow_words.toml``."""
    return frozenset(packaged("follow_words")[table][name])


@dataclass(frozen=True)
class Said:
    """The words of a follow-up without its opening; ``opened`` says that there was one, ``bodies`` is where bodies are named."""

    text: str
    opened: bool
    bodies: tuple[Span, ...]

    @cached_property
    def times(self) -> tuple[Quantity, ...]:
        """The times that it names."""
        return times_in(self.text)

    @cached_property
    def off(self) -> tuple[int, int, int] | None:
        """How many years on from the time before it says, and where."""
        return years_off(self.text)

    @cached_property
    def month(self) -> Span | None:
        """Where it names a month and no year."""
        return None if self.times else _first(phrases("months"), self.text)

    @cached_property
    def every_year(self) -> Span | None:
        """Where it asks for all the years together."""
        return _first(phrases("all_years"), self.text)

    @cached_property
    def stage(self) -> str:
        """The stage that it names ("target"), empty for none."""
        named = {label for _, labels in _stages(self.text) for label in labels}
        planned = sorted(named - {"actual"})
        return planned[0] if planned else "actual" if named and not self.asks else ""

    @cached_property
    def figure(self) -> Span | None:
        """Where a word stands for what was asked before ("that"), and is not said of a word behind it ("that year")."""
        every = words(self.text)
        for found in phrases("stands_for").find(self.text):
            behind = every[found.last : found.last + 1]
            if not (behind and behind[0].fold in _things()):
                return found.start, found.end
        return None

    @property
    def points(self) -> bool:
        """Whether that word points at the figure and not at whoever it is of."""
        return bool(self.figure) and self.text[slice(*self.figure)].lower() in plain("points")  # type: ignore[misc]

    @property
    def of_those(self) -> bool:
        """Whether it asks of how many of those something is true ("how many of them are …")."""
        before = [word.fold for word in words(self.text[: self.figure[0]])] if self.figure else []
        return before in (["how", "many", "of"], ["how", "much", "of"])

    @cached_property
    def beside(self) -> bool:
        """Whether it sets what was asked beside something else ("more than")."""
        return bool(phrases("beside").find(self.text) or listed("sum").find(self.text))

    @cached_property
    def reason(self) -> bool:
        """Whether it begins by asking why."""
        found = phrases("reason").find(self.text)
        return bool(found) and found[0].first == 0

    @cached_property
    def asks(self) -> bool:
        """Whether it has a word of asking of its own, and so is more than a name."""
        first = words(self.text)[:1]
        return bool(first) and first[0].fold in plain("asking") - {"the", "a", "an"} | plain(
            "asking", "verbs"
        )

    @cached_property
    def types_more(self) -> bool:
        """Whether it types an amount, or a length of time that is not all the years there are."""
        spans = [self.every_year] if self.every_year else []
        if self.off:
            spans.append(self.off[1:])
        rest = without(self.text, spans)
        return types_an_amount(rest) or any(item.kind is Kind.DURATION for item in find(rest))

    @property
    def says_more(self) -> bool:
        """Whether it says anything beside bodies and times."""
        taken = [*self.bodies, *((item.start, item.end) for item in self.times)]
        return any(word.fold not in STOP for word in words(without(self.text, taken)))

    @cached_property
    def left(self) -> tuple[str, ...]:
        """The words that name anything else."""
        return tuple(word for word, _ in self._left())

    @cached_property
    def left_text(self) -> str:
        """The same words as they stand, with what is between them."""
        spans = [span for _, span in self._left()]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""

    def _left(self) -> list[tuple[str, Span]]:
        taken = [*self.bodies, *((item.start, item.end) for item in find(self.text))]
        taken += [span for span, _ in _stages(self.text)]
        taken += [self.off[1:]] if self.off else []
        taken += [span for span in (self.every_year, self.month) if span]
        taken += self._whose_stage()
        idle = STOP | GENERIC | plain("beside") | _idle()
        return [
            (word.fold, (word.start, word.end))
            for word in words(self.text)
            if not any(start <= word.start < end for start, end in taken)
            and self.text[word.start : word.end].lower().replace("’", "'") not in idle
            and word.fold not in idle
        ]

    def _whose_stage(self) -> list[Span]:
        """Who holds a figure to be so: what stands between a verb of asking and the word for the stage ("does finance expect")."""
        verb = next((word for word in words(self.text) if word.fold in plain("asking", "verbs")), None)
        return [
            (verb.end, start)
            for (start, _), labels in _stages(self.text)
            if verb
            and verb.end < start
            and labels - {"actual"}
            and len(self.text[verb.end : start].split()) <= HOLDER
        ]


def said(question: str, bodies: Sequence[Span]) -> Said:
    """A follow-up cut free of what opens and ends it."""
    start, end = _body_of(question)
    return Said(
        question[start:end],
        opened=start > 0,
        bodies=tuple((one - start, other - start) for one, other in bodies if start <= one and other <= end),
    )


def _body_of(question: str) -> Span:
    start, end = 0, len(question.rstrip(" ?.!,"))
    for found in phrases("opening").find(question):
        if question[start : found.start].strip(" ,.'–-"):
            break
        start = found.end
    for found in reversed(phrases("ending").find(question)):
        if question[found.end : end].strip(" ?.!,") or found.start <= start:
            break
        end = found.start
    while start < end and question[start] in " ,.–-":
        start += 1
    return start, max(start, len(question[:end].rstrip(" ?.!,")))


def without(text: str, spans: Iterable[Span]) -> str:
    """A text with these places blank."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _things() -> frozenset[str]:
    """Words that "this" and "that" are said of without standing for anything before."""
    return word_list("times") | plain("things")


def _idle() -> frozenset[str]:
    """Words of asking, of light or of no meaning of their own."""
    names = (("empty", "words"), ("light", "words"))
    return frozenset(word for table, name in names for word in words_of(table)[name]) | plain(
        "asking", "verbs"
    )


def _first(table: Phrases, text: str) -> Span | None:
    return next(((one.start, one.end) for one in table.find(text)), None)


def _stages(text: str) -> list[tuple[Span, frozenset[str]]]:
    """Where stages are named, and which."""
    found = [
        ((one.start, one.end), frozenset(one.labels) & STAGES.keys())
        for table in (lists("stage"), listed("stage"), phrases("stage"))
        for one in table.find(text)
    ]
    return [(span, labels) for span, labels in found if labels]
