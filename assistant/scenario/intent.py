"""What is asked: the first rule that fits the frame decides.

A digit alone never makes a question numeric; None means that the question is not one for the engine.
"""

from __future__ import annotations

from assistant.scenario.asked import Decision, Intent, Rule
from assistant.scenario.frame import Frame
from assistant.scenario.rules_bodies import BODIES
from assistant.scenario.rules_change import CHANGE
from assistant.scenario.rules_money import MONEY
from assistant.scenario.rules_pay import PAY
from assistant.scenario.rules_people import PEOPLE
from assistant.scenario.rules_staff import STAFF

RULES: tuple[Rule, ...] = (*MONEY, *PAY, *PEOPLE, *STAFF, *BODIES, *CHANGE)


def decide(frame: Frame) -> Decision | None:
    """The first rule that fits, or None when the question is not for the engine."""
    if frame.asked:
        return Decision(Intent(frame.asked), "as the earlier question")
    if frame.says("paper_says") and not frame.carried:
        return None
    for intent, test, reason in RULES:
        if test(frame):
            return Decision(intent, reason)
    return None
