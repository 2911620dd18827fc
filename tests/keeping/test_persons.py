"""What is kept of persons and subjects: given out, erased, forgotten when its time is over, and held all the same."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversation import Conversations
from assistant.conversation_holds import Held
from assistant.conversation_people import reference_of
from assistant.conversation_scope import Scope
from assistant.conversation_seen import SeenConversations, View
from assistant.keeping.audit import Audit
from assistant.keeping.audit_check import verify
from assistant.keeping.audit_events import Done, Kind
from assistant.keeping.disclosing import NothingKept, about_person, about_subject, erase
from assistant.keeping.retention import retain
from assistant.model import Answer, Route, Status
from assistant.settings import Settings
from ingest.library import Library

DAY = 86_400.0
START = 1_764_500_000.0
ANN, BEN = "a" * 43, "b" * 43
ANNS, BENS = reference_of(ANN), reference_of(BEN)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class Uploads:
    """The part of the library that knows of uploads: it notes what it was told to forget."""

    def __init__(self) -> None:
        self.before = ""

    def forget_jobs(self, before: str) -> int:
        self.before = before
        return 3


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversations(clock: Clock) -> Iterator[Conversations]:
    """Ann asked about turnover, Ben about sickness and, in a second conversation, about turnover."""
    store = Conversations.open(None, clock)
    for owner, question in (
        (ANN, "turnover at Elmford?"),
        (BEN, "sickness?"),
        (BEN, "turnover at Oakshire?"),
    ):
        id = store.start(owner)
        store.add_turn(id, question, Answer(Status.ANSWERED, Route.PASSAGES, f"An answer to {question}"))
    yield store
    store.close()


@pytest.fixture
def audit(tmp_path: Path, clock: Clock) -> Iterator[Audit]:
    opened = Audit.open(tmp_path, questions="all", clock=clock)
    for who, said in ((ANNS, "turnover at Elmford?"), (BENS, "sickness?"), (BENS, "turnover at Oakshire?")):
        opened.record(Done(who, Kind.ASKING, "ask", outcome="answered", said=said))
    yield opened
    opened.close()


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def test_a_person_is_given_what_is_theirs_and_nothing_of_others(
    conversations: Conversations, audit: Audit
) -> None:
    files = unpacked(about_person(conversations, audit, ANNS))

    told = json.loads(files["conversations.json"])
    assert [turn["question"] for one in told for turn in one["turns"]] == ["turnover at Elmford?"]
    assert "turnover at Elmford?" in files["record.csv"]
    assert "Oakshire" not in "".join(files.values())
    assert "sickness" not in "".join(files.values())


def test_a_subject_is_looked_for_in_everybodys_conversations_and_in_the_papers(
    conversations: Conversations, audit: Audit, tmp_path: Path
) -> None:
    paper = tmp_path / "plan.md"
    paper.write_text(
        "# Elmford Borough Council\n\n## Plan\n\nStaff turnover was 12.4% in 2023/24.\n\nCake.\n", "utf-8"
    )
    with Library.open(tmp_path / "data") as library:
        library.ingest([paper])
        files = unpacked(about_subject(conversations, audit, library, "turnover"))

    told = json.loads(files["conversations.json"])
    assert sorted(turn["question"] for one in told for turn in one["turns"]) == [
        "turnover at Elmford?",
        "turnover at Oakshire?",
    ]
    assert [fact["value"] for fact in json.loads(files["figures.json"])] == [12.4]
    assert "Staff turnover was 12.4%" in files["passages.json"]
    assert "sickness" not in files["record.csv"]


def test_an_erased_person_is_gone_and_the_record_still_holds(
    conversations: Conversations, audit: Audit
) -> None:
    assert erase(conversations, audit, BENS) == (2, 2)

    assert conversations.people.conversations_of(BENS) == []
    assert len(conversations.people.conversations_of(ANNS)) == 1
    assert [(event.who, text) for event, text in audit.events()] == [
        (ANNS, "turnover at Elmford?"),
        (BENS, ""),
        (BENS, ""),
    ]
    assert verify(audit).faults == ()


def test_nobody_is_erased_or_given_out_who_is_not_known(conversations: Conversations, audit: Audit) -> None:
    with pytest.raises(NothingKept, match="nothing to erase"):
        erase(conversations, audit, "0123456789abcdef")
    with pytest.raises(NothingKept, match="Nothing is kept of"):
        about_person(conversations, audit, "")


def test_what_is_held_is_not_erased(conversations: Conversations, audit: Audit) -> None:
    [id] = conversations.people.conversations_of(ANNS)
    conversations.holds.add(id, "Inquiry 2026/4")

    with pytest.raises(Held, match="Inquiry 2026/4"):
        erase(conversations, audit, ANNS)

    assert conversations.people.conversations_of(ANNS) == [id]


@pytest.mark.parametrize("held", ["all", "the person", "the conversation"])
def test_what_is_held_stays_whoever_deletes_it_and_is_only_not_shown(
    held: str, conversations: Conversations, clock: Clock
) -> None:
    [id] = conversations.people.conversations_of(ANNS)
    what = {"all": "all", "the person": ANNS, "the conversation": id}[held]
    conversations.holds.add(what, "A claim")

    conversations.delete(id)
    clock.now += 400 * DAY
    conversations.forget_older_than(365)
    conversations.bin.empty()

    assert conversations.people.conversations_of(ANNS) == [id]
    assert not conversations.exists(id)
    assert len(conversations.turns(id)) == 1
    assert conversations.holds.end(what)
    conversations.bin.empty()
    assert conversations.people.conversations_of(ANNS) == []


def test_each_class_is_forgotten_by_its_own_setting(
    conversations: Conversations, audit: Audit, clock: Clock, tmp_path: Path
) -> None:
    conversations.keep_projection({"hash": "h1"})
    clock.now += 50 * DAY
    settings = Settings(
        data=tmp_path, keep_days=40, keep_audit_days=45, keep_uploads_days=30, keep_scenarios_days=20
    )
    uploads, now = Uploads(), datetime.fromtimestamp(clock.now, UTC)

    gone = retain(settings, conversations, audit, uploads, now)

    # Three conversations are 50 days old; of three events the newest stays, so that the chain goes on from it.
    assert gone == {
        "conversations": 3,
        "events of the record": 2,
        "finished uploads": 3,
        "saved projections": 1,
    }
    assert uploads.before == (now - timedelta(days=30)).isoformat(timespec="seconds")
    assert verify(audit).faults == ()


def test_a_hold_of_everything_keeps_every_class(
    conversations: Conversations, audit: Audit, clock: Clock, tmp_path: Path
) -> None:
    conversations.keep_projection({"hash": "h1"})
    conversations.holds.add("all", "A court order")
    clock.now += 50 * DAY
    settings = Settings(
        data=tmp_path, keep_days=1, keep_audit_days=1, keep_uploads_days=1, keep_scenarios_days=1
    )

    assert retain(settings, conversations, audit, Uploads()) == {}
    assert conversations.people.count()["conversations"] == 3
    assert len(audit.events()) == 3


def test_a_time_of_nought_keeps_for_good(
    conversations: Conversations, audit: Audit, clock: Clock, tmp_path: Path
) -> None:
    clock.now += 300 * DAY
    settings = Settings(
        data=tmp_path, keep_days=365, keep_audit_days=0, keep_uploads_days=0, keep_scenarios_days=0
    )

    assert retain(settings, conversations, audit, Uploads()) == {}
    assert len(audit.events()) == 3


def test_a_paper_that_is_held_is_not_removed(conversations: Conversations) -> None:
    conversations.holds.add("paper-1", "An appeal")

    conversations.holds.refuse("paper-2")
    with pytest.raises(Held, match=r"paper-1 is under a legal hold \(An appeal\)"):
        conversations.holds.refuse("paper-2", "paper-1")


def test_saved_scenarios_and_comparisons_go_with_a_person_and_stay_while_they_are_held(
    conversations: Conversations, audit: Audit, clock: Clock
) -> None:
    for owner in (ANN, BEN):
        conversations.scenarios.save(owner, "f" * 64, "Fewer posts")
        conversations.comparisons.save(owner, "Neighbours", "body=elm&body=oak")
    conversations.holds.add(BENS, "Inquiry 2026/4")

    erase(conversations, audit, ANNS)
    clock.now += 400 * DAY
    conversations.forget_older_than(365)
    conversations.forget_older_than(365)
    clock.now += 2 * DAY
    conversations.forget_older_than(365)
    conversations.comparisons.drop(BEN, "Neighbours")

    assert conversations.people.saved_by(ANNS) == []
    assert [(one["what"], one["name"]) for one in conversations.people.saved_by(BENS)] == [
        ("scenario", "Fewer posts"),
        ("comparison", "Neighbours"),
    ]
    conversations.holds.end(BENS)
    conversations.forget_older_than(365)
    assert conversations.people.saved_by(BENS) == []


def signed_in(whole: Conversations, owner: str) -> SeenConversations:
    """The store as a person who is signed in has it."""
    everything = View(owner, frozenset({"general"}), {"paper-1"}, sees=lambda made: True)
    return SeenConversations(whole, everything)


@pytest.mark.parametrize("held", ["all", "the person", "another person"])
def test_a_held_person_keeps_their_projections_past_their_time(
    held: str, conversations: Conversations, audit: Audit, clock: Clock, tmp_path: Path
) -> None:
    for owner in (ANN, BEN):
        signed_in(conversations, owner).keep_projection({"hash": "f" * 64})
    conversations.holds.add({"all": "all", "the person": ANNS, "another person": BENS}[held], "A claim")
    clock.now += 50 * DAY

    conversations.people.forget_projections(20)
    retain(Settings(data=tmp_path, keep_scenarios_days=20), conversations, audit, Uploads())

    stays = {"all": (ANN, BEN), "the person": (ANN,), "another person": (BEN,)}[held]
    for owner in (ANN, BEN):
        assert (signed_in(conversations, owner).projection("f" * 64) is not None) == (owner in stays)


def test_where_nobody_signs_in_a_held_person_keeps_the_projections_that_they_saved(
    conversations: Conversations, clock: Clock
) -> None:
    for hash_ in ("saved", "not saved"):
        conversations.keep_projection({"hash": hash_})
    conversations.scenarios.save(ANN, "saved", "Fewer posts")
    conversations.holds.add(ANNS, "A claim")
    clock.now += 50 * DAY

    assert conversations.people.forget_projections(20) == 1
    assert conversations.projection("saved") == {"hash": "saved"}


def test_what_a_projection_was_made_from_is_forgotten_with_it_and_of_no_other(
    conversations: Conversations, clock: Clock
) -> None:
    store = signed_in(conversations, ANN)
    store.keep_projection({"hash": "old"})
    clock.now += 50 * DAY
    store.keep_projection({"hash": "new"})

    assert conversations.people.forget_projections(20) == 1

    assert [one["id"] for one in conversations.people.made_by(ANNS)] == ["new"]


def test_a_person_is_given_their_projections_and_what_answers_were_made_from(
    conversations: Conversations, audit: Audit
) -> None:
    for owner in (ANN, BEN):
        store = signed_in(conversations, owner)
        store.keep_projection({"hash": "f" * 64, "of": f"{owner} with paper-1"})
        id = store.start()
        store.add_turn(id, "and now?", Answer(Status.ANSWERED, Route.PASSAGES, f"For {owner}"))
        conversations.scopes.keep(id, Scope(councils=("Elmford",)))
    files = unpacked(about_person(conversations, audit, ANNS))

    projection, answer = json.loads(files["made_from.json"])
    assert (answer["what"], answer["collections"], answer["documents"]) == ("turn", ["general"], [])
    assert (projection["documents"], projection["shared"]) == (["paper-1"], False)
    assert projection["result"] == {"hash": "f" * 64, "of": f"{ANN} with paper-1"}
    chosen = [one["chosen"]["councils"] for one in json.loads(files["conversations.json"])]
    assert sorted(chosen) == [[], ["Elmford"]]
    assert BEN not in "".join(files.values())


def test_what_is_kept_under_typed_names_is_told_of_where_nobody_signs_in(
    conversations: Conversations, audit: Audit
) -> None:
    typed, signed = (
        unpacked(about_person(conversations, audit, ANNS, account))["READ ME.txt"]
        for account in (None, {"name": "ann"})
    )

    assert "kept under the name that they type" in typed
    assert "under the name" not in signed
