"""The question before, edited by what a follow-up says, so that it stands alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.asks_two import asks_two
from assistant.compose.ranking import order_asked
from assistant.figures.asked import listed
from assistant.follow.said import STAGES, Said, Span, phrases, plain, said, without
from assistant.follow.siblings import Siblings
from assistant.follow.times import completed, moved, times_in, years_off
from assistant.reading.asks import asks_for_a_figure
from assistant.words import stems
from ingest.facts.word_lists import lists
from ingest.phrases import words
from ingest.quantities import MOMENTS, Kind, find

MOST_LEFT = 4
"""Words that may name one thing: more are a question of their own."""
MOST_LEFT_BARE = 2
"""The same where nothing opens it as a follow-up: "Planning costs" may be one, "planning costs at appeal" is none."""
ONE_BACK = -1
"""Years on from the one asked about: the year before it."""


def whole(question: str, bodies: Sequence[Span], before: str, siblings: Siblings) -> str:
    """The earlier question with what the follow-up says set in it; empty when it says nothing that this knows how to set.

    ``bodies`` is where the follow-up names bodies; ``before`` is the earlier question, already asked of those.
    """
    now = said(question, bodies)
    if _is_its_own(now) or said(before, ()).opened or asks_two(now.text) or now.of_those:
        return ""
    if now.types_more:
        return _with_amount(before.rstrip(" ?."), now)
    edit = _Edit(now, before.rstrip(" ?."), siblings)
    return next((made for made in (way() for way in edit.ways) if made), "")


def _is_its_own(now: Said) -> bool:
    """Whether a question is one of its own: it names a body and more, or more things than one name has words."""
    if now.bodies:
        return bool(now.left) or (now.says_more and not now.opened)
    leans = now.opened or now.points
    return len(now.left) > (MOST_LEFT if leans else MOST_LEFT_BARE)


@dataclass(frozen=True)
class _Edit:
    """One follow-up and the question before it; each way gives the question made of both, or nothing."""

    now: Said
    before: str
    siblings: Siblings

    @property
    def ways(self) -> tuple[Callable[[], str], ...]:
        """The ways, the most telling first."""
        return (self.than_before, self.than_another, self.ranked, self.put_in, self.swapped)

    @property
    def new(self) -> tuple[str, ...]:
        """What the follow-up names that the question before does not."""
        old = set(stems(self.before))
        return tuple(word for word in self.now.left if not set(stems(word)) <= old)

    def than_before(self) -> str:
        """ "Is that more than the year before?": how much more the figure is than that of the year before."""
        off = self.now.off
        if not off or not self.now.beside or self.new or abs(off[0]) != 1:
            return ""
        text = self.before if off[0] == ONE_BACK else _with_time(self.before, self.now)
        return f"{_how_much_more(text)} than the year before?"

    def than_another(self) -> str:
        """ "How does that compare with Elmford?": how much more the figure is than that of another part or body."""
        if not self.now.figure or not self.new or not phrases("compared").find(self.now.text):
            return ""
        labels = self.siblings.named(self.now.left_text)
        return f"{_how_much_more(self.before)} than {self.now.left_text}?" if labels else ""

    def ranked(self) -> str:
        """ "Which is worst?": the same measure of every part."""
        order = order_asked(self.now.text)
        if order is None or self.now.figure:
            return ""
        parts = [(_phrase(self.before, start), end) for start, end in self.siblings.parts_in(self.before)]
        text = _asked_for(without(self.before, parts))
        return f"{self.now.text} for {' '.join(text.split())}?"

    def put_in(self) -> str:
        """ "What share of the total is that?": what was asked in the place of the word that stands for it."""
        figure = self.now.figure
        if figure is None or not self.now.asks:
            return ""
        if self.new and not self.now.points or not self._wants_a_figure():
            return ""
        text = self.before
        if self.now.stage:
            text = _without_date(text)
        return f"{self.now.text[: figure[0]]}{_asked_for(text)}{self.now.text[figure[1] :]}?"

    def _wants_a_figure(self) -> bool:
        """Whether it asks yes or no, for a sum, or for a sort of figure: of words the papers are searched for as they are typed."""
        first = words(self.now.text)[0].fold
        sort = self.new and listed("family").find(self.now.text)
        return first in plain("asking", "verbs") or bool(sort or listed("sum").find(self.now.text))

    def swapped(self) -> str:
        """ "And in 2023/24?", "the target?", "what about Highways?": each name in the place of its like."""
        text, first = self.before, words(self.now.text)[:1]
        if self.now.reason or self.now.asks and first[0].fold not in plain("asks_value"):
            return ""
        if self.new:
            text = self._with_label(text)
            if not text:
                return ""
        if self.now.stage and not (self.now.times or self.now.off or self.now.month):
            text = _without_date(text)
        text = _with_time(text, self.now)
        if self.now.stage:
            text = f"What is the {STAGES[self.now.stage]} for {_asked_for(_without_stage(text))}"
        return "" if text == self.before and not self.now.bodies else f"{' '.join(text.split())}?"

    def _with_label(self, text: str) -> str:
        """The question of another row or column of the same figures; empty when no label is named."""
        labels = () if self.now.asks else self.siblings.named(self.now.left_text)
        if labels and self.siblings.is_owner(labels[0]):
            return ""  # a body whose figures stand in another's running text has no column to move to
        name = self._name()
        for label in labels:
            spot = self.siblings.spot(label, text)
            if spot is not None:
                made = f"{text[: spot.start]}{name}{text[spot.end :]}"
                return made if self.siblings.is_part(label) else f"What was {_asked_for(made)}"
        printed = self.siblings.prints(self.now.left_text)
        bare = self.now.opened and not self.now.asks and printed and asks_for_a_figure(text)
        return f"{text}, {name}" if labels and self.siblings.is_part(labels[0]) or bare else ""

    def _name(self) -> str:
        """The name in a follow-up that is little more than one: "for Highways" without what leads to it."""
        every = words(self.now.text)
        lead = plain("name_lead")
        first = next(
            word for word in every if word.fold not in lead or self.now.text[word.end : word.end + 1] == "-"
        )
        last = self.now.text.find(self.now.left_text) + len(self.now.left_text)
        return self.now.text[first.start : last]


def _asked_for(question: str) -> str:
    """What a question asks for, without its words of asking: "turnover at Elmford" of "what is turnover at Elmford?"."""
    every = words(question)
    at = 0
    asking, verbs = plain("asking"), plain("asking", "verbs")
    while at < len(every) and every[at].fold in asking | verbs:
        at += 1
    rest = every[at:]
    if not rest:
        return question
    text = question[rest[0].start :]
    verb = next((word for word in rest if word.fold in verbs), None)
    if verb is not None and not any(word.fold in verbs for word in every[:at]):
        text = f"{question[rest[0].start : verb.start]}{question[verb.end :].lstrip()}"
    return text


def _how_much_more(question: str) -> str:
    """A question for a figure as one for how much more it is."""
    every = words(question)
    many = [word.fold for word in every[:2]] == ["how", "many"]
    asking = plain("asking")
    at = 2 if many else next((place for place, word in enumerate(every) if word.fold not in asking), 0)
    rest = question[every[at].start :] if at < len(every) else question
    if (
        not many
        and every[0].fold in {"what's", "what"}
        and question[: every[0].end].lower().endswith(("'s", "’s"))
    ):
        rest = f"is {rest}"
    return f"How {'many' if many else 'much'} more {rest}"


def _phrase(text: str, start: int) -> int:
    """Where the words that lead to a time begin: "in the year to September", with the first of them."""
    before, within = plain("time_lead", "before"), plain("time_lead", "within")
    at = first = start
    for word in reversed([one for one in words(text) if one.end <= start]):
        if word.fold not in before | within or text[word.end : at].strip():
            break
        at = word.start
        if word.fold in before:
            first = word.start
    return first


def _with_time(text: str, now: Said) -> str:
    """The question at the time that the follow-up names."""
    old = times_in(text)
    if now.times:
        new = now.times[0]
        said = completed(new, old[-1]) if old else new.text
        lead = now.text[_phrase(now.text, new.start) : new.start]
        if not lead and old and (old[-1].kind is Kind.QUARTER) != (new.kind is Kind.QUARTER):
            lead = "in the " if new.kind is Kind.QUARTER else "in "
        return _in_place(text, f"{lead}{said}" if lead else "", said)
    if now.month is not None:
        start, end = now.month
        return _in_place(text, now.text[_phrase(now.text, start) : end], now.text[start:end])
    if now.every_year is not None:
        start, end = now.every_year
        lead = now.text[_phrase(now.text, start) : start] or "over "
        return _in_place(text, f"{lead}{now.text[start:end]}", "")
    if now.off and old:
        return f"{text[: old[-1].start]}{moved(old[-1].text, now.off[0])}{text[old[-1].end :]}"
    if now.off:
        return f"{text} {now.text[now.off[1] : now.off[2]]}"
    return text


def _with_amount(text: str, now: Said) -> str:
    """The question with the amount typed now in the place of the last one of its kind; nothing where there is none."""
    typed = [item for item in find(now.text) if item.kind not in MOMENTS]
    like = [item for item in find(text) if len(typed) == 1 and item.kind is typed[0].kind]
    if not like or now.left or now.asks:
        return ""
    return f"{text[: like[-1].start]}{typed[0].text}{text[like[-1].end :]}?"


def _in_place(text: str, phrase: str, bare: str) -> str:
    """The new time where the old one stood: with its own lead, or under that of the old one."""
    span = _time_span(text)
    if span is None:
        return f"{text} {phrase or f'in {bare}'}"
    first, start, end = span
    return f"{text[:first]}{phrase}{text[end:]}" if phrase else f"{text[:start]}{bare}{text[end:]}"


def _time_span(text: str) -> tuple[int, int, int] | None:
    """Where the last time of a question stands: its lead, itself and its end."""
    old = times_in(text)
    if old:
        return _phrase(text, old[-1].start), old[-1].start, old[-1].end
    off = years_off(text)
    return (_phrase(text, off[1]), off[1], off[2]) if off else None


def _without_date(text: str) -> str:
    """The question without the day, or the piece of a year, that it asks of: another stage is seldom of just that."""
    old = times_in(text)
    if not old:
        return text
    first = _phrase(text, old[-1].start)
    if old[-1].kind is Kind.DATE:
        return f"{text[:first].rstrip()}{text[old[-1].end :]}"
    return text if first == old[-1].start else f"{text[:first]}in {text[old[-1].start :]}"


def _without_stage(text: str) -> str:
    """The question without a word that asks for the figure as it is now."""
    here = {(one.start, one.end) for one in lists("stage").find(text) if "actual" in one.labels}
    here |= {(one.start, one.end) for one in phrases("now").find(text)}
    last = len(text)
    for start, end in sorted(here, reverse=True):
        if end <= last:
            text, last = f"{text[:start].rstrip()}{text[end:]}", start
    return text
