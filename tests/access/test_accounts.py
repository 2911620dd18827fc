"""Accounts, sessions, keys and collections as they are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from access import passwords
from access.accounts import ONCE_S
from access.desk import AccessDesk, TooManyTries
from access.file import FILE_NAME, AccessFile
from access.model import GENERAL, AccessError, Grant, Person, Role, Whom
from access.passwords import why_not

GOOD = "three plain words"


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def desk(tmp_path: Path, clock: Hands) -> Iterator[AccessDesk]:
    opened = AccessDesk(AccessFile.open(tmp_path, clock), idle_s=3600, longest_s=43_200, requests="5/minute")
    yield opened
    opened.close()


def jo(desk: AccessDesk, *roles: Role) -> Person:
    """An account with a password of its own."""
    desk.accounts.add("jo", roles or {Role.READER})
    desk.accounts.change_password(desk.accounts.named("jo").person, GOOD)
    return desk.accounts.named("jo").person


def test_a_one_time_password_lets_in_and_is_to_be_replaced(desk: AccessDesk) -> None:
    once = desk.accounts.add("jo", {Role.ADMINISTRATOR}, {"hr"})

    person = desk.accounts.checked("jo", once)

    assert person is not None and person.must_change
    assert (person.roles, person.groups) == ({Role.ADMINISTRATOR}, {"hr"})
    desk.accounts.change_password(person, GOOD)
    assert desk.accounts.checked("jo", once) is None
    changed = desk.accounts.checked(" JO ", GOOD)
    assert changed is not None and not changed.must_change


def test_a_one_time_password_is_over_after_a_week(desk: AccessDesk, clock: Hands) -> None:
    once = desk.accounts.add("jo", {Role.READER})

    clock.now += ONCE_S + 1

    assert desk.accounts.checked("jo", once) is None


def test_a_name_is_had_by_one_however_it_is_cased(desk: AccessDesk) -> None:
    desk.accounts.add("Jo", {Role.READER})

    with pytest.raises(AccessError, match="already"):
        desk.accounts.add("jo", {Role.READER})


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x07b", "a/b"])
def test_a_name_is_one_line(desk: AccessDesk, name: str) -> None:
    with pytest.raises(AccessError):
        desk.accounts.add(name, {Role.READER})


def test_an_unknown_name_costs_a_check_like_a_known_one(
    desk: AccessDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time is that of one Argon2 verification; here it is counted, where a clock would waver."""
    jo(desk)
    checks: list[str] = []
    hasher = passwords._hasher()
    verify = hasher.verify
    monkeypatch.setattr(
        hasher, "verify", lambda password, kept: (checks.append(kept), verify(password, kept))[1]
    )

    assert desk.accounts.checked("jo", "wrong") is None
    assert desk.accounts.checked("nobody", "wrong") is None

    assert len(checks) == 2
    assert all(kept.startswith("$argon2id$") for kept in checks)


def test_the_last_administrator_stays_one(desk: AccessDesk) -> None:
    jo(desk, Role.ADMINISTRATOR)

    with pytest.raises(AccessError, match="only administrator"):
        desk.accounts.disable("jo")
    with pytest.raises(AccessError, match="only administrator"):
        desk.accounts.give("jo", {Role.READER}, ())
    desk.accounts.add("kim", {Role.ADMINISTRATOR})
    desk.accounts.disable("jo")

    assert desk.accounts.checked("jo", GOOD) is None


def test_wrong_passwords_lock_out_whoever_sends_them_and_nobody_else(desk: AccessDesk) -> None:
    person = jo(desk)
    device = desk.sessions.know_device(person)
    for _ in range(5):
        assert desk.sign_in("jo", "wrong", "10.0.0.9", "") is None

    with pytest.raises(TooManyTries):
        desk.sign_in("jo", GOOD, "10.0.0.9", "")

    assert desk.sign_in("jo", GOOD, "10.0.0.7", "") == person, "from another place"
    assert desk.sign_in("jo", GOOD, "10.0.0.9", device) == person, "from the same proxy, by a known browser"


def test_many_names_from_one_place_are_tries_too(desk: AccessDesk) -> None:
    jo(desk)
    for number in range(40):
        desk.throttle.may_try(f"name{number}", "10.0.0.9", known=False)

    with pytest.raises(TooManyTries):
        desk.sign_in("jo", GOOD, "10.0.0.9", "")


def test_a_device_of_one_person_is_none_of_another(desk: AccessDesk) -> None:
    device = desk.sessions.know_device(jo(desk))
    desk.accounts.add("kim", {Role.READER})

    assert desk.sessions.knows_device(device, "jo")
    assert not desk.sessions.knows_device(device, "kim")
    assert not desk.sessions.knows_device("", "jo")


