"""A question that leans on earlier turns becomes one that stands alone; what was carried is shown to the person.

An answer leans on the last turn that was about something; the search takes a share of all of them (``turns``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.binding.asked import statement_of
from assistant.figures.asked import light
from assistant.follow.complete import whole
from assistant.follow.siblings import Siblings
from assistant.model import Json
from assistant.question import read
from assistant.words import GENERIC, content_words, stem, stems, word_list
from ingest.model import Body

_PRONOUN = re.compile(
    r"\b(it|its|it's|they|their|them|theirs|that|this|those|these|he|she|his|her|there|the same|such|the (first|second|third|"
    r"last|latter|former|other)( one)?|one of them|each of them|which of them)\b",
    re.I,
)
_OPENING = re.compile(
    r"^(and|but|so|then|also|or|what about|how about|what of|same (for|question)|now|ok(ay)?,? (and|what|but)|compared (to|with)|"
    r"why is that|why\?*$|how so|when\?*$|who\?*$|where\?*$|how\?*$|tell me more|more( detail)?s?\b|go on|elaborate|explain (that|more))\b",
    re.I,
)
_SWAP = re.compile(
    r"^(and|but|so|then|now|ok(ay)?)?[, ]*(what about|how about|what of|and|same for|same question for|(do )?the same for|for)?[, ]*"
    r"(the )?(council )?(?P<rest>[^?]*)\??$",
    re.I,
)
ALL_BODIES = re.compile(
    r"\b(councils|authorities|boroughs|districts|counties|all (the )?(papers|documents|strategies)|which (council|authority|of them))\b",
    re.I,
)
PLURAL = re.compile(
    r"\b(councils|authorities|boroughs|all (the )?(papers|documents|strategies)|which (of (the|these|them)|council|authority)|"
    r"every(one| council| paper)|any (council|paper)|across|papers|everybody|elsewhere|others)\b",
    re.I,
)


_COUNTS = re.compile(r"\bhow (?:many|much)\b", re.I)
_AGAINST = re.compile(
    r"\b(compare|compares|compared|versus|vs|than|against|higher|lower|better|worse|bigger|smaller|similar|differ|different|difference)\b"
    r"|\bthe same (at|in|for)\b",
    re.I,
)
TOPIC_WORDS = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier turn as later ones lean on it: what was asked in full, and about whom.

    ``asked`` is the question as typed and ``named`` the bodies in it; ``scenario`` is what was computed, if anything,
    and ``cited`` the one body whose papers answered.
    """

    question: str
    bodies: tuple[Body, ...]
    route: str = ""
    asked: str = ""
    named: tuple[Body, ...] = ()
    scenario: Json | None = None
    cited: tuple[Body, ...] = ()

    @property
    def about(self) -> tuple[Body, ...]:
        """The bodies named, else those whose papers the answer was taken from."""
        return self.bodies or self.cited


@dataclass(frozen=True, slots=True)
class StandAlone:
    """The question with what it leaned on made explicit.

    ``text`` is what the other steps read; ``history`` is the earlier question whose words help the search;
    ``bodies`` are those of the question, or carried ones (``carried`` says which it was). ``aside`` says that it has a
    topic of its own and leans on the earlier turn only for its form. ``turns`` are the earlier questions that the search
    takes a share of, first first; none when the question was made whole, or is about other bodies. ``whole`` says that it was
    made whole, and ``typed`` holds the words that the follow-up brought to it.
    """

    text: str
    bodies: tuple[Body, ...]
    history: str = ""
    carried: bool = False
    leaned: bool = False
    aside: bool = False
    turns: tuple[str, ...] = ()
    whole: bool = False
    typed: str = ""


