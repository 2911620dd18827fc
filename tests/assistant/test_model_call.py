"""A call of a model is bounded in every way, and every way of failing says why in words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from assistant.breaker import Breaker
from assistant.chat_model import Piece
from assistant.model_call import Limits, ModelFailed, Spent, words_of

QUICK = Limits(first_s=0.3, stall_s=0.2, total_s=1.0, characters=200)


class Answered429(Exception):
    status_code = 429


class Answered401(Exception):
    status_code = 401


@dataclass
class Script:
    """A model that plays pieces; a number is a pause in seconds, an exception is raised."""

    plays: list[list[Piece | float | Exception]]
    calls: int = 0
    name: str = "script"
    heard: list[str] = field(default_factory=list)

    def pieces(self, system: str, user: str) -> Iterator[Piece]:
        play = self.plays[min(self.calls, len(self.plays) - 1)]
        self.calls += 1
        self.heard.append(user)
        for step in play:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                time.sleep(step)
            else:
                yield step


DONE = Piece(ended="stop", tokens_in=10, tokens_out=5)


def call(model: Script, limits: Limits = QUICK) -> tuple[str, Spent]:
    spent = Spent()
    return "".join(words_of(model, "system", "user", limits=limits, spent=spent)), spent


def test_words_come_with_their_count_of_tokens() -> None:
    said, spent = call(Script([[Piece("one "), Piece("two"), DONE]]))

    assert said == "one two"
    assert (spent.tokens_in, spent.tokens_out) == (10, 5)


@pytest.mark.parametrize(
    ("play", "why"),
    [
        ([2.0, Piece("late"), DONE], "took too long to begin"),
        ([Piece("one"), 2.0, Piece("late"), DONE], "stopped in the middle"),
        ([*[Piece("and so on ")] * 50, DONE], "on and on"),
        ([Piece("one")], "was cut"),
        ([Piece("one"), ConnectionResetError()], "could not be reached"),
        ([Piece("one"), Piece(ended="length")], "cut off at its length limit"),
        ([Answered401()], "error 401"),
    ],
)
def test_each_way_of_failing_has_its_reason(play: list[Piece | float | Exception], why: str) -> None:
    with pytest.raises(ModelFailed, match=why):
        call(Script([play]))


def test_a_model_that_drips_nothing_for_ever_runs_out_of_time() -> None:
    began = time.monotonic()

    with pytest.raises(ModelFailed):
        call(Script([[step for _ in range(100) for step in (0.05, Piece(""))]]), Limits(9.0, 9.0, 0.5))

    assert time.monotonic() - began < 1.5


def test_it_is_asked_again_once_when_that_may_help() -> None:
    model = Script([[Answered429()], [Piece("well"), DONE]])

    assert call(model)[0] == "well"
    assert model.calls == 2


def test_it_is_not_asked_again_when_that_cannot_help_or_words_were_shown() -> None:
    refused, begun = Script([[Answered401()]]), Script([[Piece("one"), ConnectionResetError()]])

    for model in (refused, begun):
        with pytest.raises(ModelFailed):
            call(model)

    assert (refused.calls, begun.calls) == (1, 1)


def test_the_breaker_opens_after_failures_in_a_row_and_lets_one_try_later() -> None:
    now = [0.0]
    breaker = Breaker(limit=2, rest_s=60, clock=lambda: now[0])

    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now[0] = 61
    assert breaker.allows()  # one may try
    assert not breaker.allows()  # the others wait for it
    breaker.succeeded()
    assert breaker.allows()
