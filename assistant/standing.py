"""How a question stands in its conversation: by itself, made whole from the one before, or leaning on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import project
from assistant.follow.siblings import Siblings
from assistant.follow_up import Earlier, StandAlone, stand_alone
from assistant.model import Route
from assistant.passing import MOST_PAPERS, asked_elsewhere, of_earlier
from assistant.project import EarlierTurn
from assistant.room import Room
from ingest.bodies import BodyMention
from ingest.model import Body


def standing(room: Room, question: str, earlier: Sequence[Earlier]) -> StandAlone:
    """The question as it stands after these turns, with the bodies that it is about."""
    last = earlier[-1] if earlier else None
    mentions = of_earlier(room, room.subjects(question), last.about if last else ())
    if last is None:
        mentions = mentions or room.by_own_word(question)
        return stand_alone(question, _bodies(mentions), _spans(mentions), ())
    elsewhere = asked_elsewhere(room, question, mentions, last.question)
    if elsewhere != question:
        return _of_those_named(room, StandAlone(elsewhere, last.bodies, leaned=True, whole=True), last)
    siblings = None if _goes_on(question, mentions, earlier) else siblings_of(room, last)
    stood = stand_alone(question, _bodies(mentions), _spans(mentions), earlier, siblings)
    return _of_those_named(room, stood, last) if stood.whole else stood


def earlier_turn(turn: Earlier) -> EarlierTurn:
    """An earlier turn as the engine's reading of a scenario leans on it."""
    return EarlierTurn(turn.asked or turn.question, turn.named or turn.bodies, turn.route, turn.scenario)


def siblings_of(room: Room, turn: Earlier) -> Siblings:
    """The labels of the papers that an earlier turn was about."""
    papers = room.documents_of(turn.about) if turn.about else [card.id for card in room.library.documents()]
    facts = (fact for id in papers[:MOST_PAPERS] for fact in room.library.facts(document=id))
    return Siblings(facts, [name for body in turn.about for name in (body.name, body.short_name)])


def _goes_on(question: str, mentions: Sequence[BodyMention], earlier: Sequence[Earlier]) -> bool:
    """Whether a question edits what the engine worked out before, which the engine's own reading takes in."""
    if earlier[-1].route != Route.PROJECT.value:
        return False
    turns = [earlier_turn(turn) for turn in earlier]
    return project.wants(question, bodies=_bodies(mentions), earlier=turns).route_is_project


def _of_those_named(room: Room, stood: StandAlone, last: Earlier) -> StandAlone:
    """A question made whole is of the bodies that it names itself; of none where it names another than the earlier one did."""
    named = tuple(_bodies(room.subjects(stood.text)))
    moved = bool(room.subjects(last.question)) and not named
    return replace(
        stood, bodies=named or (() if moved else stood.bodies), carried=stood.carried and not moved
    )


def _bodies(mentions: Sequence[BodyMention]) -> list[Body]:
    return list(dict.fromkeys(mention.body for mention in mentions))


def _spans(mentions: Sequence[BodyMention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]
