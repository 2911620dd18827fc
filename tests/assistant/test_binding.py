"""A statement is bound to a clause slot by slot: each slot with a true statement and its twin."""

from __future__ import annotations

import pytest

from assistant.binding.bind import Verdict, bind, names_of, statement
from assistant.binding.slots import Slot
from assistant.units import units_of
from tests.assistant.small_paper import WESTMARCH, read_paper

REPORT = """# Staffing report 2024/25

## Who left

Of 380 leavers, 240 resigned and 90 retired. Turnover was 11.8% in 2024/25, against a target of 10%.

For staff other than drivers sickness went up by 12% since 2021/22.

On 31 March 2025 there were 96 agency workers, of whom 41 were in Housing.

Women's mean pay was 3.1% above men's, but men's median was 2.4% above women's.

The workforce reserve stood at £1.9m on 1 April 2025. Lunch clubs are not included in this report.

Yoga and swimming are free to all. Most drivers work shifts. The flu clinic was called off.

The new depot will open in June 2027. We have not yet signed the contract for the lido.

## Sickness by service

| Service | 2023/24 days | 2024/25 days |
|---|---|---|
| Housing | 9.4 | 8.2 |
| Parks | 12.6 | 13.0 |

## What we will not do

- close any library
"""


def told(said: str) -> Verdict | None:
    """The verdict on a statement over the small report."""
    report = read_paper(REPORT)
    found = bind(statement(said), [(unit, names_of(WESTMARCH)) for unit in units_of(report).units])
    return found[0].verdict if found else None


@pytest.mark.parametrize(
    ("true", "twin"),
    [
        ("240 of the leavers resigned", "240 of the leavers retired"),
        (
            "Westmarch had 96 agency workers on 31 March 2025",
            "Westmarch had 41 agency workers on 31 March 2025",
        ),
        ("41 of the agency workers were in Housing", "41 of the agency workers were in Parks"),
        ("Sickness among staff other than drivers went up by 12%", "Sickness among drivers went up by 12%"),
        ("Women's mean pay was 3.1% above men's", "Men's mean pay was 3.1% above women's"),
        ("Women's mean pay was 3.1% above men's", "Women's median pay was 3.1% above men's"),
        (
            "The workforce reserve stood at £1.9m on 1 April 2025",
            "The workforce reserve stood at £1.9m on 1 April 2024",
        ),
        ("The workforce reserve stood at £1.9m", "The workforce reserve stood at £1.9 thousand"),
        ("The workforce reserve stood at £1.9m", "The pension fund stood at £1.9m"),
        ("Turnover was 11.8% in 2024/25", "The target for turnover was 11.8% in 2024/25"),
        ("Turnover was 11.8% in 2024/25", "Only 11.8% was turnover in 2024/25"),
        ("Yoga and swimming are free to all", "Yoga and swimming are free only to drivers"),
        ("Most drivers work shifts", "All drivers work shifts"),
        ("The new depot will open in June 2027", "The new depot opened in June 2027"),
        ("The flu clinic was called off", "The flu clinic was held"),
        ("Housing 2024/25 days were 8.2", "Housing 2023/24 days were 8.2"),
        ("Housing 2024/25 days were 8.2", "Parks 2024/25 days were 8.2"),
    ],
)
def test_a_true_statement_is_borne_out_and_its_twin_is_not(true: str, twin: str) -> None:
    assert told(true) is Verdict.YES
    assert told(twin) is not Verdict.YES


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Lunch clubs are included in this report", Verdict.NO),
        ("The workforce reserve stood at £2.6m on 1 April 2025", Verdict.NO),
        ("All drivers work shifts", Verdict.PARTLY),
        ("has the new depot opened", Verdict.NOT_YET),
        ("has Westmarch signed the contract for the lido", Verdict.NOT_YET),
        ("The lido is heated by gas", None),
    ],
)
def test_a_slot_that_the_same_clause_fills_otherwise_decides(said: str, verdict: Verdict | None) -> None:
    assert told(said) is verdict


def test_a_heading_that_denies_turns_its_items_round() -> None:
    assert told("Westmarch will close any library") is not Verdict.YES


def test_what_differs_is_named() -> None:
    report = read_paper(REPORT)
    units = [(unit, names_of(WESTMARCH)) for unit in units_of(report).units]

    best = bind(statement("The workforce reserve stood at £1.9m on 1 April 2024"), units)[0]

    assert best.differs == (Slot.PERIOD,)
