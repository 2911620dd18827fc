"""The table of relations holds together: every id exists, no alias means two things, units come out, arithmetic is right."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from importlib import resources

import pytest

from ingest.measures.expression import BadExpression, expression
from ingest.measures.nature import nature_of
from ingest.measures.table import Quantity, Ratio, group_of, plain_id, table
from ingest.measures.units import alike, is_share, powers, times, whole_of

TABLE = table()
NATURES = {"stock", "flow", "ratio", "price", "level"}
MONEY_OVER_MONEY_A_YEAR = {"payback.years", "capital.life"}


def test_every_id_that_is_referred_to_is_there() -> None:
    named = {ratio.of for ratios in TABLE.ratios_with.values() for ratio in ratios}
    named |= {ratio.per for ratios in TABLE.ratios_with.values() for ratio in ratios}
    named |= {member.quantity for one in TABLE.identities for member in one.members}
    named |= {one.whole for one in TABLE.identities} - {"100%"}
    named |= {one.out for one in TABLE.formulas}
    named |= {
        metric for one in TABLE.formulas for given in one.inputs.values() for metric in given.quantities
    }
    named |= {member.quantity for one in TABLE.accumulations for member in (*one.into, *one.out)}
    named |= {one.stock for one in TABLE.accumulations}
    for quantity in TABLE.quantities.values():
        named |= {*quantity.growth_of, *quantity.fall_of, *([quantity.part_of] if quantity.part_of else ())}

    assert named - set(TABLE.quantities) == set()


def test_no_alias_means_two_quantities() -> None:
    said = Counter(
        re.sub(r"[^a-z0-9%]+", " ", alias.lower()).strip()
        for quantity in TABLE.quantities.values()
        for alias in quantity.aliases
    )

    assert [alias for alias, count in said.items() if count > 1] == []
    assert all(quantity.aliases for quantity in TABLE.quantities.values())


def test_every_quantity_takes_part_in_a_relation_or_is_said_to_stand_alone() -> None:
    used = {*TABLE.ratios_with, *TABLE.identities_with, *TABLE.formulas_with}
    used |= {member.quantity for one in TABLE.accumulations for member in (*one.into, *one.out)}
    used |= {one.stock for one in TABLE.accumulations}
    for quantity in TABLE.quantities.values():
        for other in (*quantity.growth_of, *quantity.fall_of, quantity.part_of):
            used |= {quantity.id, other} if other else set()

    assert [one.id for one in TABLE.quantities.values() if (one.id in used) == one.alone] == []


def test_natures_and_ranges_are_sound() -> None:
    assert {quantity.nature for quantity in TABLE.quantities.values()} <= NATURES
    assert {line.nature for line in TABLE.open} <= NATURES
    bounded = [one for one in TABLE.quantities.values() if one.low is not None and one.high is not None]
    assert len(bounded) > 100
    assert all(one.low < one.high for one in bounded if one.low is not None and one.high is not None)


def _ratios() -> list[tuple[Quantity, Ratio]]:
    return [(quantity, ratio) for quantity in TABLE.quantities.values() for ratio in quantity.ratios]


def test_the_units_of_every_ratio_divide_to_its_own() -> None:
    for quantity, ratio in _ratios():
        point = "point" in powers(quantity.unit)
        of, per = (
            powers(TABLE.quantities[ratio.of].unit, point=point),
            powers(TABLE.quantities[ratio.per].unit, point=point),
        )
        got = {name: of.get(name, 0) - per.get(name, 0) for name in {*of, *per}}
        got = {name: power for name, power in got.items() if power}
        if quantity.id not in MONEY_OVER_MONEY_A_YEAR:
            assert got == powers(quantity.unit), f"{ratio.of} over {ratio.per} is no {quantity.id}"


def test_the_members_of_an_identity_may_be_added() -> None:
    for one in TABLE.identities:
        if one.whole != "100%" and one.id != "with agency":
            units = [
                TABLE.quantities[metric].unit
                for metric in (one.whole, *(member.quantity for member in one.members))
            ]
            assert all(powers(unit) == powers(units[0]) for unit in units), one.id


def test_the_names_in_a_formula_are_its_inputs_and_an_inverse_leaves_one_out() -> None:
    for one in TABLE.formulas:
        assert one.arithmetic.names == set(one.inputs), one.id
        for unknown, inverse in one.inverse.items():
            assert unknown in one.inputs
            assert inverse.names <= (set(one.inputs) - {unknown}) | {"y"}, one.id


def test_an_inverse_gives_back_what_went_in() -> None:
    for one in TABLE.formulas:
        for unknown, inverse in one.inverse.items():
            values = {name: 3.0 + place for place, name in enumerate(sorted(one.inputs))}
            try:
                out = one.arithmetic(values)
                back = inverse({**values, "y": out})
            except (ZeroDivisionError, OverflowError):
                continue
            assert math.isclose(one.arithmetic({**values, unknown: back}), out, rel_tol=1e-6, abs_tol=1e-6), (
                one.id
            )


def _worked() -> list[tuple[str, str]]:
    text = resources.files("ingest").joinpath("data/relations.toml").read_text(encoding="utf-8")
    found: list[tuple[str, str]] = []

    def walk(node: object, where: str) -> None:
        if isinstance(node, dict):
            where = str(node.get("id", where))
            found.extend(
                (where, step.strip()) for step in str(node.get("worked", "")).split(";") if step.strip()
            )
            for value in node.values():
                walk(value, where)
        elif isinstance(node, list):
            for value in node:
                walk(value, where)

    walk({name: value for name, value in tomllib.loads(text).items() if name not in ("unit", "open")}, "")
    return found


@pytest.mark.parametrize(("where", "line"), _worked())
def test_every_worked_line_comes_out_as_printed(where: str, line: str) -> None:
    left, _, right = line.rpartition("=")

    assert math.isclose(_plain(left)({}), _printed(right)[0], abs_tol=_printed(right)[1]), where


def _plain(text: str):  # type: ignore[no-untyped-def]
    """ "10% x £2m" as arithmetic of bare numbers."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.replace("£", "").replace(" x ", " * "))
    scales = {"bn": "1e9", "m": "1e6", "k": "1e3", "%": "0.01"}
    return expression(
        re.sub(r"(\d[\d.]*)(bn|m\b|k\b|%)", lambda found: f"({found[1]} * {scales[found[2]]})", text).strip()
    )


