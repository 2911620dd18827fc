"""A measure is one row: what the table of relations names is read in papers, asked for and computed with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources

import pytest

from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.model import Asked
from ingest import metrics
from ingest.library import Library
from ingest.measures.named import named
from ingest.overrides import Overrides

PAPER = """# Library Strategy 2025-2028

| | 2023/24 | 2024/25 |
|---|---|---|
| Book loans | 400,000 | 420,000 |
| Events | 310 | 340 |
"""


@pytest.fixture(scope="module")
def moothall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moothall]:
    folder = tmp_path_factory.mktemp("libraries")
    paper = folder / "plan.md"
    paper.write_text(PAPER, "utf-8")
    with Library.open(folder / "data") as library:
        library.ingest([paper], overrides=Overrides(council="Elmford Borough Council"))
        conversations = Conversations.open(folder / "conversations.sqlite")
        yield Moothall(library, conversations)
        conversations.close()


def test_a_paper_states_it_under_its_alias(moothall: Moothall) -> None:
    stated = {(fact.metric, fact.value, fact.period) for fact in moothall.library.facts(named=True)}

    assert ("library.loans", 420_000, "2024/25") in stated
    assert ("library.loans", 400_000, "2023/24") in stated


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many books were lent at Elmford in 2024/25?", "420,000"),
        ("What would Elmford's library loans be in three years if they fell by 2% a year?", "395,300.64"),
        ("Compare library loans across the councils", "420,000"),
    ],
)
def test_it_is_asked_for_projected_and_compared(moothall: Moothall, question: str, said: str) -> None:
    """420,000 x 0.98³ = 395,300.64."""
    conversation = moothall.conversations.start()

    assert said in moothall.ask(Asked(question, conversation)).text


def test_a_named_quantity_has_no_entry_elsewhere() -> None:
    data = resources.files("ingest").joinpath("data")
    entered = {
        row["id"]
        for file in ("metrics.toml", "cues.toml")
        for row in tomllib.loads(data.joinpath(file).read_text("utf-8"))["metric"]
    }

    assert [one.id for one in named() if one.id in entered] == []
    assert [one.id for one in named() if one.id not in metrics.METRICS] == []


def test_the_aliases_of_a_named_quantity_are_plain_words() -> None:
    """They stand among patterns in the taxonomy, where a sign would mean something."""
    words = [alias for one in named() for alias in one.aliases]

    assert [alias for alias in words if not alias.replace("-", " ").replace(" ", "").isalpha()] == []
    assert [one.id for one in named() if one.nature == "price"] == []
