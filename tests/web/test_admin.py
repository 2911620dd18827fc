"""The Admin page: what was asked and how it ended, what people said, what is in trouble; for whoever runs the server alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from access.file import FILE_NAME
from assistant.conversation import DAY_S, Conversations
from assistant.conversation_overview import AskedLine
from assistant.keeping.backup import AUDIT, BACKUPS, BY_THE_LIBRARY, LIBRARY, MADE_AGAIN, SHORT_LIVED
from assistant.model import Answer, Route, Status
from tests.fakes import FakeMoothall
from web.admin_view import PARTS, bytes_words, folded, groups_of, storage_of, summary_of


def asked(client: TestClient, question: str) -> None:
    client.post("/ask", data={"question": question})


def line(question: str, status: str = "unanswerable_not_stated", took_ms: float = 100.0) -> AskedLine:
    return AskedLine(0.0, question, status, "lookup", took_ms, "An answer.")


def test_questions_are_listed_with_status_and_time(client: TestClient) -> None:
    asked(client, "turnover of Elmford")
    asked(client, "moon landings")

    html = client.get("/admin").text

    assert "2 questions, 1 answered, 1 not; half of them within 0.0 s." in html
    assert "turnover of Elmford" in html and "moon landings" in html
    assert 'aria-label="All questions"' in html


def test_alike_questions_that_were_not_answered_are_one_group() -> None:
    groups = groups_of(
        [line("Moon landings?"), line("moon LANDINGS"), line("tides"), line("fte", "answered")]
    )

    assert [(group.question, group.times) for group in groups] == [("Moon landings?", 2), ("tides", 1)]
    assert folded("Moon landings?") == folded("landings, moon")


def test_half_of_the_questions_were_faster_than_the_middle_one() -> None:
    lines = [line("a", "answered", 200.0), line("b", "answered", 900.0), line("c", took_ms=3000.0)]

    assert summary_of(lines) == "3 questions, 2 answered, 1 not; half of them within 0.9 s."
    assert summary_of([]) == "Nothing was asked."


def test_feedback_stands_with_its_answer(client: TestClient, moothall: FakeMoothall) -> None:
    asked(client, "turnover")
    turn = moothall.conversations.overview.asked(1)[0]
    identifier = moothall.conversations.turns(_only(moothall))[0].answer.answer_id
    moothall.conversations.save_feedback(identifier, False, "wrong_figure", "It is 13%")

    html = client.get("/admin").text

    assert turn.question == "turnover"
    assert "wrong figure: It is 13%" in html
    assert "Answer: Elmford&#39;s staff turnover was 12.4% in 2023/24" in html


def _only(moothall: FakeMoothall) -> str:
    rows = moothall.conversations._file.rows("SELECT id FROM conversation", ())
    return str(rows[0][0])


def test_papers_in_trouble_jobs_storage_and_versions_are_shown(client: TestClient) -> None:
    client.post("/library", files={"file": ("empty.txt", b"", "text/plain")})

    html = client.get("/admin").text

    assert "Sums that do not add up (1)" in html
    assert "empty.txt is empty: upload the file again." in html
    assert "Free on the disk" in html and "<dt>Python</dt>" in html
    assert "Ready" in html


def test_everything_is_exported(client: TestClient) -> None:
    asked(client, "moon landings")

    rows = list(csv.DictReader(io.StringIO(client.get("/admin/questions.csv").text.lstrip("\ufeff"))))
    book = load_workbook(io.BytesIO(client.get("/admin/questions.xlsx").content))

    assert [(row["question"], row["status"]) for row in rows] == [
        ("moon landings", "unanswerable_not_stated")
    ]
    assert book.sheetnames == ["Questions", "Not answered", "Feedback"]


@pytest.mark.parametrize("path", ["/admin", "/admin/questions.csv"])
def test_nobody_elsewhere_may_see_it(client: TestClient, path: str) -> None:
    reply = client.get(path, headers={"x-forwarded-for": "203.0.113.9", "accept": "text/html"})

    assert reply.status_code == 403
    assert "for whoever runs this server" in reply.text
    assert 'href="/admin"' not in client.get("/", headers={"x-forwarded-for": "203.0.113.9"}).text


def test_only_the_last_days_count_and_deleted_conversations_do_not() -> None:
    now = [100 * DAY_S]
    store = Conversations.open(None, clock=lambda: now[0])
    answer = Answer(Status.ANSWERED, Route.LOOKUP, "Yes.")
    first = store.start("owner")
    store.add_turn(first, "old", answer)
    now[0] += 10 * DAY_S
    store.add_turn(first, "new", answer)

    assert [one.question for one in store.overview.asked(7)] == ["new"]
    assert [one.question for one in store.overview.asked(30)] == ["new", "old"]
    store.delete(first)
    assert store.overview.asked(30) == []


def test_sizes_are_said_as_people_say_them() -> None:
    assert [bytes_words(size) for size in (999, 2_400_000, 3_100_000_000)] == [
        "999 bytes",
        "2.4 MB",
        "3.1 GB",
    ]


def test_the_room_of_each_part_of_the_data_folder_is_told_and_all_else_in_one(tmp_path: Path) -> None:
    for name, size in (
        ("access.sqlite", 3000),
        ("access.sqlite-wal", 4000),
        ("backups/one.zip", 5000),
        ("models/small/weights", 6000),
        ("audit.key", 32),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)

    assert storage_of(tmp_path)[:-1] == [
        ("Accounts and collections", "7 kB"),
        ("Models", "6 kB"),
        ("Backups", "5 kB"),
        ("All else in the data folder", "32 bytes"),
    ]


def test_every_folder_and_database_of_a_data_folder_has_its_name_on_the_page() -> None:
    """Those that a backup knows of; what is new there must be told here too."""
    known = {LIBRARY, AUDIT, *BY_THE_LIBRARY, *MADE_AGAIN, *SHORT_LIVED, BACKUPS, FILE_NAME}

    assert known <= set(PARTS)
