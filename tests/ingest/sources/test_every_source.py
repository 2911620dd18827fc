"""What every kind of source must do: the library ends equal to it, an outage loses nothing, what is gone does not stay."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.catalogue import Catalogue
from ingest.catalogue_sources import keep_source, make_tables
from ingest.sources.model import Run, SourceCard
from ingest.sources.sync import Sync
from tests.ingest.sources.graph import GraphWorld
from tests.ingest.sources.shelf import FakeShelf
from tests.ingest.sources.worlds import CommitteeWorld, FolderWorld, SiteWorld, World

SEQUENCES, STEPS = 200, 12
NAMES = [f"{folder}paper-{number}.txt" for folder in ("", "a/", "b/") for number in range(4)]


@dataclass
class Case:
    """A world with a library beside it, and what the world holds."""

    world: World
    catalogue: Catalogue
    shelf: FakeShelf = field(default_factory=FakeShelf)
    held: dict[str, bytes] = field(default_factory=dict)

    def run(self, *, confirm: bool = False) -> Run:
        return Sync(self.catalogue, self.shelf, "s").run(self.world.source, confirm=confirm)

    def put(self, name: str, text: str) -> None:
        self.held[name] = text.encode()
        self.world.put(name, self.held[name])

    def delete(self, name: str) -> None:
        del self.held[name]
        self.world.delete(name)

    def good(self) -> set[bytes]:
        return {data for data in self.held.values() if not data.startswith(b"BAD")}


Begin = Callable[[], Case]


@pytest.fixture(params=["folder", "website", "moderngov", "sharepoint"])
def begin(request: pytest.FixtureRequest, tmp_path: Path) -> Begin:
    made = []

    def new() -> Case:
        place = tmp_path / str(len(made))
        place.mkdir()
        worlds = {"website": SiteWorld, "moderngov": CommitteeWorld, "sharepoint": GraphWorld}
        world: World = FolderWorld(place) if request.param == "folder" else worlds[request.param]()
        if not made:
            catalogue = Catalogue(tmp_path)
            with catalogue.write(quiet=True) as connection:
                make_tables(connection)
        else:
            catalogue = made[0].catalogue
        with catalogue.write(quiet=True) as connection:
            connection.execute("DELETE FROM sources")
            keep_source(connection, SourceCard("s", "fake", "s", "here"))
        made.append(Case(world, catalogue))
        return made[-1]

    return new


def test_new_changed_moved_and_deleted_papers_are_followed(begin: Begin) -> None:
    case = begin()
    for name in NAMES[:4]:
        case.put(name, f"The paper {name}.")
    first = case.run()
    case.put(NAMES[0], "It says something else now.")
    case.world.move(NAMES[1], "b/moved.txt")
    case.delete(NAMES[2])
    second = case.run()

    assert (len(first.added), first.refused, first.problem) == (4, (), "")
    assert second.changed == ("paper-0.txt",)
    # Where a thing keeps its key when it is moved, it is neither new nor gone.
    assert (second.added, set(second.gone)) in (
        (("moved.txt",), {"paper-1.txt", "paper-2.txt"}),
        ((), {"paper-2.txt"}),
    )
    assert case.shelf.texts() == {
        b"It says something else now.",
        b"The paper paper-1.txt.",
        b"The paper paper-3.txt.",
    }


def test_a_paper_that_must_stay_is_removed_once_it_was_let_go(begin: Begin) -> None:
    case = begin()
    for name in NAMES[:4]:
        case.put(name, f"The paper {name}.")
    case.run()
    [held] = (id for id, data in case.shelf.papers.items() if data == f"The paper {NAMES[0]}.".encode())
    case.shelf.staying = {held}
    case.delete(NAMES[0])

    assert case.run().gone == ("paper-0.txt",)
    assert held in case.shelf.papers
    case.shelf.staying = set()
    case.run()
    assert case.shelf.texts() == case.good()


def test_what_has_not_changed_is_not_read_again(begin: Begin) -> None:
    case = begin()
    for name in NAMES[:3]:
        case.put(name, f"The paper {name}.")
    case.run()
    reads = case.shelf.reads

    again = case.run()

    assert case.shelf.reads == reads
    assert (again.unchanged, again.added, again.changed, again.gone) == (3, (), (), ())


@pytest.mark.parametrize("how", ["down", "partial", "empty"])
def test_an_outage_a_partial_listing_and_an_empty_place_lose_nothing(begin: Begin, how: str) -> None:
    case = begin()
    for name in NAMES:
        case.put(name, f"The paper {name}.")
    case.run()
    before = case.shelf.texts()

    case.world.fail(how)
    failed = case.run()
    case.world.fail("")

    assert case.shelf.texts() == before
    assert failed.gone == ()
    assert failed.problem or failed.held
    assert case.run().problem == ""


def test_many_deletions_wait_for_a_person(begin: Begin) -> None:
    case = begin()
    for name in NAMES:
        case.put(name, f"The paper {name}.")
    case.run()
    for name in NAMES[:6]:
        case.delete(name)

    held = case.run()
    kept = len(case.shelf.papers)
    confirmed = case.run(confirm=True)

    assert (len(held.held), held.gone, kept) == (6, (), 12)
    assert (confirmed.held, len(confirmed.gone), len(case.shelf.papers)) == ((), 6, 6)


def test_a_paper_that_a_person_added_before_is_never_deleted_by_a_source(
    begin: Begin, tmp_path: Path
) -> None:
    case = begin()
    (tmp_path / "mine.txt").write_text("A person added this.")
    case.shelf.ingest([tmp_path / "mine.txt"])
    case.put(NAMES[0], "A person added this.")
    case.put(NAMES[1], "The source brought this.")
    case.run()
    case.delete(NAMES[0])

    case.run(confirm=True)

    assert case.shelf.texts() == {b"A person added this.", b"The source brought this."}


def test_the_same_bytes_twice_stay_until_the_last_of_them_is_gone(begin: Begin) -> None:
    case = begin()
    for name in NAMES[:2]:
        case.put(name, "Twice the same.")
    case.put(NAMES[2], "Another.")
    case.run()
    case.delete(NAMES[0])
    case.run()
    one_left = case.shelf.texts()
    case.delete(NAMES[1])
    case.run()

    assert one_left == {b"Twice the same.", b"Another."}
    assert case.shelf.texts() == {b"Another."}


def test_a_paper_that_is_refused_is_named_with_its_reason_and_not_read_again(begin: Begin) -> None:
    case = begin()
    case.put(NAMES[0], "BAD bytes")
    case.put(NAMES[1], "Good words.")
    first = case.run()
    reads = case.shelf.reads
    case.run()

    assert [(one.name, one.reason) for one in first.refused] == [("paper-0.txt", "paper-0.txt is bad.")]
    assert case.shelf.reads == reads


@pytest.mark.parametrize("begin", ["website", "moderngov", "sharepoint"], indirect=True)
def test_a_paper_that_is_too_large_to_be_fetched_is_named_and_nothing_is_removed(begin: Begin) -> None:
    case = begin()
    assert isinstance(case.world, SiteWorld | GraphWorld)
    for name in NAMES[:2]:
        case.put(name, f"The paper {name}.")
    case.run()
    case.world.swell(NAMES[0])
    case.put(NAMES[2], "New, and too large.")
    case.world.swell(NAMES[2])

    large = case.run()
    case.world.large.clear()
    case.put(NAMES[0], "Short again.")
    case.put(NAMES[2], "Short too.")
    after = case.run()

    assert [(one.name, one.reason) for one in large.refused] == [
        (name, f"“{name}” is larger than 100 MB: split it.") for name in ("paper-0.txt", "paper-2.txt")
    ]
    assert (large.gone, large.held, large.problem) == ((), (), "")
    assert (after.refused, case.shelf.texts()) == (
        (),
        {b"Short again.", b"The paper paper-1.txt.", b"Short too."},
    )


def do(case: Case, chance: random.Random) -> None:
    """One thing that happens to a place, or to the way there."""
    name, there = chance.choice(NAMES), sorted(case.held)
    what = chance.choice(["put", "put", "put", "same", "bad", "move", "delete", "skew", "outage", "run"])
    if what == "put":
        case.put(name, f"Words {chance.randrange(10**6)} of a paper.")
    elif what == "same" and there:
        case.put(name, case.held[chance.choice(there)].decode())
    elif what == "bad":
        case.put(name, f"BAD {chance.randrange(10**6)}")
    elif what == "move" and there:
        old, new = chance.choice(there), f"a/moved-{chance.randrange(10**6)}.txt"
        case.held[new] = case.held.pop(old)
        case.world.move(old, new)
    elif what == "delete" and there:
        case.delete(chance.choice(there))
    elif what == "skew":
        case.world.skew(chance)
    elif what == "outage":
        fail(case, chance.choice(["down", "partial", "empty"]))
    else:
        case.run(confirm=chance.random() < 0.5)


def fail(case: Case, how: str) -> None:
    """A run while the place cannot be read: whatever of it was in the library and is still there stays."""
    wanted = case.good() & case.shelf.texts()
    case.world.fail(how)
    case.run()
    case.world.fail("")
    assert wanted <= case.shelf.texts()


@pytest.mark.slow
def test_after_any_sequence_of_events_the_library_is_equal_to_the_source(begin: Begin) -> None:
    for seed in range(SEQUENCES):
        chance, case = random.Random(seed), begin()
        case.catalogue.connection().execute("PRAGMA synchronous = OFF")
        for _ in range(STEPS):
            do(case, chance)

        case.run(confirm=True)
        after = case.run()

        assert case.shelf.texts() == case.good(), seed
        assert (after.added, after.changed, after.gone, after.held, after.problem) == ((), (), (), (), ""), (
            seed
        )


def test_a_run_that_is_ended_anywhere_leaves_nothing_behind(begin: Begin) -> None:
    case = begin()
    case.put(NAMES[0], "The first words.")
    case.put(NAMES[1], "Other words.")
    case.shelf.ends = True
    with pytest.raises(KeyboardInterrupt):
        case.run()
    case.shelf.ends = False
    taken_in = case.shelf.texts()
    case.delete(NAMES[0])

    case.run()
    case.delete(NAMES[1])
    case.run(confirm=True)

    assert taken_in == {b"The first words.", b"Other words."}
    assert case.shelf.texts() == set()
