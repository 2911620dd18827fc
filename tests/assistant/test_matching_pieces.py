"""The pieces of a paper that can answer, and how well each meets a question."""

from __future__ import annotations

import pytest

from assistant.match import weights
from assistant.pool import rank
from assistant.retrieve import fuse
from assistant.units import units_of
from tests.assistant.small_paper import matching, pool_of, read_paper

ANNOUNCED = """# Plan

## Aims

{}

## Warm homes

We will insulate.

## Safe streets

We will light them.

## Clean air

We will plant trees.
"""


def test_every_piece_is_verbatim_where_it_says_it_stands() -> None:
    document = read_paper()

    units = units_of(document).units

    assert units
    for unit in units:
        assert document.text[unit.start : unit.end] == unit.text


def test_sentences_items_rows_and_headings_are_all_pieces() -> None:
    assert {unit.kind for unit in units_of(read_paper()).units} >= {"sentence", "item", "row", "heading"}


def test_a_list_is_one_group_with_its_lead_in_and_its_items_in_order() -> None:
    groups = [group for group in units_of(read_paper()).groups if group.kind == "list"]

    assert len(groups) == 1
    assert groups[0].lead == "Four values guide us every day:"
    assert [item.text for item in groups[0].items] == ["Kindness", "Courage", "Curiosity", "Thrift"]


def test_a_row_knows_its_column_headers_and_its_neighbours() -> None:
    first, second = units_of(read_paper()).rows

    assert [cell.text for cell in first.columns] == ["Action", "Lead", "Measure of success", "Target date"]
    assert first.below == second.row
    assert second.above == first.row


def test_an_item_carries_the_words_that_introduce_it() -> None:
    item = next(unit for unit in units_of(read_paper()).units if unit.text == "Courage")

    assert "Our values" in item.context
    assert "guide us" in item.context


def test_words_found_in_the_piece_count_more_than_in_its_heading() -> None:
    asked = matching("recruitment pages")

    whole = asked.coverage("We review the recruitment pages.")
    beside = asked.coverage("We review them.", "Recruitment pages")

    assert whole == pytest.approx(1.0)
    assert beside == pytest.approx(weights("match")["context"])
    assert asked.coverage("Nothing of the kind.") == 0.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    asked = matching("menopause policy", {"menopause": 1, "policy": 90})

    assert asked.coverage("menopause") > asked.coverage("policy")


def test_the_weights_of_a_question_sum_to_one() -> None:
    assert sum(matching("turnover of senior drivers").weight.values()) == pytest.approx(1.0)


def test_what_is_found_nowhere_is_named_heaviest_first() -> None:
    asked = matching("menopause policy", {"menopause": 1, "policy": 90})

    assert asked.missing("nothing here") == ("menopaus", "polici")
    assert asked.missing("our policy") == ("menopaus",)


def test_a_score_lies_between_nothing_and_everything() -> None:
    assert rank(0.0, 0.0) == 0.0
    assert rank(1.0, 1.0) == pytest.approx(1.0)
    assert rank(0.5, 0.4) < rank(0.6, 0.4)


def test_the_best_piece_comes_first() -> None:
    pool = pool_of("How many meals does the canteen serve?", read_paper())

    assert pool.units[0].item.text == "The canteen serves 310 meals a day."
    assert [scored.score for scored in pool.units] == sorted((s.score for s in pool.units), reverse=True)


def test_what_both_legs_find_comes_before_what_one_finds() -> None:
    scores = fuse({"both": 0.9, "dense": 0.8, "last": 0.1}, {"both": 12.0, "lexical": 11.0, "last": 1.0})

    assert max(scores, key=lambda key: scores[key]) == "both"
    assert all(0.0 <= score <= 1.0 for score in scores.values())


def test_a_leg_that_finds_nothing_leaves_the_other_in_order() -> None:
    scores = fuse({}, {"a": 3.0, "b": 2.0})

    assert scores["a"] > scores["b"]
    assert fuse({}, {}) == {}


def test_headings_that_a_section_announces_are_one_list() -> None:
    paper = read_paper(ANNOUNCED.format("Our three aims follow in turn."))

    found = [[item.text for item in group.items] for group in units_of(paper).groups]

    assert ["Warm homes", "Safe streets", "Clean air"] in found


def test_what_is_said_to_be_attached_does_not_follow() -> None:
    paper = read_paper(ANNOUNCED.format("It has three aims and is attached at Appendix 3."))

    assert all(len(group.items) != 3 for group in units_of(paper).groups)
