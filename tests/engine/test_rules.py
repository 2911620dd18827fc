"""Each rule of arithmetic with a sum worked out by hand, and each relation of the table in each direction."""

from __future__ import annotations

import pytest

from engine.rules import BadStep, every_rule, rule_named, work
from engine.rules_of_table import formula_name, identity_name, ratio_name
from ingest.measures.table import table
from ingest.measures.units import whole_of

TURNOVER = "leavers.rate = leavers.count / workforce.headcount"
WORKED = [
    # rule, members, options, what it comes to
    (TURNOVER, {"leavers.rate": 12, "workforce.headcount": 2000}, {}, 240),
    (TURNOVER, {"leavers.count": 240, "workforce.headcount": 2000}, {}, 12),
    (TURNOVER, {"leavers.count": 240, "leavers.rate": 12}, {}, 2000),
    ("cic.rate = cic.count / children.number", {"cic.count": 300, "children.number": 40000}, {}, 75),
    ("identity gross pay", {"pay.bill_gross": 75, "pay.bill_basic": 60}, {}, 15),
    ("identity variance", {"budget.variance": 4, "budget.outturn": 184}, {}, 180),
    ("identity retention", {"leavers.rate": 12}, {}, 88),
    ("identity gap left", {"budget.gap": 6, "budget.saving": 5}, {}, 1),
    ("identity gap left", {"budget.gap": 6, "budget.saving": 5, "budget.pressure": 2}, {}, 3),
    ("formula net rate", {"q": 12, "b": 75}, {}, -3),
    ("formula net rate", {"q": 12, "y": -3}, {}, 75),
    ("accumulation cases", {"casework.open": 1200, "casework.opened": 100, "casework.closed": 130}, {}, 1170),
    ("accumulation cases", {"casework.open": 1200, "casework.closed": 130}, {"part": 0.5}, 1135),
    ("sum", {"items": (70, 80, 90)}, {}, 240),
    ("sum", {"items": (2, 1, 1)}, {"lasting": 1}, 2 * 3 + 1 * 2 + 1),
    ("net", {"plus": (150, 20), "minus": 45}, {}, 125),
    ("less", {"whole": 240, "parts": (70, 80)}, {}, 90),
    ("share", {"part": 132, "whole": 480}, {}, 27.5),
    ("part", {"share": 40, "whole": 1200}, {}, 480),
    ("part", {"share": 6.74, "whole": 879}, {"decimals": 2}, 59.2446),
    ("part", {"share": 14.3, "whole": 70}, {"decimals": 1}, 10),  # 10 of 70 is 14.29%
    ("whole", {"part": 480, "share": 40}, {}, 1200),
    ("rest", {"share": 40}, {}, 60),
    ("mean", {"items": (1, 2, 6)}, {}, 3),
    ("weighted mean", {"items": (10, 20), "weights": (600, 200)}, {}, 12.5),
    ("difference", {"first": 460, "second": 400}, {}, 60),
    ("relative change", {"first": 460, "second": 400}, {}, 15),
    ("times", {"first": 180, "second": 36}, {}, 5),
    ("product", {"factors": (18, 2000), "shares": 50, "divisors": 3}, {}, 6000),
    ("uplift", {"amount": 36000, "on_top": 25}, {}, 45000),
    ("scaled", {"amount": 1.5}, {"times": 12, "over": 9}, 2),
    ("fewest people", {"share": 40, "whole": 1200}, {}, 474),
    ("most people", {"share": 40, "whole": 1200}, {}, 486),
    ("named", {"figure": 7}, {}, 7),
    ("growth", {"start": 1600, "by": -2}, {"years": 2}, 1600 * 0.98 * 0.98),
    ("growth", {"start": 1600, "by": -2}, {"years": 2, "basis": "straight"}, 1536),
    ("growth", {"start": 1000, "by": 10}, {"years": 3, "delay": 1}, 1210),
    ("growth", {"start": 1000, "by": 10}, {"years": 0.5, "delay": 1}, 1000),
    ("growth", {"start": 1000, "by": -10}, {"years": 3, "per": "total"}, 900),
    ("growth", {"start": 1000, "by": 21}, {"years": 1, "per": "total", "over": 2}, 1100),
    ("growth", {"start": 1000, "by": 1}, {"years": 2 / 12, "per": "month"}, 1020.1),
    ("growth", {"start": 1000, "by": (10, 20, 50)}, {"years": 2}, 1320),
    ("steps", {"start": 9, "by": -0.5}, {"years": 3}, 7.5),
    ("steps", {"start": 9, "by": (1, 2, 4)}, {"years": 2}, 12),
    ("required rate", {"start": 1000, "end": 1210, "times": 2}, {}, 10),
    ("required step", {"start": 12.6, "end": 10, "times": 2}, {}, -1.3),
    ("time to", {"start": 1000, "target": 1210, "by": 10}, {}, 2),
    ("time to", {"start": 1000, "target": 1300, "by": 10}, {"basis": "straight"}, 3),
    ("time to", {"start": 9, "target": 6, "by": -1.5}, {"kind": "step"}, 2),
    ("time within", {"first": 1200, "last": 1100, "target": 1150}, {"years": 3}, 3.5),
    ("phase", {"total": 6, "weight": 50}, {}, 3),
]


