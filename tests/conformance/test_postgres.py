"""What PostgreSQL alone has: its tables, its graph, its faults."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psycopg
import pytest
from alembic.script import ScriptDirectory
from fastapi.testclient import TestClient

from assistant.bootstrap import open_moothall
from assistant.settings import Settings
from ingest.catalogue_terms import counted, terms_of
from ingest.holdings.extent import EVERYTHING
from ingest.index import Rows, ranked
from ingest.library import Library
from ingest.library_errors import Broken, LibraryError, Unreachable
from ingest.postgres import meaning
from ingest.postgres.database import Database
from ingest.postgres.meaning import GRAPH, PostgresMeaning, widen
from ingest.postgres.schema import VERSION
from ingest.postgres.words import Counts
from tests.conformance.server import new_database
from tests.conformance.test_ports import EAST, PAPER
from web.app import create_app

ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(address: str) -> str:
    return new_database(address)


def test_the_last_step_of_the_tables_is_the_one_that_the_program_knows() -> None:
    assert ScriptDirectory(str(ROOT / "ingest" / "postgres" / "migrations")).get_current_head() == VERSION


def test_tables_of_a_newer_version_are_left_alone(url: str, tmp_path: Path) -> None:
    Library.open(tmp_path, database=url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(LibraryError, match="newer version"):
        Library.open(tmp_path, database=url)


def test_no_history_can_be_changed_or_taken_out(url: str, tmp_path: Path) -> None:
    Library.open(tmp_path, database=url).close()

    for command in ("UPDATE fact_events SET author = 'x'", "DELETE FROM fact_events", "TRUNCATE fact_events"):
        with (
            psycopg.connect(url) as connection,
            pytest.raises(psycopg.errors.RaiseException, match="only added to"),
        ):
            connection.execute(command)


def test_the_graph_is_searched_as_it_was_set(url: str) -> None:
    database = Database(url, read_only=False)
    with database.moment() as moment:
        widen(moment)
        found = moment.rows("SELECT current_setting('hnsw.iterative_scan') AS how")
    database.close()

    assert found[0]["how"] == GRAPH["hnsw.iterative_scan"] == "strict_order"


def test_a_mistyped_setting_of_the_graph_is_found_out(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(meaning.GRAPH, "hnsw.iterativ_scan", "strict_order")
    database = Database(url, read_only=False)

    with pytest.raises(Broken, match="does not know"), database.moment() as moment:
        widen(moment)
    database.close()


def test_the_graph_finds_what_is_nearest_among_papers_that_may_be_seen(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two thousand vectors by chance in 20 papers, taken for a large library: of the ten nearest at least 98 of 100 are found."""
    monkeypatch.setattr(meaning, "EXACT_UP_TO", 100)
    chance = np.random.default_rng(7)
    vectors = chance.normal(size=(2_000, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [f"{number // 100:016x}-{number % 100:05d}" for number in range(2_000)]
    database = Database(url, read_only=False)
    with database.change() as connection:
        connection.execute("SET session_replication_role = replica")  # rows without their papers
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY vectors (id, document, embedding) FROM STDIN") as copy,
        ):
            for id, vector in zip(ids, vectors, strict=True):
                copy.write_row((id, id[:16], vector))
        connection.execute("INSERT INTO lengths SELECT DISTINCT document, 100, 100, ''::bytea FROM vectors")
    rows = Rows.of(ids, [id[:16] for id in ids], vectors)
    leg = PostgresMeaning(database, Counts())

    hits = 0
    for asked in vectors[::40]:
        found = {id for id, _ in leg.nearest(asked, EVERYTHING, None, 10)}
        hits += len(found & {id for id, _ in rows.nearest(asked, limit=10)})
    named = [leg.nearest(asked, EVERYTHING, [ids[0][:16]], 10) for asked in vectors[::400]]
    database.close()

    assert hits / 500 >= 0.98
    assert named == [rows.nearest(asked, documents=[ids[0][:16]], limit=10) for asked in vectors[::400]]


def test_a_score_does_not_depend_on_what_is_ranked_beside_it() -> None:
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(257, 384)).astype(np.float32)
    ids = [f"{number:03d}" for number in range(257)]
    together = dict(ranked(ids, vectors, vectors[0], limit=257))

    assert {
        id: ranked([id], vectors[n : n + 1], vectors[0], limit=1)[0][1] for n, id in enumerate(ids)
    } == together


def test_words_are_cut_and_stemmed_as_by_the_embedded_index() -> None:
    found = counted([("People plan", "Staff planned, planning; CAFÉ-staff"), ("", "plan")])

    assert found.places == {
        "peopl": [(0, 1, 0)],
        "plan": [(0, 1, 2), (1, 0, 1)],
        "staff": [(0, 0, 2)],
        "cafe": [(0, 0, 1)],
    }
    assert found.sizes == [7, 1]
    assert (terms_of("planning"), terms_of("café"), terms_of("·")) == (("plan",), ("cafe",), ())


def test_a_server_that_is_not_there_is_a_sentence_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be reached") as told:
        Library.open(tmp_path, database="postgresql://moothall:hidden@127.0.0.1:1/moothall")

    assert "hidden" not in str(told.value)


def test_connections_that_a_restart_cut_are_made_anew(url: str, tmp_path: Path) -> None:
    with Library.open(tmp_path, database=url) as library:
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid != pg_backend_pid()"
            )

        assert library.documents() == []


def test_a_connection_that_is_cut_in_the_middle_of_a_search_is_told_as_such(url: str) -> None:
    database = Database(url, read_only=False)

    with pytest.raises(Unreachable, match="administrator command"), database.moment() as moment:
        pid = moment.rows("SELECT pg_backend_pid() AS pid")[0]["pid"]
        with psycopg.connect(url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))
        moment.rows("SELECT 1")
    again = database.note("version")
    database.close()

    assert again == "0"


