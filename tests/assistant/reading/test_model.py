"""The typed reading of a question and its JSON form."""

import pytest

from assistant.reading.model import Ask, BadReading, Figure, Reading, Ref, Role, frozen, thawed

POSTS = {
    "ask": "value",
    "of": {"metric": "pay.bill_basic"},
    "body": "tarrowby",
    "years": 3,
    "span": "each",
    "figures": [
        {"value": 1600, "unit": "fte", "metric": "workforce.fte"},
        {"value": -2, "unit": "%", "metric": "workforce.fte", "role": "by", "per": "year", "span": [11, 13]},
        {"value": [3, 2.5], "unit": "%", "metric": "pay.award", "role": "by"},
    ],
}


def test_a_reading_comes_back_from_its_json_unchanged() -> None:
    assert thawed(frozen(POSTS)) == POSTS


def test_what_was_not_said_is_empty() -> None:
    reading = frozen({"ask": "value", "of": {"metric": "workforce.fte"}})

    assert reading == Reading(Ask.VALUE, Ref("workforce.fte"))
    assert reading.years is None and reading.body == ""


def test_a_figure_may_stand_for_a_thing_or_for_the_unknown() -> None:
    reading = frozen(
        {"ask": "solve", "figures": [{"value": None, "role": "becomes"}, {"value": {"metric": "pay.award"}}]}
    )

    assert reading.figures == (Figure(None, role=Role.BECOMES), Figure(Ref("pay.award")))
    assert thawed(reading)["figures"][0] == {"value": None, "role": "becomes"}


def test_the_words_of_an_open_quantity_are_kept() -> None:
    assert Ref("other: fly-tips cleared").words == "fly-tips cleared"
    assert Ref("workforce.fte").words == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "expected an object"),
        ({"metric": "pay.award"}, "'ask' is missing"),
        ({"ask": "guess"}, "reading.ask is 'guess'; expected one of value"),
        ({"ask": "value", "colour": 1}, "reading has colour"),
        ({"ask": "value", "years": "three"}, "reading.years is 'three'"),
        ({"ask": "value", "figures": [{"value": "2%"}]}, "reading.figures[0].value is '2%'"),
        ({"ask": "value", "of": {"metric": 3}}, "reading.of.metric is 3"),
        ({"ask": "value", "figures": [{"value": True}]}, "reading.figures[0].value is True"),
        ({"ask": "value", "of": {"metric": "a", "sign": 2}}, "reading.of.sign is 2"),
    ],
)
def test_a_reading_that_cannot_be_one_is_refused_by_its_part(data: object, said: str) -> None:
    with pytest.raises(BadReading) as caught:
        frozen(data)

    assert said in str(caught.value)
