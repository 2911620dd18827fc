"""What a cell of a table holds: figures with unit, sign and scale, blanks, nil, and words that only say when."""

from __future__ import annotations

import pytest

from ingest.quantities_cell import cell_figures, count_scale, is_blank, is_nil, mark_of, says_when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,204", [(1204, "")]),
        ("(850)", [(-850, "")]),
        ("£3.2m", [(3_200_000, "gbp")]),
        ("68%", [(68, "share")]),
        ("371 (68%)", [(371, ""), (68, "share")]),
        ("-", []),
        ("Children's services", []),
    ],
)
def test_the_figures_of_a_cell(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in cell_figures(text)] == expected


def test_a_range_keeps_both_ends_and_decimals_are_counted() -> None:
    (bounds,) = cell_figures("10-12%")
    (exact,) = cell_figures("9.40")

    assert (bounds.value, bounds.high) == (10, 12)
    assert exact.decimals == 2


@pytest.mark.parametrize(
    ("text", "blank"), [("TBC", True), ("n/a", True), ("..", True), ("", False), ("-", False), ("12", False)]
)
def test_a_printed_blank_is_told_from_an_empty_cell(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_nought_may_be_said_in_words() -> None:
    assert is_nil("Nil")
    assert not is_nil("12")


@pytest.mark.parametrize(
    ("text", "only_time"),
    [("2023/24", True), ("at 31 March 2024", True), ("Women", False)],
)
def test_a_label_may_say_when_and_nothing_more(text: str, only_time: bool) -> None:
    assert says_when(text) is only_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net budget £000", ("gbp", 1000.0)),
        ("£m", ("gbp", 1e6)),
        ("% of staff", ("share", 1.0)),
        ("Headcount", None),
    ],
)
def test_a_head_marks_the_unit_and_the_scale_of_what_stands_under_it(
    text: str, expected: tuple[str, float] | None
) -> None:
    found = mark_of(text)

    assert (found and (found.unit, found.scale)) == expected


@pytest.mark.parametrize(
    ("head", "scale"),
    [
        ("Passenger journeys (millions)", 1e6),
        ("Visits (thousands)", 1e3),
        ("Meals served (000s)", 1e3),
        ("Homes (affordable)", 1.0),
        ("Meals served", 1.0),
    ],
)
def test_brackets_in_a_head_say_what_a_count_is_multiplied_by(head: str, scale: float) -> None:
    assert count_scale(head) == scale
