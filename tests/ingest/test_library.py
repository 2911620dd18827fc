import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.catalogue import keep_meta
from ingest.fact_model import Review
from ingest.library import Library
from ingest.library_errors import (
    BadOverrides,
    LibraryError,
    LibraryInUse,
    MixedModels,
    NoLibrary,
    ReadOnly,
    UnknownDocument,
    UnknownFact,
    UnknownJob,
)
from ingest.library_model import IngestStatus, Job, JobState
from ingest.model import DocumentStatus
from ingest.overrides import Overrides
from ingest.parse import read
from ingest.whose.recognise import recognise
from tests.ingest.papers import WESTMARCH, write_papers


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    return write_papers(tmp_path / "papers")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def test_a_folder_becomes_documents_with_body_title_and_period(library: Library, papers: list[Path]) -> None:
    outcomes = library.ingest([papers[0].parent])

    assert [outcome.status for outcome in outcomes] == [IngestStatus.ADDED, IngestStatus.ADDED]
    cards = [
        (card.file, card.body and card.body.name, card.title, card.period) for card in library.documents()
    ]
    assert cards == [
        ("eastmere.md", "Eastmere County Council", "People Strategy 2022-2025", "2022-2025"),
        ("westmarch.md", "Westmarch Borough Council", "Workforce Plan 2023-2027", "2023-2027"),
    ]
    assert library.check().problems == ()


def test_a_document_comes_back_exactly_as_it_was_read(library: Library, papers: list[Path]) -> None:
    [outcome] = library.ingest([papers[1]])

    assert outcome.document is not None
    assert library.document(outcome.document) == recognise(read(papers[1]))
    assert library.original(outcome.document).read_bytes() == papers[1].read_bytes()


