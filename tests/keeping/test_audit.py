"""The record of what was done: only added to, every change of it seen, words forgotten without breaking it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import threading
from pathlib import Path

import pytest

from assistant.keeping.audit import FILE, Audit
from assistant.keeping.audit_check import verify
from assistant.keeping.audit_events import Done, Kind
from assistant.keeping.audit_export import as_csv, as_json_lines
from assistant.keeping.audit_key import BadAudit, read_key

DAY = 86_400.0
START = 1_764_500_000.0


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


def filled(folder: Path, questions: str = "all") -> Audit:
    """A record of five events."""
    audit = Audit.open(folder, questions=questions)
    for number in range(1, 6):
        audit.record(
            Done(f"person-{number % 2}", Kind.ASKING, "ask", f"c{number}", "answered", f"question {number}")
        )
    return audit


def changed(folder: Path, statement: str) -> None:
    """Somebody with the database, and without the key, changes it past its guards."""
    with sqlite3.connect(folder / FILE) as connection:
        connection.executescript(f"DROP TRIGGER event_stays; DROP TRIGGER event_lasts; {statement}")


def test_a_record_that_nobody_changed_is_whole(tmp_path: Path) -> None:
    found = verify(filled(tmp_path))

    assert (found.events, found.last, found.faults) == (5, 5, ())


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE event SET who = 'somebody else' WHERE number = 3", "Event 3 of "),
        ("UPDATE event SET outcome = 'refused' WHERE number = 1", "Event 1 of "),
        ("UPDATE event SET at = '2020-01-01T00:00:00' WHERE number = 5", "Event 5 of 2020"),
        ("DELETE FROM event WHERE number = 3", "Events 3 to 3 are missing."),
        ("DELETE FROM event WHERE number < 3", "Events 1 to 2 are missing."),
        ("DELETE FROM event WHERE number > 3", "its end was cut off"),
        ("DELETE FROM event", "its end was cut off"),
        ("UPDATE said SET text = 'other words' WHERE number = 2", "The words of event 2 were changed."),
        ("UPDATE event SET number = 9 WHERE number = 5", "Events 5 to 8 are missing."),
    ],
)
def test_every_change_of_the_record_is_seen(statement: str, said: str, tmp_path: Path) -> None:
    filled(tmp_path).close()
    changed(tmp_path, statement)

    assert said in " ".join(verify(Audit.open(tmp_path)).faults)


def test_a_record_made_anew_without_the_key_is_seen(tmp_path: Path) -> None:
    """Whoever has the database alone and seals with a key of their own does not get by."""
    audit = filled(tmp_path / "ours")
    filled(tmp_path / "theirs").close()
    audit.close()
    (tmp_path / "theirs" / FILE).replace(tmp_path / "ours" / FILE)

    faults = verify(Audit.open(tmp_path / "ours")).faults

    assert "sealed with another key" in " ".join(faults)


def test_the_end_that_somebody_noted_elsewhere_must_still_be_there(tmp_path: Path) -> None:
    audit = filled(tmp_path)
    noted = verify(audit)
    audit.close()
    (tmp_path / "audit.head").unlink()
    changed(tmp_path, "DELETE FROM event WHERE number > 3")
    cut = Audit.open(tmp_path)

    assert verify(cut).faults == ()  # nothing in the folder tells of it any more
    assert verify(cut, noted=(noted.last, noted.seal)).faults == (
        "Event 5 is not the one that was noted: the record was changed or cut off.",
    )


def test_the_database_lets_nobody_change_or_delete_an_event(tmp_path: Path) -> None:
    filled(tmp_path).close()

    with sqlite3.connect(tmp_path / FILE) as connection:
        for statement in ("UPDATE event SET who = 'x'", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                connection.execute(statement)


def test_events_of_several_processes_make_one_chain(tmp_path: Path) -> None:
    """Four stand-ins for processes, each with a connection of its own, add ten events each."""

    def add() -> None:
        audit = Audit.open(tmp_path)
        for number in range(10):
            audit.record(Done("p", Kind.CHANGING, "add", str(number)))
        audit.close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert verify(Audit.open(tmp_path)).events == 40
    assert verify(Audit.open(tmp_path)).faults == ()


@pytest.mark.parametrize(("questions", "kept"), [("all", ["Was it 5%?"]), ("hashed", [""]), ("none", [""])])
def test_so_much_of_a_question_is_kept_as_is_set(questions: str, kept: list[str], tmp_path: Path) -> None:
    audit = Audit.open(tmp_path, questions=questions)
    for text in ("Was it 5%?", "was it  5%?", "Was it 6%?"):
        audit.record(Done("p", Kind.ASKING, "ask", said=text))

    events = audit.events()
    digests = [event.said for event, _ in events]
    assert [text for _, text in events][:1] == kept
    assert b"Was it" not in (tmp_path / FILE).read_bytes() or questions == "all"
    if questions == "hashed":  # equal questions are told as equal, and others apart
        assert digests[0] == digests[1] != digests[2]
    if questions == "none":
        assert digests == ["", "", ""]
    assert verify(audit).faults == ()


def test_the_words_of_a_person_are_forgotten_and_the_chain_still_holds(tmp_path: Path) -> None:
    audit = filled(tmp_path)

    assert audit.forget_said("person-1") == 3  # of events 1, 3 and 5

    assert [text for _, text in audit.events()] == ["", "question 2", "", "question 4", ""]
    assert verify(audit).faults == ()


def test_the_oldest_part_goes_and_what_is_left_is_whole(tmp_path: Path) -> None:
    clock = Clock()
    audit = Audit.open(tmp_path, questions="all", clock=clock)
    for day in range(10):
        clock.now = START + day * DAY
        audit.record(Done("p", Kind.ASKING, "ask", said=f"day {day}"))
    clock.now = START + 10 * DAY

    assert audit.forget_older_than(4) == 6  # days 0 to 5; day 6 is four days ago to the second
    assert [event.number for event, _ in audit.events()] == [7, 8, 9, 10]
    assert verify(audit).faults == ()
    audit.record(Done("p", Kind.ASKING, "ask"))
    assert verify(audit).faults == ()
    audit.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE anchor SET number = 8")
    assert "The beginning of the record was changed." in verify(Audit.open(tmp_path)).faults


def test_with_an_earlier_key_the_part_that_it_sealed_is_verified_too(tmp_path: Path) -> None:
    filled(tmp_path).close()
    (tmp_path / "audit.key").rename(tmp_path / "earlier")
    audit = Audit.open(tmp_path)
    audit.record(Done("p", Kind.CHANGING, "add"))

    assert "Events 1 to 5 are sealed with another key" in verify(audit).faults[0]
    assert verify(audit, [read_key(tmp_path / "earlier")]).faults == ()


def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit.key").write_text("secret")

    with pytest.raises(BadAudit, match="shorter than 32 bytes"):
        Audit.open(tmp_path)


def test_reading_the_same_thing_within_a_minute_is_one_event(tmp_path: Path) -> None:
    clock = Clock()
    audit = Audit.open(tmp_path, clock=clock)
    for at in (0, 30, 61, 62):
        clock.now = START + at
        audit.record(Done("p", Kind.READING, "read a paper", "d1"))

    assert len(audit.events()) == 2  # at 0 s and at 61 s


def test_the_record_goes_out_as_a_table_and_as_lines(tmp_path: Path) -> None:
    audit = Audit.open(tmp_path, questions="all")
    audit.record(Done("p", Kind.ASKING, "ask", "c1", "answered", "=HYPERLINK(1)"))
    events = audit.events()

    table = list(csv.DictReader(io.StringIO(as_csv(events).decode("utf-8-sig"))))
    assert (table[0]["who"], table[0]["what"], table[0]["question"]) == ("p", "ask", "'=HYPERLINK(1)")
    line = json.loads(as_json_lines(events))
    assert (line["number"], line["question"], line["outcome"]) == (1, "=HYPERLINK(1)", "answered")


def test_no_event_can_break_out_of_its_line(tmp_path: Path) -> None:
    audit = Audit.open(tmp_path)
    audit.record(Done("p\nq", Kind.READING, "read", "a\x00b\u2028c" + "x" * 1000))

    event, _ = audit.events()[0]
    assert event.who == "p q"
    assert event.on.startswith("a b c")
    assert len(event.on) == 300