def stand_alone(
    question: str,
    bodies: Sequence[Body],
    spans: Sequence[tuple[int, int]],
    earlier: Sequence[Earlier],
    siblings: Siblings | None = None,
) -> StandAlone:
    """The question as it stands on its own, given the bodies it names (``spans``: where) and the turns before it."""
    last = next((turn for turn in reversed(earlier) if content_words(turn.question)), None)
    if last is None:
        return StandAlone(question, tuple(bodies))
    made = _made_whole(question, bodies, spans, last, siblings) if siblings is not None else None
    if made is not None:
        return made
    own = _own_words(question, spans)
    if bodies and not own and (_OPENING.match(question) or not own):
        counted = _counted_in(last) if _COUNTS.search(question) else ""
        if counted:
            # After "it has 3,000 staff, right?", "and how many at Sefton?" asks for the figure there.
            return StandAlone(f"How many {counted} at {bodies[0].name}?", tuple(bodies), leaned=True)
        # "What about Sefton?": the earlier question, asked of another body.
        return StandAlone(_swapped(last, bodies), tuple(bodies), carried=False, leaned=True)
    topic = [word for word in own if stem(word) not in light() and word not in word_list("times")]
    if (
        bodies
        and all(_AGAINST.fullmatch(word) for word in topic)
        and _AGAINST.search(question)
        and not any(body.id == other.id for body in bodies for other in last.bodies)
    ):
        # "How does that compare with X?" names nothing else: the earlier question, asked of both.
        return StandAlone(last.question, (*last.bodies, *bodies), leaned=True)
    pronoun = _PRONOUN.search(_without(question, spans))
    leaned = bool(_OPENING.match(question) or pronoun or len(own) < 2 or not topic)
    plural = bool(PLURAL.search(question))
    carried = not bodies and bool(last.bodies) and not plural
    return StandAlone(
        question,
        tuple(bodies) or (last.bodies if carried else ()),
        history=_leaned_on(last, earlier) if leaned else "",
        carried=carried,
        leaned=leaned,
        aside=bool(topic)
        and not _PRONOUN.search(_without(question, spans).replace("their", "").replace("its", "")),
        turns=() if _turned_away(bodies, earlier) else tuple(turn.question for turn in earlier),
    )


def _made_whole(
    question: str, bodies: Sequence[Body], spans: Sequence[tuple[int, int]], last: Earlier, siblings: Siblings
) -> StandAlone | None:
    """The earlier question with what the new words say set in it; None when they say nothing that can be set."""
    before = _swapped(last, bodies) if bodies else last.question
    text = whole(question, spans, before, siblings)
    if not text:
        return None
    carried = not bodies and bool(last.bodies)
    old = set(stems(last.question))
    typed = " ".join(word for word in content_words(question) if stem(word) not in old)
    return StandAlone(
        text, tuple(bodies) or last.bodies, carried=carried, leaned=True, whole=True, typed=typed
    )


def _counted_in(last: Earlier) -> str:
    """What an earlier statement is about, without its figures and its bodies' names; empty when it was none."""
    claim = statement_of(read(last.question)) or ""
    names = {word for body in last.bodies for word in content_words(f"{body.name} {body.short_name}")}
    return " ".join(word for word in content_words(claim) if not word.isdigit() and word not in names)


def _leaned_on(last: Earlier, earlier: Sequence[Earlier]) -> str:
    """The earlier question; with the one before it, when it leans on that in turn ("which partners were involved in it?")."""
    before = earlier[: max(index for index, turn in enumerate(earlier) if turn is last)]
    topic = next((turn for turn in reversed(before) if content_words(turn.question)), None)
    points_back = bool(_PRONOUN.search(last.question)) and len(_own_words(last.question, ())) < TOPIC_WORDS
    if topic is None or not points_back or (topic.bodies and topic.bodies != last.bodies):
        return last.question
    return f"{topic.question} {last.question}"


def is_complete(question: str) -> bool:
    """Whether a question seems to stand on its own: nothing points back, and it has a topic in some words."""
    leans = _OPENING.match(question) or _PRONOUN.search(question)
    return not leans and len(_own_words(question, ())) >= TOPIC_WORDS


def _turned_away(bodies: Sequence[Body], earlier: Sequence[Earlier]) -> bool:
    """Whether the question names bodies, and none that the turns before were about."""
    before = {body.id for turn in earlier for body in turn.bodies}
    return bool(bodies and before) and before.isdisjoint(body.id for body in bodies)


def _without(question: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        question = question[:start] + " " + question[end:]
    return question


def _own_words(question: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words of the question that are topic: not bodies, not asking, not generic."""
    return [
        word for word in content_words(_without(question, spans)) if word not in GENERIC and word != "same"
    ]


def _swapped(last: Earlier, bodies: Sequence[Body]) -> str:
    """The earlier question with its bodies' names replaced by the new ones'."""
    text = last.question
    names = " and ".join(body.name for body in bodies)
    for body in last.bodies:
        for wording in sorted({body.name, body.short_name, *body.aliases}, key=len, reverse=True):
            found = re.search(rf"\b{re.escape(wording)}\b", text, re.I)
            if found:
                return text[: found.start()] + names + text[found.end() :]
    return f"{text.rstrip(' ?.')} at {names}?"