def test_the_same_bytes_twice_are_one_document(library: Library, papers: list[Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(papers[0].read_bytes())

    first = library.ingest([papers[0], copy])
    again = library.ingest([copy])

    assert [outcome.status for outcome in [*first, *again]] == ["added", "unchanged", "unchanged"]
    assert len({outcome.document for outcome in [*first, *again]}) == 1
    assert len(library.documents()) == 1


def test_a_refused_file_does_not_stop_the_others(
    library: Library, papers: list[Path], tmp_path: Path
) -> None:
    empty = tmp_path / "papers" / "empty.pdf"
    empty.write_bytes(b"")

    outcomes = {outcome.file: outcome for outcome in library.ingest([papers[0].parent])}

    assert outcomes["empty.pdf"].status is IngestStatus.REFUSED and "empty" in outcomes["empty.pdf"].reason
    assert outcomes["eastmere.md"].status is outcomes["westmarch.md"].status is IngestStatus.ADDED


def test_a_path_that_does_not_exist_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"nowhere\.md"):
        library.ingest([tmp_path / "nowhere.md"])


def test_both_searches_find_the_passage_and_honour_named_documents(
    library: Library, papers: list[Path]
) -> None:
    library.ingest(papers)
    ids = {card.file: card.id for card in library.documents()}
    [vector] = library.embed(["how many days are staff off sick?"])

    by_meaning = library.search_meaning(vector, limit=1)
    by_word = library.search_words("apprentices mentor", limit=5)
    elsewhere = library.search_meaning(vector, documents=[ids["westmarch.md"]], limit=50)

    assert "9.1 days" in library.chunks([by_meaning[0][0]])[0].text
    assert {library.chunks([one])[0].document for one, _ in by_word} == {ids["westmarch.md"]}
    assert {library.chunks([one])[0].document for one, _ in elsewhere} == {ids["westmarch.md"]}
    assert library.search_words("savings", documents=[ids["westmarch.md"]]) == []
    assert library.search_words("savings", documents=[]) == []


HOSTILE = [
    *(
        '"',
        'staff" OR 1',
        "NEAR(a b)",
        "header:staff",
        "staff*",
        "(((",
        "AND OR NOT",
        "^staff",
        "-staff",
        "",
        "  ",
    ),
    *(
        "£%&;--",
        "a\0b",
        "'; DROP TABLE chunks; --",
        "{header text}: staff",
        "x" * 5000,
        "staff " * 3000,
        "日本語",
    ),
]


def test_nothing_a_person_types_is_read_as_search_syntax(library: Library, papers: list[Path]) -> None:
    library.ingest(papers[:1])

    for query in HOSTILE:
        assert all(isinstance(score, float) for _, score in library.search_words(query))
    assert library.search_words("-staff") == library.search_words("staff")
    assert library.check().problems == ()


def test_removing_a_document_takes_it_out_of_every_store(library: Library, papers: list[Path]) -> None:
    library.ingest(papers)
    gone = next(card for card in library.documents() if card.file == "westmarch.md")
    original = library.original(gone.id)

    library.remove(gone.id)

    assert [card.file for card in library.documents()] == ["eastmere.md"]
    assert [body.name for body in library.bodies()] == ["Eastmere County Council"]
    assert library.search_words("mentoring") == [] and library.facts(document=gone.id) == []
    assert not original.exists()
    assert library.check().problems == ()
    with pytest.raises(UnknownDocument):
        library.document(gone.id)


def test_a_correction_reaches_headers_and_searches(library: Library, papers: list[Path]) -> None:
    [outcome] = library.ingest([papers[1]])
    assert outcome.document is not None

    card = library.update(
        outcome.document, body="Southmoor District Council", title="Our People", status="approved"
    )

    assert (card.body and card.body.name, card.title, card.status) == (
        "Southmoor District Council",
        "Our People",
        DocumentStatus.APPROVED,
    )
    assert all(
        chunk.header.startswith("Southmoor District Council · Our People")
        for chunk in library.chunks_of(card.id)
    )
    assert library.search_words("Southmoor")
    assert library.check().problems == ()


def test_a_library_toml_beside_the_files_overrides_what_was_recognised(
    library: Library, papers: list[Path]
) -> None:
    (papers[0].parent / "library.toml").write_text(
        '[files."westmarch.md"]\ncouncil = "Southmoor"\nstatus = "draft"\n'
        '[bodies."Southmoor District Council"]\nshort_name = "Southmoor"\n'
        'region = "South East"\npopulation = 90000\n',
        "utf-8",
    )

    library.ingest([papers[0].parent])

    card = next(card for card in library.documents() if card.file == "westmarch.md")
    assert card.body is not None
    assert (card.body.name, card.body.region, card.body.population) == (
        "Southmoor District Council",
        "South East",
        90000,
    )
    assert card.status is DocumentStatus.DRAFT


def test_a_faulty_library_toml_lists_every_fault(library: Library, papers: list[Path]) -> None:
    (papers[0].parent / "library.toml").write_text(
        '[files."a.md"]\ncounsil = "X"\nstatus = "old"\n[stuff]\n', "utf-8"
    )

    [outcome, _] = library.ingest([papers[0].parent])

    assert outcome.status is IngestStatus.REFUSED
    assert all(word in outcome.reason for word in ("counsil", "old", "stuff"))


def test_a_status_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadOverrides, match="finished"):
        Overrides(status="finished")


def test_a_second_writer_is_told_who_holds_the_library_and_a_reader_may_read(
    library: Library, papers: list[Path]
) -> None:
    library.ingest(papers)

    with pytest.raises(LibraryInUse, match="in use by process"):
        Library.open(library.folder)
    with Library.open(library.folder, read_only=True) as reader:
        assert len(reader.documents()) == 2
        assert reader.search_meaning(reader.embed(["savings"])[0], limit=1)
        with pytest.raises(ReadOnly):
            reader.ingest(papers)


def test_reading_where_there_is_no_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoLibrary, match="no library"):
        Library.open(tmp_path, read_only=True)


def test_an_index_of_another_model_is_refused(tmp_path: Path, papers: list[Path]) -> None:
    with Library.open(tmp_path / "data") as library:
        library.ingest(papers)
        with library._catalogue.write() as connection:
            keep_meta(
                connection, "model", '{"name": "other/model", "digest": "00ff00ff00ff00", "dimension": 768}'
            )

    with pytest.raises(MixedModels, match="other/model"):
        Library.open(tmp_path / "data")


