"""The one function that decides, over roles, collections and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from access.model import GENERAL, Collections, Grant, Person, Right, Role, Whom
from access.rights import may, readable

HELD = Collections(
    (GENERAL, "HR"),
    (
        Grant("HR", Whom.GROUP, "hr", Role.EDITOR),
        Grant("HR", Whom.PERSON, "pat", Role.REVIEWER),
        Grant("HR", Whom.ROLE, "reviewer", Role.READER),
    ),
    {"secret": frozenset({"HR"}), "both": frozenset({"HR", GENERAL})},
)


def person(*roles: Role, groups: tuple[str, ...] = (), name: str = "jo") -> Person:
    return Person("1", name, frozenset(roles), frozenset(groups))


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.READER, {Right.READ}),
        (Role.EDITOR, {Right.READ, Right.CHANGE}),
        (Role.REVIEWER, {Right.READ, Right.REVIEW}),
        (Role.ADMINISTRATOR, {Right.READ, Right.CHANGE, Right.REVIEW, Right.ADMINISTER}),
    ],
)
def test_each_role_has_its_rights_in_the_general_collection(role: Role, rights: set[Right]) -> None:
    asked = (Right.READ, Right.CHANGE, Right.REVIEW, Right.ADMINISTER)

    assert {right for right in asked if may(person(role), right, HELD, ["plain"])} == rights


def test_nobody_has_public_rights_alone() -> None:
    assert [right for right in Right if may(None, right, HELD)] == [Right.PUBLIC]


def test_a_role_of_the_account_means_nothing_in_another_collection() -> None:
    assert not may(person(Role.EDITOR), Right.READ, HELD, ["secret"])


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        (person(groups=("hr",)), {Right.READ, Right.CHANGE}),
        (person(name="pat"), {Right.READ, Right.REVIEW}),
        (person(Role.REVIEWER), {Right.READ}),
        (person(Role.ADMINISTRATOR), {Right.READ, Right.CHANGE, Right.REVIEW}),
    ],
)
def test_a_collection_is_given_to_a_group_a_person_or_a_role(who: Person, rights: set[Right]) -> None:
    asked = (Right.READ, Right.CHANGE, Right.REVIEW)

    assert {right for right in asked if may(who, right, HELD, ["secret"])} == rights


def test_a_paper_of_two_collections_is_read_from_either_and_changed_from_both() -> None:
    one, two = person(Role.EDITOR), person(Role.EDITOR, groups=("hr",))

    assert may(one, Right.READ, HELD, ["both"]) and not may(one, Right.CHANGE, HELD, ["both"])
    assert may(two, Right.CHANGE, HELD, ["both"])


def test_a_right_to_several_papers_is_one_to_each() -> None:
    assert not may(person(Role.READER), Right.READ, HELD, ["plain", "secret"])


def test_a_key_does_no_more_than_its_roles_and_reads_in_any_case() -> None:
    key = replace(person(Role.ADMINISTRATOR, Role.EDITOR), scope=frozenset({Role.READER}))

    assert [right for right in Right if may(key, right, HELD, ["plain"])] == [
        Right.PUBLIC,
        Right.SIGNED_IN,
        Right.READ,
    ]
    assert not may(key, Right.READ, HELD, ["secret"]), (
        "a reader's key of an administrator is no administrator"
    )


def test_what_may_be_read_is_what_lies_in_a_readable_collection() -> None:
    assert readable(person(Role.READER), HELD, ["plain", "secret", "both"]) == {"plain", "both"}
    assert readable(person(), HELD, ["plain", "secret", "both"]) == frozenset()
    assert readable(None, HELD, ["plain"]) == frozenset()


def test_a_collection_that_is_gone_gives_nothing() -> None:
    left = Collections((GENERAL,), HELD.grants, HELD.papers)

    assert not may(person(groups=("hr",)), Right.READ, left, ["secret"])
