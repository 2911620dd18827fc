"""What is special to SharePoint: tokens, waits, forgotten places, and the secret that goes nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources.model import BadSource, SourceDown
from ingest.sources.sharepoint import make
from tests.ingest.sources.graph import GraphWorld

SITE = "https://westmarch.sharepoint.com/sites/Policy"


@pytest.fixture
def world() -> GraphWorld:
    made = GraphWorld()
    for number in range(5):
        made.put(f"plans/paper-{number}.txt", f"Paper {number}.".encode())
    return made


def test_every_page_of_a_library_is_listed_with_site_and_folder(world: GraphWorld) -> None:
    listing = world.source.listing()

    assert [item.name for item in listing.items] == [f"paper-{number}.txt" for number in range(5)]
    assert dict(listing.items[0].about) == {
        "collection": "Policy",
        "folder": "plans",
        "changed": "2025-05-06T09:30:00Z",
    }


def test_a_file_is_fetched_without_showing_the_token_to_the_host_that_keeps_it(
    world: GraphWorld, tmp_path: Path
) -> None:
    item = world.source.listing().items[2]

    fetched = world.source.fetch(item, "", tmp_path)

    assert fetched is not None and fetched.path.read_bytes() == b"Paper 2."
    assert world.asked[-1].url.host == "westmarch.sharepoint.com"
    assert "authorization" not in world.asked[-1].headers


def test_a_busy_graph_is_waited_for_as_long_as_it_asks(world: GraphWorld) -> None:
    world.busy = 2

    assert len(world.source.listing().items) == 5
    assert world.waited == [17.0, 17.0]


def test_a_token_that_is_refused_is_asked_for_anew(world: GraphWorld) -> None:
    world.source.listing()
    world.tokens.append("another")

    assert len(world.source.listing().items) == 5
    assert len(world.secrets) == 2


def test_a_place_that_graph_has_forgotten_is_begun_anew(world: GraphWorld) -> None:
    world.forgetful = 1

    assert len(world.source.listing().items) == 5


def test_a_place_that_graph_forgets_twice_is_told_and_tried_the_next_time(world: GraphWorld) -> None:
    world.forgetful = 2

    with pytest.raises(SourceDown, match="has forgotten how far the listing had come"):
        world.source.listing()
    assert len(world.source.listing().items) == 5


@pytest.mark.parametrize(
    ("ending", "body"),
    [
        ("/token", b"<html>Sign in</html>"),
        ("/token", b"[]"),
        ("/token", b"{}"),
        ("/sites/Policy", b"{}"),
        ("/drives", b'{"value": 3}'),
        ("/drives", b'{"value": [{"name": "Documents"}]}'),
        ("/delta", b'{"value": [{"name": "plan.txt", "file": {}}]}'),
    ],
)
def test_an_answer_of_another_shape_than_graphs_is_an_outage(
    world: GraphWorld, ending: str, body: bytes
) -> None:
    world.instead = {ending: body}

    with pytest.raises(SourceDown, match="^Microsoft Graph answers with"):
        world.source.listing()


def test_a_file_that_is_renamed_or_moved_keeps_its_key_and_version(world: GraphWorld) -> None:
    before = world.source.listing().items[0]
    world.move("plans/paper-0.txt", "old/renamed.txt")
    after = world.source.listing().items[0]

    assert (after.key, after.version) == (before.key, before.version)
    assert after.name == "renamed.txt"


def test_a_site_that_was_not_granted_is_told_in_one_sentence(world: GraphWorld) -> None:
    world.denied = True

    with pytest.raises(SourceDown, match=r"an administrator grants it Sites.Selected for it.$"):
        world.source.listing()


def test_a_site_needs_its_tenant_program_and_the_file_of_its_secret(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="Give client, secret_file, each as --set KEY=VALUE."):
        make(SITE, {"tenant": "t"})
    with pytest.raises(BadSource, match="is no address of a SharePoint site"):
        make("https://www.westmarch.gov.uk/", {})
    source = make(SITE, {"tenant": "t", "client": "c", "secret_file": str(tmp_path / "none")})
    with pytest.raises(SourceDown, match="The file with the secret"):
        source.listing()
