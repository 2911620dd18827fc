"""Whom a comparison is between, when the question does not name them all."""

from __future__ import annotations

from assistant.peer_bodies import compared_bodies
from ingest.model import Body

NORTH = Body(
    "n", "North Fenby District Council", "North Fenby", "Non-metropolitan district", "England", "East", 90_000
)
SOUTH = Body(
    "s", "South Fenby District Council", "South Fenby", "Non-metropolitan district", "England", "East", 80_000
)
FAR = Body(
    "f", "Farhill District Council", "Farhill", "Non-metropolitan district", "England", "North West", 91_000
)
SHIRE = Body("c", "Fenbyshire County Council", "Fenbyshire", "County", "England", "East", 700_000)
LOADED = (FAR, SHIRE, NORTH, SOUTH)


def test_similar_districts_are_the_same_type_with_the_same_region_first() -> None:
    between = compared_bodies("How do similar districts to North Fenby treat agency spend?", (NORTH,), LOADED)

    assert between.bodies == (NORTH, SOUTH, FAR)
    assert "same type" in between.method


def test_a_type_of_council_is_all_of_that_type() -> None:
    assert compared_bodies("compare turnover at the county councils", (), LOADED).bodies == (SHIRE,)


def test_named_bodies_are_compared_as_named() -> None:
    assert compared_bodies("compare Farhill and Fenbyshire", (FAR, SHIRE), LOADED).bodies == (FAR, SHIRE)


def test_without_names_all_are_compared() -> None:
    assert compared_bodies("compare headcount across the councils", (), LOADED).bodies == LOADED