def _printed(text: str) -> tuple[float, float]:
    """A printed result and half of its last digit."""
    found = re.search(r"(-?[\d,]*\.?\d+)(m|k|bn|%)?$", text.strip())
    assert found is not None, text
    shown = found[1].replace(",", "")
    scale = {"m": 1e6, "k": 1e3, "bn": 1e9, "%": 0.01, None: 1.0}[found[2]]
    places = len(shown.split(".")[1]) if "." in shown else 0
    zeros = 0 if places or not shown.endswith("0") else len(shown) - len(shown.rstrip("0"))
    step = 10.0**zeros if zeros and not found[2] else 10.0**-places
    return float(shown) * scale, 0.5 * step * scale * 1.0001


def test_an_expression_holds_arithmetic_and_nothing_else() -> None:
    assert expression("a * (b - 2) / max(a, 1)")({"a": 3.0, "b": 4.0}) == 3 * 2 / 3
    for text in ("__import__('os')", "a.b", "a[0]", "f(1)", "a if b else c", "'x'", "a ="):
        with pytest.raises(BadExpression):
            expression(text)


def test_units_multiply_out_and_shares_are_told_from_counts() -> None:
    assert powers("gbp/person") == {"gbp": 1, "person": -1}
    assert times([("gbp/person", 1), ("person", 1)]) == {"gbp": 1}  # a price times a count is money
    assert powers("penny") == {"gbp": 1}
    assert is_share("%") and not is_share("person") and not is_share("x")
    assert whole_of("%") == 100.0 and whole_of("per 10,000") == 10_000.0 and whole_of("gbp") == 1.0
    assert alike("gbp", "penny") and not alike("%", "x")


@pytest.mark.parametrize(
    ("measure", "unit", "nature"),
    [
        ("complaints received", "complaint", "flow"),
        ("average wait", "minute", "ratio"),
        ("general reserve", "gbp", "level"),
        ("share of homes let", "%", "ratio"),
        ("weekly rent", "gbp", "price"),
        ("allotments", "allotment", "stock"),
    ],
)
def test_the_nature_of_an_open_quantity_is_told_by_its_unit_and_words(
    measure: str, unit: str, nature: str
) -> None:
    assert nature_of(measure, unit) == nature


def test_the_group_of_an_id_is_kept_apart() -> None:
    assert plain_id("div.share[sex=female]") == "div.share"
    assert group_of("div.share[sex=female]") == "[sex=female]"
