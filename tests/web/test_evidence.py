"""Where a document's fields were read, as pages and the API show it."""

from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from assistant.settings import Settings
from ingest.model import Furniture, Origin
from tests.fakes import ELM_PAPER, FakeLibrary, FakeMoothall
from web.app import create_app
from web.evidence_view import evidence_lines

READ = replace(
    ELM_PAPER,
    furniture=(Furniture("head", "Elmford Borough Council", tuple(range(2, 10))),),
    origins=(
        Origin("body", "head", "Elmford Borough Council", 2),
        Origin("body", "author", "Elmford Borough Council"),
        Origin("title", "person", "Our <People>"),
    ),
)


def client_of(folder: Path) -> TestClient:
    moothall = FakeMoothall(folder)
    moothall.library = FakeLibrary(folder, (READ,))
    return TestClient(create_app(moothall, Settings(data=folder)))


def test_each_field_has_one_sentence_with_the_pages_it_was_read_from() -> None:
    assert evidence_lines(READ) == [
        "Body read from the running head of pages 2-9: “Elmford Borough Council”",
        "Title given by a person: “Our <People>”",
    ]


def test_the_pages_of_a_document_show_the_sentences(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        pages = [client.get(f"/{room}/{READ.id}").text for room in ("library", "documents")]

    assert all("Body read from the running head of pages 2-9" in page for page in pages)
    assert not any("Our <People>" in page for page in pages)


def test_the_api_gives_every_line_of_evidence(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        evidence = client.get(f"/api/documents/{READ.id}").json()["evidence"]

    assert [(row["field"], row["place"], row["page"]) for row in evidence] == [
        ("body", "head", 2),
        ("body", "author", None),
        ("title", "person", None),
    ]
