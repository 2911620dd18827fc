"""Every way in which the engine declines, one class each.

EngineError
    InvalidScenario   E_SCHEMA          the scenario itself is malformed; lists every fault
    NoBaseline        E_NO_BASELINE     a figure is missing that only a document or the asker can give
    Placeholder       E_PLACEHOLDER     the document holds a blank where the figure should stand
    Conflict          E_CONFLICT        two live values disagree
    Ambiguous         E_AMBIG           more than one reading
    Unreachable       E_UNREACHABLE     the target is never met
    OutOfDomain       E_DOMAIN          an impossible value, such as a share over 100%
    NotComparable     E_NOT_COMPARABLE  bases, dates or definitions differ
    Forecast          E_FORECAST        asked to predict, not to project
    Probability       E_PROB            asked how likely
    Person            E_PERSON          about individuals, or a cell of fewer than five

Each has a ``code``, the ``status`` of the public contract, a clear sentence and an offer of what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence


class EngineError(Exception):
    """Any refusal. ``missing`` names the input that is wanted, when one is."""

    code = "E_ENGINE"
    status = "error_unexpected"

    def __init__(self, sentence: str, *, offer: str = "", missing: str = "", status: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.offer = offer
        self.missing = missing
        if status:
            self.status = status

    def to_json(self) -> dict[str, object]:
        """The refusal as plain JSON."""
        return {
            "code": self.code,
            "status": self.status,
            "sentence": self.sentence,
            "offer": self.offer,
            "missing": self.missing,
        }


class InvalidScenario(EngineError):
    """The scenario is malformed; ``faults`` lists each fault with the place where it stands."""

    code = "E_SCHEMA"
    status = "invalid_scenario"

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("The scenario cannot be run: " + "; ".join(faults) + ".")
        self.faults = tuple(faults)

    def to_json(self) -> dict[str, object]:
        """The refusal as plain JSON, with its faults."""
        return {**super().to_json(), "faults": list(self.faults)}


class NoBaseline(EngineError):
    """No figure for that body, metric and scope. Pass a clarify status when only the asker can know it."""

    code = "E_NO_BASELINE"
    status = "unanswerable_not_stated"


class Placeholder(EngineError):
    """The document holds an unfilled blank; the offer quotes it."""

    code = "E_PLACEHOLDER"
    status = "unanswerable_placeholder"


class Conflict(EngineError):
    """Two live values disagree and nothing says which to use."""

    code = "E_CONFLICT"
    status = "clarify_missing_input"


class Ambiguous(EngineError):
    """More than one reading, or nothing to act on."""

    code = "E_AMBIG"
    status = "clarify_ambiguous"


class Unreachable(EngineError):
    """The target is never met; the offer gives the nearest attainable value or the rate that would do it."""

    code = "E_UNREACHABLE"
    status = "invalid_scenario"


class OutOfDomain(EngineError):
    """An impossible value; the offer gives the allowed range."""

    code = "E_DOMAIN"
    status = "invalid_scenario"


class NotComparable(EngineError):
    """Bases, dates or definitions differ, or one side is not printed."""

    code = "E_NOT_COMPARABLE"
    status = "unanswerable_not_stated"


class Forecast(EngineError):
    """Asked to predict: the engine projects a rate that the asker names."""

    code = "E_FORECAST"
    status = "clarify_missing_input"


class Probability(EngineError):
    """Asked how likely: the engine can show a grid of what would have to be true."""

    code = "E_PROB"
    status = "clarify_missing_input"


class Person(EngineError):
    """About individuals, or a cell of fewer than five people: totals are offered."""

    code = "E_PERSON"
    status = "refused_person"
