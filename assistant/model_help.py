"""What a language model may do besides phrasing, each switched on by name, where the rules have come to
their end.

It may rewrite a follow-up that was not understood, or read an unusual numeric question into the scenario
schema. It never answers: what it says is checked word by word against what it was given, shown to the
person, and then goes through the same steps as anything typed.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.check import figures
from assistant.clean import clean, gives_orders
from assistant.follow_up import Earlier
from assistant.model import Answer, Asked, Carried, Json, Route, Status, noted
from assistant.model_call import Limits, ModelFailed, Spent, words_of
from assistant.prompt import fenced, prompt
from assistant.words import STOP, stem, tokens
from assistant.writer import Writer
from engine.errors import EngineError
from engine.model import Scenario
from ingest.fact_model import Fact
from ingest.quantities import find

Again = Callable[[Asked], Answer]
log = logging.getLogger("moothall")
FACTS_SHOWN = 30
LONGEST_QUESTION = 300
_ENDED = frozenset({Status.NOT_STATED, Status.OUT_OF_SCOPE, Status.CLARIFY_MISSING_INPUT})


@dataclass(frozen=True, slots=True)
class Help:
    """The help that is switched on: ``may`` holds follow_up and scenario. Never raises."""

    writer: Writer
    may: Collection[str]

    def helped(
        self, asked: Asked, earlier: Sequence[Earlier], answer: Answer, facts: Sequence[Fact], again: Again
    ) -> Answer:
        """The answer to what the model made of the question, when that is answered; else the answer as it
        is.
        """
        if not _rules_ended(answer) or asked.plainly or asked.scenario is not None:
            return answer
        better = None
        if "follow_up" in self.may and earlier and not asked.without_context:
            better = self._rewritten(asked, earlier, again)
        if better is None and "scenario" in self.may and _counts(asked.question) and facts:
            better = self._read(asked, facts, again)
        return better or answer

    def _rewritten(self, asked: Asked, earlier: Sequence[Earlier], again: Again) -> Answer | None:
        before = [turn.question for turn in earlier[-2:]]
        said = self._say(
            "follow_up", question=fenced("", asked.question), earlier=fenced("", "\n".join(before))
        )
        question = faithful(said, [asked.question, *before])
        if not question or question.casefold() == asked.question.casefold():
            return None
        answer = again(replace(asked, question=question, without_context=True))
        if answer.status is not Status.ANSWERED:
            return None
        shown = f"A language model read your question as “{question}”. If you meant another, ask it in full."
        carried = Carried(topic=before[-1], question=question)
        return _helped(replace(answer, carried=carried), "follow_up", shown)

    def _read(self, asked: Asked, facts: Sequence[Fact], again: Again) -> Answer | None:
        given = facts[:FACTS_SHOWN]
        said = self._say(
            "scenario",
            question=fenced("", asked.question),
            facts=fenced("", "\n".join(_line(fact) for fact in given)),
            schema=prompt("scenario.schema"),
        )
        scenario = sound_scenario(said, asked.question, given)
        if scenario is None:
            return None
        answer = again(replace(asked, scenario=scenario))
        if answer.status is not Status.ANSWERED:
            return None
        shown = f"A language model read your question as this scenario, so check it: {_in_words(scenario)}."
        return _helped(answer, "scenario", shown)

    def _say(self, name: str, **filled: str) -> str:
        """What the model says to a prompt; empty when it fails or is left alone."""
        if not self.writer.breaker.allows():
            return ""
        system = prompt(f"{name}.system", **filled)
        limits: Limits = self.writer.limits
        try:
            said = "".join(
                words_of(
                    self.writer.model, system, prompt(f"{name}.user", **filled), limits=limits, spent=Spent()
                )
            )
        except ModelFailed as fault:
            self.writer.breaker.failed()
            log.warning("help of the language model failed: %s", fault)
            return ""
        self.writer.breaker.succeeded()
        return said


def _rules_ended(answer: Answer) -> bool:
    """Nothing was found or understood, or only passages that may not answer."""
    closest = answer.status is Status.ANSWERED_PARTLY and answer.route in (Route.LOOKUP, Route.PASSAGES)
    return closest or answer.status in _ENDED


def faithful(said: str, sources: Sequence[str]) -> str:
    """The rewritten question, or nothing when it holds a word, a figure or a name that no source has."""
    question = clean(said).strip('"“” ')
    known = " ".join(sources)
    if (
        not question
        or len(question) > LONGEST_QUESTION
        or gives_orders(question)
        or re.search(r"[<>\[\]{}|]|://", question)
    ):
        return ""
    words = {stem(token) for token in tokens(known)}
    if any(stem(token) not in words for token in tokens(question) if token not in STOP):
        return ""
    return question if set(figures(question)) <= set(figures(known)) else ""


def sound_scenario(said: str, question: str, facts: Sequence[Fact]) -> Json | None:
    """The scenario that was said, when the schema takes it and all it says is in the question or the
    facts.
    """
    match = re.search(r"\{.*\}", said, re.S)
    try:
        scenario = json.loads(match[0]) if match else None
        if not isinstance(scenario, dict) or not scenario:
            return None
        Scenario.from_json(scenario)
    except (ValueError, RecursionError, EngineError):
        return None
    ids, bodies = {fact.id for fact in facts}, {fact.body for fact in facts}
    baseline = scenario.get("baseline")
    if isinstance(baseline, Mapping) and "fact" in baseline and baseline["fact"] not in ids:
        return None
    if not set(scenario.get("bodies", ())) <= bodies or set(scenario) - _KEYS:
        return None
    return scenario if set(_numbers(scenario)) <= _stated(question) else None


_KEYS = {"operation", "bodies", "metric", "scope", "baseline", "changes", "horizon", "basis", "goal", "name"}


def _stated(question: str) -> set[float]:
    """The numbers of a question, with and without their sign, and in its units."""
    values = {float(text) for text in figures(question)}
    for item in find(question):
        values |= {abs(number) for number in (item.value, item.high) if number is not None}
    return values


def _numbers(value: object) -> list[float]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int | float):
        return [abs(float(value))]
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [number for child in children for number in _numbers(child)]


def _counts(question: str) -> bool:
    return bool(list(figures(question))) or bool(find(question))


def _line(fact: Fact) -> str:
    when = fact.as_of or fact.period or "no date"
    what = f"body {fact.body} | metric {fact.metric} | {fact.value} {fact.unit}"
    return f"{fact.id} | {what} | {when} | {fact.population}"


def _in_words(scenario: Json) -> str:
    """The scenario as a person can check it: its keys and values in a line."""
    return "; ".join(
        f"{key} {json.dumps(value, ensure_ascii=False)}" for key, value in scenario.items()
    ).replace('"', "")


def _helped(answer: Answer, name: str, shown: str) -> Answer:
    written = replace(answer.written, helped=(*answer.written.helped, name))
    return noted(replace(answer, written=written), shown)