@contextmanager
def away_for_a_while(url: str, address: str) -> Iterator[None]:
    """The database lets nobody in, and cuts those that are."""
    name = url.split("/")[3].split("?")[0]
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_an_upload_waits_for_a_database_that_is_away(
    url: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.postgres.database._WAIT_S", 0.5)
    monkeypatch.setattr("ingest.jobs.RETRY_S", 0.2)
    with Library.open(tmp_path / "data", database=url) as library:
        with away_for_a_while(url, address):
            job = library.submit("west.md", PAPER.encode())
            until = time.monotonic() + 60
            while not library.trouble() and time.monotonic() < until:
                time.sleep(0.05)
            said, state = library.trouble(), library.job(job).state
        while not library.job(job).state.final and time.monotonic() < until + 60:
            time.sleep(0.1)

        assert "database cannot be reached" in said and not state.final
        assert (library.job(job).state.value, library.trouble()) == ("ready", "")
        assert [card.file for card in library.documents()] == ["west.md"]


def test_while_the_database_is_away_pages_say_so_and_come_back_with_it(
    url: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.postgres.database._WAIT_S", 1.0)
    settings = Settings(data=tmp_path / "data", database=url)
    moothall = open_moothall(settings)
    client = TestClient(
        create_app(moothall, settings), base_url="http://127.0.0.1:8000", raise_server_exceptions=False
    )
    assert client.get("/readyz").status_code == 200

    with away_for_a_while(url, address):
        away = client.get("/readyz")
        page = client.get("/library", headers={"accept": "text/html"})
    until = time.monotonic() + 60
    while (back := client.get("/readyz")).status_code != 200 and time.monotonic() < until:
        time.sleep(0.2)
    moothall.close()

    assert away.status_code == 503 and "database cannot be reached" in away.json()["detail"]
    assert page.status_code == 503
    assert back.status_code == 200


def test_two_servers_with_folders_of_their_own_share_a_library(url: str, tmp_path: Path) -> None:
    (tmp_path / "west.md").write_text(PAPER)
    (tmp_path / "east.md").write_text(EAST)
    with (
        Library.open(tmp_path / "one", database=url) as one,
        Library.open(tmp_path / "two", database=url) as two,
    ):
        one.ingest([tmp_path / "west.md"])
        assert [
            outcome.status.value for outcome in two.ingest([tmp_path / "east.md", tmp_path / "west.md"])
        ] == [
            "added",
            "unchanged",
        ]
        (west,) = [card.id for card in two.documents() if card.file == "west.md"]

        assert two.documents() == one.documents()
        assert two.original(west).read_text() == PAPER
        assert one.search_words("depots") == two.search_words("depots") != []


def test_what_is_wrong_in_the_database_is_found_and_mended(url: str, tmp_path: Path) -> None:
    (tmp_path / "west.md").write_text(PAPER)
    with Library.open(tmp_path / "data", database=url) as library:
        library.ingest([tmp_path / "west.md"])
        before = library.search_words("apprentices depots")
        with psycopg.connect(url) as connection:
            connection.execute("DELETE FROM words WHERE term = 'depot'")
            connection.execute("INSERT INTO originals VALUES ('ffff', 0, 'left over')")
        assert not (tmp_path / "data" / "vectors").exists()  # Chroma is not opened
        assert library.check(repair=True).whole
        with psycopg.connect(url) as connection:
            connection.execute("DELETE FROM chunks WHERE ordinal = 1")

        found = library.check()
        mended = library.check(repair=True)

        assert found.problems == ("west.md: chunks are missing.",) and mended.whole
        assert library.check().problems == ()
        assert library.search_words("apprentices depots") == before


def test_how_rare_a_word_is_stays_in_step_with_every_change(url: str, tmp_path: Path) -> None:
    (tmp_path / "west.md").write_text(PAPER)
    (tmp_path / "east.md").write_text(EAST)
    counted_anew = """SELECT term FROM word_counts FULL JOIN (SELECT term, sum(chunks) AS chunks FROM words GROUP BY term)
        AS anew USING (term) WHERE coalesce(word_counts.chunks, 0) != coalesce(anew.chunks, 0)"""
    with Library.open(tmp_path / "data", database=url) as library:
        library.ingest([tmp_path / "west.md", tmp_path / "east.md"])
        west, east = sorted(library.documents(), key=lambda card: card.file, reverse=True)
        library.update(west.id, body="Southdown District Council")
        library.remove(east.id)

        with psycopg.connect(url) as connection:
            assert connection.execute(counted_anew).fetchall() == []
            assert connection.execute("SELECT chunks FROM word_counts WHERE term = 'depot'").fetchall() == [
                (1,)
            ]


def test_a_changed_original_is_a_problem_that_only_a_person_can_mend(url: str, tmp_path: Path) -> None:
    (tmp_path / "west.md").write_text(PAPER)
    with Library.open(tmp_path / "data", database=url) as library:
        library.ingest([tmp_path / "west.md"])
        with psycopg.connect(url) as connection:
            connection.execute("UPDATE originals SET bytes = 'changed'")

        report = library.check(repair=True)

        assert len(report.problems) == 1 and not report.whole
        assert report.problems[0].startswith("west.md: the original is missing or was changed")


def test_nobody_outside_the_adapters_asks_which_store_it_is() -> None:
    rooms = ("access", "assistant", "engine", "ingest", "web")
    names = [
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in sorted((ROOT / room).rglob("*.py"))
        if "ingest.postgres" in path.read_text("utf-8") and "ingest/postgres/" not in path.as_posix()
    ]

    assert names == ["ingest/holdings/__init__.py", "ingest/holdings/opening.py"]