def test_a_session_ends_when_idle_and_after_its_longest(desk: AccessDesk, clock: Hands) -> None:
    person = jo(desk)
    token = desk.sessions.begin(person)

    for _ in range(12):
        clock.now += 3500
        assert desk.sessions.opened(token) is not None
    clock.now += 3500  # 45,500 s, more than the 43,200 in all
    assert desk.sessions.opened(token) is None
    other = desk.sessions.begin(person)
    clock.now += 3601
    assert desk.sessions.opened(other) is None


def test_sessions_are_listed_and_ended_one_by_one(desk: AccessDesk) -> None:
    person = jo(desk)
    first, second = desk.sessions.begin(person, "Firefox"), desk.sessions.begin(person, "Edge")
    listed = {one.device: one.handle for one in desk.sessions.of(person)}

    desk.sessions.end(person, listed["Firefox"])

    assert desk.sessions.opened(first) is None
    assert desk.sessions.opened(second) is not None
    assert [one.device for one in desk.sessions.of(person)] == ["Edge"]


def test_a_new_password_or_a_disabled_account_ends_every_session(desk: AccessDesk) -> None:
    person = jo(desk)
    token = desk.sessions.begin(person)
    desk.accounts.change_password(person, "four other plain words")
    assert desk.sessions.opened(token) is None
    token, key = desk.sessions.begin(person), desk.keys.make(person, "report", set(), 30)

    desk.accounts.disable("jo")

    assert desk.sessions.opened(token) is None
    assert desk.keys.opened(key) is None


def test_only_hashes_are_kept(desk: AccessDesk, tmp_path: Path) -> None:
    person = jo(desk)
    secrets = [
        desk.sessions.begin(person),
        desk.keys.make(person, "report", set(), 30),
        desk.sessions.know_device(person),
        desk.accounts.reset("jo"),
        GOOD,
    ]
    with sqlite3.connect(tmp_path / FILE_NAME) as reading:
        kept = "\n".join(reading.iterdump())

    assert [secret for secret in secrets if secret in kept] == []


def test_a_key_is_for_a_while_and_for_some_roles(desk: AccessDesk, clock: Hands) -> None:
    person = jo(desk, Role.EDITOR)
    secret = desk.keys.make(person, "report", {Role.READER}, 30)

    opened = desk.keys.opened(secret)

    assert opened is not None and opened[0].scope == {Role.READER}
    assert [key.name for key in desk.keys.of(person)] == ["report"]
    clock.now += 30 * 86_400 + 1
    assert desk.keys.opened(secret) is None
    assert desk.keys.opened("mh_made_up") is None


@pytest.mark.parametrize(("name", "days"), [("", 30), ("x" * 81, 30), ("report", 0), ("report", 367)])
def test_a_key_has_a_name_and_an_end(desk: AccessDesk, name: str, days: int) -> None:
    with pytest.raises(AccessError):
        desk.keys.make(jo(desk), name, set(), days)


def test_requests_are_counted_by_person(desk: AccessDesk) -> None:
    assert [desk.throttle.may_ask("a") for _ in range(6)] == [True] * 5 + [False]
    assert desk.throttle.may_ask("b")


def test_collections_are_made_given_filled_and_taken_away(desk: AccessDesk) -> None:
    shelves = desk.shelves
    shelves.add("HR drafts")
    grant = Grant("HR drafts", Whom.GROUP, "hr", Role.READER)
    shelves.give(grant)
    shelves.put("paper", {"HR drafts"})

    assert shelves.held().names == (GENERAL, "HR drafts")
    assert shelves.held().grants == (grant,)
    assert shelves.held().of("paper") == {"HR drafts"}
    with pytest.raises(AccessError, match="There are papers"):
        shelves.remove("HR drafts", ["paper", "other"])
    shelves.put("paper", {GENERAL})
    shelves.put("removed long ago", {"HR drafts"})
    shelves.withdraw(grant)
    shelves.remove("HR drafts", ["paper"])
    assert "removed long ago" not in shelves.held().papers
    assert (shelves.held().names, shelves.held().grants) == ((GENERAL,), ())


def test_what_another_process_changes_is_seen(desk: AccessDesk, tmp_path: Path) -> None:
    assert desk.shelves.held().names == (GENERAL,)
    other = AccessDesk.open(tmp_path)

    other.shelves.add("HR")
    other.close()

    assert desk.shelves.held().names == (GENERAL, "HR")


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as writing:
        writing.execute("PRAGMA user_version = 99")

    with pytest.raises(AccessError, match="newer version"):
        AccessDesk.open(tmp_path)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "at least 12"),
        ("aaaaaaaaaaaaaaa", "more than four different"),
        ("my name is Joanna", "your name"),
        ("x" * 201, "at most 200"),
        ("three plain words", ""),
    ],
)
def test_a_password_is_long_and_not_ones_name(password: str, why: str) -> None:
    assert why in why_not(password, "joanna")
    assert bool(why_not(password, "joanna")) is bool(why)
