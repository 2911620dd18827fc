"""What the templates about accounts are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import Field, Shell


@dataclass(frozen=True, slots=True)
class SignInView:
    """``sign_in.html``; ``provider`` is the host of the OpenID provider, empty where accounts are kept here."""

    shell: Shell
    back: str
    name: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class PasswordView:
    """``password.html``; ``first`` when a one-time password is to be replaced."""

    shell: Shell
    first: bool
    shortest: int


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session: since when, last used, from which browser; ``here`` is the one that looks."""

    handle: str
    device: str
    began: str
    used: str
    here: bool


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One API key; ``over`` when its time has passed."""

    handle: str
    name: str
    roles: str
    until: str
    used: str
    over: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """``account.html``; ``secret`` is a key just made, shown this once."""

    shell: Shell
    name: str
    roles: str
    groups: Sequence[str]
    collections: Sequence[tuple[str, str]]
    has_password: bool
    sessions: Sequence[SessionLine]
    keys: Sequence[KeyLine]
    own_roles: Sequence[str]
    secret: str
    secret_name: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One account as administrators see it."""

    name: str
    roles: Sequence[str]
    groups: str
    disabled: bool
    provider: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """``people.html``; ``once`` is the one-time password of ``whose``, shown this once."""

    shell: Shell
    people: Sequence[PersonLine]
    roles: Sequence[str]
    local: bool
    once: str
    whose: str


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """One collection with who has which role in it."""

    name: str
    papers: int
    given: Sequence[tuple[str, str, str, str]]
    general: bool


@dataclass(frozen=True, slots=True)
class CollectionsView:
    """``collections.html``."""

    shell: Shell
    collections: Sequence[CollectionLine]
    roles: Sequence[str]
    name: Field