def test_check_finds_and_repairs_what_is_derived(library: Library, papers: list[Path]) -> None:
    library.ingest(papers)
    [first, second] = [card.id for card in library.documents()]
    wanted = library.search_words("staff turnover savings")
    with library._catalogue.write() as connection:
        connection.execute("DELETE FROM chunks WHERE document = ? AND ordinal = 1", (first,))
        connection.execute("INSERT INTO chunk_words(chunk_words) VALUES ('delete-all')")
    store = library.holdings.keeper._store  # type: ignore[attr-defined]
    store.replace(second, ["stray"], np.ones((1, 384), np.float32))
    (library.folder / "originals" / "zz").mkdir()
    (library.folder / "originals" / "zz" / "left-over.part").write_bytes(b"half")

    found = library.check()
    mended = library.check(repair=True)

    assert not found.whole and mended.whole and len(mended.repaired) >= 4
    assert library.check().problems == ()
    assert library.search_words("staff turnover savings") == wanted


def test_a_missing_original_is_a_problem_that_only_a_person_can_mend(
    library: Library, papers: list[Path]
) -> None:
    [outcome] = library.ingest([papers[0]])
    assert outcome.document is not None
    library.original(outcome.document).unlink()

    report = library.check(repair=True)

    assert not report.whole and "original is missing" in report.problems[0]


def test_an_upload_becomes_a_job_and_then_a_document(library: Library) -> None:
    id = library.submit("../../etc/west march.md", WESTMARCH.encode(), Overrides(title="Uploaded"))

    job = _finished(library, id)

    assert (job.state, job.percent, job.file) == (JobState.READY, 100, "west march.md")
    assert job.document is not None and library.card(job.document).title == "Uploaded"
    assert list((library.folder / "uploads").iterdir()) == []


def test_a_refused_upload_says_why(library: Library) -> None:
    job = _finished(library, library.submit("plan.pdf", b"", None))

    assert job.state is JobState.REFUSED and "empty" in job.reason


def test_a_job_that_a_kill_interrupted_is_taken_up_again(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert library._jobs is not None
        library._jobs._queue_up = lambda id, overrides: None  # type: ignore[method-assign]  # as if killed here
        id = library.submit("westmarch.md", WESTMARCH.encode())
        lost = library.submit("lost.md", b"# Lost")
        (tmp_path / "uploads" / lost / "lost.md").unlink()

    with Library.open(tmp_path) as library:
        assert _finished(library, id).state is JobState.READY
        assert "send it again" in _finished(library, lost).reason


def test_an_unknown_job_or_fact_is_named(library: Library) -> None:
    with pytest.raises(UnknownJob, match="nonsense"):
        library.job("nonsense")
    with pytest.raises(UnknownFact, match="nonsense"):
        library.review("nonsense", review=Review.CONFIRMED)


def test_readers_are_never_disturbed_by_an_ingest(library: Library, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "many", 8)
    library.ingest(papers[:2])
    [vector] = library.embed(["savings"])
    faults: list[BaseException] = []
    rounds = [0] * 4
    done = threading.Event()

    def read_on(number: int) -> None:
        try:
            while not done.is_set():
                for card in library.documents():
                    library.document(card.id)
                assert library.search_words("staff") and library.search_meaning(vector)
                rounds[number] += 1
        except BaseException as fault:
            faults.append(fault)

    readers = [threading.Thread(target=read_on, args=(number,)) for number in range(4)]
    for reader in readers:
        reader.start()
    outcomes = library.ingest(papers)
    done.set()
    for reader in readers:
        reader.join()

    assert faults == [] and min(rounds) > 0
    assert {outcome.status for outcome in outcomes} == {IngestStatus.ADDED, IngestStatus.UNCHANGED}
    assert library.check().problems == ()


def test_the_order_of_ingestion_changes_nothing_that_is_found(tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers", 5)
    found = []
    for number, order in enumerate((papers, papers[::-1])):
        with Library.open(tmp_path / str(number)) as library:
            for paper in order:
                library.ingest([paper])
            [vector] = library.embed(["staff turnover"])
            cards = [replace(card, added=0, added_at="") for card in library.documents()]
            found.append(
                (
                    cards,
                    library.bodies(),
                    library.search_words("staff turnover"),
                    library.search_meaning(vector),
                    library.facts(),
                )
            )

    assert found[0] == found[1]


def _finished(library: Library, id: str, timeout_s: float = 30) -> Job:
    until = time.monotonic() + timeout_s
    while not library.job(id).state.final and time.monotonic() < until:
        time.sleep(0.02)
    return library.job(id)
