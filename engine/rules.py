"""Every rule of arithmetic that a derivation may use, by name, and the one door through which it is worked.

``work("part", {"share": 40, "whole": 1200}, {})`` is 480. The rules of ``ingest/data/relations.toml`` come from the table,
the shapes that hold for any quantity from here; pure sums, no look-ups.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from engine.rules_model import BadStep, Of, Options, Rule
from engine.rules_of_growth import RULES as GROWTH
from engine.rules_of_shapes import RULES as SHAPES
from engine.rules_of_table import rules as rules_of_table

__all__ = ["BadStep", "Rule", "every_rule", "rule_named", "work"]


@cache
def every_rule() -> Mapping[str, Rule]:
    """All rules by name: the shapes, the growths, and what the table declares."""
    return {rule.name: rule for rule in (*SHAPES, *GROWTH)} | dict(rules_of_table())


def rule_named(name: str) -> Rule:
    """One rule; raises BadStep for a name that is none."""
    found = every_rule().get(name)
    if found is None:
        raise BadStep(f"There is no rule {name!r}.")
    return found


def work(rule: str, of: Of, options: Options) -> float:
    """What a rule gives for its members; raises BadStep, or an ArithmeticError."""
    return rule_named(rule).run(of, options)
