"""Two libraries asked the same: which questions they answer otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer_json import answer_to_json
from assistant.ask import ask
from assistant.model import Asked
from assistant.room import Room
from ingest.library import Library


def answer_bytes(room: Room, question: str) -> bytes:
    """The whole answer as it would be sent, but for how long each step took."""
    answer = answer_to_json(replace(ask(room, Asked(question), []), timings={}))
    return json.dumps(answer, sort_keys=True, ensure_ascii=False).encode()


def differing(one: Library, other: Library, questions: Iterable[str]) -> list[str]:
    """The questions whose answers are not the same to the byte."""
    first, second = Room(one), Room(other)
    return [asked for asked in questions if answer_bytes(first, asked) != answer_bytes(second, asked)]


def own_questions(library: Library) -> list[str]:
    """Questions that every library can be asked: what it offers itself, and what each of its papers is about."""
    papers = [f"What is {card.title or card.file} about?" for card in library.documents()]
    bodies = [f"What are the priorities of {body.name}?" for body in library.bodies()]
    return list(dict.fromkeys([*Room(library).starters(), *papers, *bodies]))