@pytest.mark.parametrize(("rule", "of", "options", "expected"), WORKED)
def test_a_rule_gives_what_it_comes_to_by_hand(rule: str, of: dict, options: dict, expected: float) -> None:
    assert work(rule, of, options) == pytest.approx(expected, abs=1e-9)


def test_every_shape_is_worked_out_above() -> None:
    shapes = {name for name in every_rule() if " = " not in name and name.split()[0] not in (
        "identity", "formula", "accumulation")}  # fmt: skip

    assert shapes == {rule for rule, *_ in WORKED} & shapes


def test_a_ratio_turned_round_gives_back_what_went_in() -> None:
    for quantity in table().quantities.values():
        for ratio in quantity.ratios:
            whole = whole_of(quantity.unit)
            held = {ratio.of: 30.0, ratio.per: 120.0, ratio.rate: whole / 4}
            for left_out in held:
                given = {name: value for name, value in held.items() if name != left_out}
                assert work(ratio_name(ratio), given, {}) == pytest.approx(held[left_out])


def test_an_identity_turned_round_gives_back_what_went_in() -> None:
    for identity in table().identities:
        held = {m.quantity: 10.0 + place for place, m in enumerate(identity.members)}
        if identity.whole == "100%":
            held = dict(zip(held, (88.0, 12.0), strict=True))
        else:
            held[identity.whole] = sum(m.sign * held[m.quantity] for m in identity.members)
        for left_out in held:
            given = {name: value for name, value in held.items() if name != left_out}
            assert work(identity_name(identity), given, {"gives": left_out}) == pytest.approx(held[left_out])


def test_a_formula_with_an_inverse_gives_back_what_went_in() -> None:
    for formula in table().formulas:
        given = {name: 3.0 + place for place, name in enumerate(formula.inputs)}
        result = work(formula_name(formula), given, {})
        for name in formula.inverse:
            turned = {key: value for key, value in given.items() if key != name} | {"y": result}
            assert work(formula_name(formula), turned, {}) == pytest.approx(given[name])


@pytest.mark.parametrize(
    ("rule", "of"),
    [
        ("no such rule", {}),
        (TURNOVER, {"leavers.rate": 12}),
        (TURNOVER, {"leavers.rate": 12, "leavers.count": 240, "workforce.headcount": 2000}),
        ("identity gross pay", {"pay.bill_gross": 75, "pay.bill_basic": 60, "budget.net": 1}),
        ("formula all on-costs", {"y": 3, "p": 1, "l": 1}),
        ("share", {"part": 1}),
        ("share", {"part": (1, 2), "whole": 3}),
        ("weighted mean", {"items": (1, 2), "weights": 3}),
        ("growth", {"start": 100, "by": -101}),
        ("required rate", {"start": 0, "end": 10, "times": 2}),
    ],
)
def test_a_step_that_cannot_be_worked_is_refused(rule: str, of: dict) -> None:
    with pytest.raises(BadStep):
        work(rule, of, {})


def test_a_rule_says_in_plain_words_what_it_does() -> None:
    assert rule_named(TURNOVER).words == "turnover is leavers over headcount"
    assert rule_named("identity variance").words == "variance is outturn - net revenue budget"
    assert rule_named(TURNOVER).members["leavers.count"] == "leavers"


def test_a_growth_beyond_all_numbers_is_no_figure() -> None:
    with pytest.raises(ArithmeticError):
        work("growth", {"start": 1e300, "by": 1e10}, {"years": 100})
