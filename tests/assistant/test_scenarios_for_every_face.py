"""What a face may offer for a scenario is what the engine takes."""

from __future__ import annotations

import pytest

from assistant.scenarios import takes_basis

RATE = {"kind": "rate", "amounts": [{"value": -5, "unit": "percent"}]}


@pytest.mark.parametrize(
    ("operation", "change", "offered"),
    [
        ("project_compound", RATE, True),
        ("pay_bill", RATE, True),
        ("pay_bill", {**RATE, "on": "fte"}, True),
        ("pay_bill", {**RATE, "on": "pay"}, False),  # awards always compound
        ("project_compound", {**RATE, "kind": "step"}, False),
        ("project_linear", RATE, False),
        ("stock_flow", RATE, False),
        ("adjust", RATE, False),
    ],
)
def test_compound_or_straight_line_is_offered_only_where_the_engine_takes_it(
    operation: str, change: dict[str, object], offered: bool
) -> None:
    assert takes_basis({"operation": operation, "changes": [change]}) is offered
