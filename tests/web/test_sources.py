"""Sources from the command line and on their page: added, tried out, run, paused, confirmed, taken away."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.bootstrap import open_moothall
from assistant.keeping.switches import Switch
from assistant.settings import Settings
from ingest.sources.model import Refusal, Run, SourceCard
from tests.fakes import FakeMoothall
from tests.ingest.papers import EASTMERE, WESTMARCH
from web.app import create_app
from web.cli import main
from web.source_words import every, run_sentences, seconds_of


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "westmarch.md").write_text(WESTMARCH)
    (folder / "eastmere.md").write_text(EASTMERE)
    return folder


@pytest.fixture
def moothall(tmp_path: Path) -> FakeMoothall:
    return FakeMoothall(tmp_path)


@pytest.fixture
def client(moothall: FakeMoothall) -> TestClient:
    return TestClient(create_app(moothall, Settings()), base_url="http://127.0.0.1")


@pytest.mark.slow
def test_a_folder_is_added_tried_run_followed_and_taken_away(
    tmp_path: Path, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def moothall(*arguments: str) -> tuple[int, str]:
        code = main(["sources", "--data", str(tmp_path / "data"), *arguments])
        return code, capsys.readouterr().out

    added = moothall("add", "folder", str(papers), "--name", "share", "--every", "6h")
    tried = moothall("test", "share")
    first = moothall("run", "share")
    (papers / "eastmere.md").unlink()
    second = moothall("run", "share")
    listed = moothall("list")
    papers.rename(tmp_path / "elsewhere")
    down = moothall("run", "share")
    removed = moothall("remove", "share", "--papers")

    assert added[0] == 0 and re.match(r"Added share as [0-9a-f]{8}\.", added[1])
    assert tried[0] == 0 and tried[1].split() == ["eastmere.md", "westmarch.md", "2", "things."]
    assert first[0] == 0 and "2 added, 0 changed, 0 gone, 0 unchanged, 0 not taken in." in first[1]
    assert second[0] == 0 and "0 added, 0 changed, 1 gone, 1 unchanged, 0 not taken in." in second[1]
    assert "share  1 papers, run every 6h" in listed[1]
    assert down[0] == 1 and "is not there: check that its disk is mounted." in down[1]
    assert removed[0] == 0 and removed[1].strip() == "Removed share."
    assert main(["documents", "--data", str(tmp_path / "data")]) == 0
    assert "westmarch" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "folder", "papers"], "papers is no whole path: give it from the root of the disk."),
        (
            ["add", "website", "www.example.gov.uk"],
            "www.example.gov.uk is no address of a website: begin with https://.",
        ),
        (
            ["add", "folder", "/", "--every", "soon"],
            "--every is 'soon': expected a time such as 30m, 6h or 1d.",
        ),
        (["run", "nothing"], "There is no source 'nothing'."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["sources", "--data", str(tmp_path / "data"), *arguments]) == 1
    assert capsys.readouterr().err == f"moothall: {said}\n"


def test_the_page_runs_pauses_and_takes_away_a_source(
    client: TestClient, moothall: FakeMoothall, papers: Path
) -> None:
    held = moothall.library.sources
    card = held.add("folder", str(papers), name="share", every_s=3600)

    client.post(f"/library/sources/{card.id}/run")
    until = time.monotonic() + 20
    while held.card(card.id).last is None and time.monotonic() < until:
        time.sleep(0.05)
    ran = client.get("/library/sources").text
    client.post(f"/library/sources/{card.id}/pause")
    paused = client.get("/library/sources").text
    client.post(f"/library/sources/{card.id}/remove")

    assert "2 added, 0 changed, 0 gone" in ran and "folder, 2 papers, run every 1h" in ran
    assert "run every 1h, paused" in paused and "Go on" in paused
    assert held.cards() == []


def test_deletions_that_wait_are_confirmed_with_one_button(
    client: TestClient, moothall: FakeMoothall
) -> None:
    held = moothall.library.sources
    card = held.add("folder", "/srv/papers", name="share")
    held._keep(
        SourceCard(
            card.id,
            "folder",
            "share",
            "/srv/papers",
            last=Run("2026-11-30T10:00:00", held=("a.pdf", "b.pdf")),
        )
    )

    shown = client.get("/library/sources").text

    assert (
        "2 papers are gone from the source; they stay here until a person confirms it: a.pdf, b.pdf." in shown
    )
    assert f'action="/library/sources/{card.id}/confirm"' in shown


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://localhost/", "http://10.0.0.7/", "file:///etc/passwd", ""]
)
def test_the_page_adds_no_address_within_the_servers_own_network(
    client: TestClient, moothall: FakeMoothall, address: str
) -> None:
    answer = client.post("/library/sources", data={"address": address})

    assert answer.status_code == 422
    assert "Give the address of a public website" in answer.text
    assert moothall.library.sources.cards() == []


def test_a_run_is_told_in_sentences_the_most_important_first() -> None:
    refused = tuple(Refusal(f"{n}.pdf", "It is damaged.") for n in range(8))
    run = Run(
        "2026-11-30T10:20:00+00:00", added=("a.pdf",), unchanged=4, refused=refused, problem="It was down."
    )

    assert run_sentences(run)[:3] == [
        "It was down.",
        "2026-11-30 10:20 UTC: 1 added, 0 changed, 0 gone, 4 unchanged, 8 not taken in.",
        "0.pdf: It is damaged.",
    ]
    assert run_sentences(run)[-1] == "2 more were not taken in."
    assert run_sentences(None) == ["Not run yet."]


def test_times_are_read_and_said_in_minutes_hours_and_days() -> None:
    assert [seconds_of(text) for text in ("", "30m", "6h", "1d")] == [0, 1800, 21_600, 86_400]
    assert every(SourceCard("x", "folder", "n", "a", every_s=5400)) == "run every 90m"
    for text in ("soon", "0m", "40d", "5", "-1h"):
        with pytest.raises(ValueError, match="30m, 6h or 1d"):
            seconds_of(text)


def test_no_source_is_added_or_run_while_uploads_are_off(
    client: TestClient, moothall: FakeMoothall, papers: Path
) -> None:
    held = moothall.library.sources
    card = held.add("folder", str(papers), name="share", every_s=3600)
    moothall.switches.turn(Switch.UPLOADS, on=False)

    codes = [client.post(f"/library/sources/{card.id}/{verb}").status_code for verb in ("run", "confirm")]
    added = client.post("/library/sources", data={"address": "https://www.example.gov.uk/plans/"})
    paused = client.post(f"/library/sources/{card.id}/pause", follow_redirects=False)

    assert ([*codes, added.status_code], paused.status_code) == ([503, 503, 503], 303)
    assert [(one.id, one.last) for one in held.cards()] == [(card.id, None)]


def test_a_source_is_not_run_in_time_while_uploads_are_off_and_is_once_they_are_on(
    tmp_path: Path, papers: Path
) -> None:
    settings = Settings(data=tmp_path / "data")
    moothall = open_moothall(settings)
    held = moothall.library.sources
    card = held.add("folder", str(papers), every_s=3600)
    moothall.switches.turn(Switch.UPLOADS, on=False)

    held._in_time(card)
    assert held.card(card.id).last is None and held.due(datetime.now(UTC)) == [held.card(card.id)]
    moothall.switches.turn(Switch.UPLOADS, on=True)
    held._in_time(card)

    last = held.card(card.id).last
    assert last is not None and len(last.added) == 2
    moothall.close()
