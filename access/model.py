"""The words of access: roles and what each may do, people, collections of papers and who has which role in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person is: each may read; editors change papers, reviewers figures, administrators everything."""

    READER = "reader"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a request needs. ``PUBLIC`` needs nobody, ``SIGNED_IN`` anybody, the others a role."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    READ = "read"
    CHANGE = "change"
    REVIEW = "review"
    ADMINISTER = "administer"


GENERAL = "general"
"""The collection of papers that were put into no other; what each role may do there is what its name says."""

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.EDITOR: frozenset({Right.READ, Right.CHANGE}),
    Role.REVIEWER: frozenset({Right.READ, Right.REVIEW}),
    Role.ADMINISTRATOR: frozenset({Right.READ, Right.CHANGE, Right.REVIEW, Right.ADMINISTER}),
}


class Whom(StrEnum):
    """Who is given a role in a collection: all who have a role, a group of the provider, or one person by name."""

    ROLE = "role"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a collection for all who have a role, are in a group, or have a name."""

    collection: str
    whom: Whom
    who: str
    role: Role


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. ``scope`` holds the roles that an API key may use at most; None is all of them.

    ``id`` never changes and is never given to another; ``must_change`` is true until a one-time password was replaced.
    """

    id: str
    name: str
    roles: frozenset[Role] = frozenset()
    groups: frozenset[str] = frozenset()
    scope: frozenset[Role] | None = None
    must_change: bool = False

    def within(self, role: Role) -> bool:
        """Whether the key, if it is one, may use this role; every key may read."""
        return self.scope is None or role in self.scope or role is Role.READER


@dataclass(frozen=True, slots=True)
class Collections:
    """The collections as they stand: who has which role in each, and which papers lie in which."""

    names: tuple[str, ...] = (GENERAL,)
    grants: tuple[Grant, ...] = ()
    papers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, document: str) -> frozenset[str]:
        """The collections that a paper lies in; the general one unless it was put elsewhere."""
        return self.papers.get(document) or frozenset({GENERAL})


class AccessError(Exception):
    """Something about accounts or collections that cannot be done; its text is one sentence."""
