"""The hash says what a projection means: same meaning, same hash, in any process and however phrased."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.parameters import packaged
from engine.run import run
from engine.scenario import Scenario
from ingest.fact_model import Fact, FactKind, Place
from tests.engine.writing import Json, fig, make, project, rate, years

BASE = make(
    "project_compound", baseline=fig(640.5, "fte", as_of="2024-03-31"), changes=[rate(-4)], horizon=years(3)
)

SAME: list[tuple[str, Json]] = [
    ("keys in another order", dict(reversed(list(BASE.items())))),
    ("a whole number with a point", {**BASE, "horizon": {"length": 3.0}}),
    ("months", {**BASE, "horizon": {"length": 36, "unit": "months"}}),
    ("an end date", {**BASE, "horizon": {"end": "2027-03-31"}}),
    ("an end year", {**BASE, "horizon": {"end": "2026/27"}}),
    ("down by a positive rate", {**BASE, "changes": [rate(4, direction="down")]}),
    ("a defaulted key said", {**BASE, "changes": [rate(-4, per="year", delay=0)]}),
    ("other names for units", {**BASE, "baseline": {"value": 640.5, "unit": "FTE", "as_of": "2024-03-31"}}),
    (
        "a name and a note",
        {**BASE, "name": "Plan A", "assumptions": [{"name": "note", "value": "Council staff only"}]},
    ),
    (
        "the figure under its own name",
        {k: v for k, v in BASE.items() if k != "baseline"} | {"inputs": {"stock": BASE["baseline"]}},
    ),
]

OTHER: list[tuple[str, Json]] = [
    ("another rate", {**BASE, "changes": [rate(-4.5)]}),
    ("another length", {**BASE, "horizon": years(4)}),
    ("a stated basis", {**BASE, "basis": "compound"}),
    ("another metric", {**BASE, "metric": "workforce.fte"}),
    ("about the figure", {**BASE, "baseline": fig(640.5, "fte", as_of="2024-03-31", approx="about")}),
]


@pytest.mark.parametrize("scenario", [case[1] for case in SAME], ids=[case[0] for case in SAME])
def test_one_meaning_has_one_hash(scenario: Json) -> None:
    assert project(scenario).hash == project(BASE).hash


@pytest.mark.parametrize("scenario", [case[1] for case in OTHER], ids=[case[0] for case in OTHER])
def test_another_meaning_has_another_hash(scenario: Json) -> None:
    assert project(scenario).hash != project(BASE).hash


def test_a_fact_s_id_place_and_wording_do_not_go_in() -> None:
    first = Fact("a", "EXA", "workforce.fte", 640.5, "FTE", FactKind.ACTUAL, (Place("d1", 1, 0, 5, "640.5"),))
    second = replace(
        first, id="b", measure="staff", places=(Place("d2", None, 9, 30, "There are 640.5 posts."),)
    )

    one = project({**BASE, "baseline": {"fact": "a"}}, {"a": first})
    two = project({**BASE, "baseline": {"fact": "b"}}, {"b": second})

    assert one.hash == two.hash


def test_a_fact_s_value_goes_in() -> None:
    fact = Fact("a", "EXA", "workforce.fte", 640.5, "FTE", FactKind.ACTUAL, (Place("d1", 1, 0, 5, "640.5"),))
    planned = {**BASE, "baseline": {"fact": "a"}}

    assert project(planned, {"a": fact}).hash != project(planned, {"a": replace(fact, value=641.5)}).hash


def test_the_version_of_the_parameter_table_goes_in() -> None:
    newer = replace(packaged(), version="2027-01")

    assert run(Scenario.from_json(BASE), None, newer).hash != project(BASE).hash


def test_two_processes_agree() -> None:
    lines = ("from engine import run", "from engine.model import Scenario")
    code = "\n".join((*lines, f"print(run(Scenario.from_json({BASE!r})).hash)"))
    root = Path(__file__).parents[2]

    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
            env={"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert hashes == {project(BASE).hash}


def test_a_scenario_written_and_read_back_is_the_same() -> None:
    for _, scenario in SAME + OTHER:
        made = Scenario.from_json(scenario)

        again = Scenario.from_json(made.to_json())

        assert again == made
        assert run(again).hash == run(made).hash


def test_the_golden_hash_has_not_moved() -> None:
    """A stored hash must reopen the same result; when arithmetic changes, raise the engine's version."""
    table = replace(packaged(), version="golden")

    assert run(Scenario.from_json(BASE), None, table).hash == GOLDEN


GOLDEN = "241e9ef2b170a81c0294d164c194e5d115a60c534842dec5af31b48caebbfe19"
