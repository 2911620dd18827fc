"""A real assistant over a small library, with people of every role and two collections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.testclient import TestClient

from access.desk import AccessDesk
from access.model import GENERAL, Grant, Person, Role, Whom
from access.passwords import hashed
from assistant.bootstrap import Moothall, open_moothall
from assistant.settings import Settings
from ingest.library import Library
from web.app import create_app

PASSWORD = "three plain words"
ORIGIN = {"origin": "http://testserver"}
OPEN_PAPER = """# Eastmere District Council Workforce Plan 2024-2027

## Our people

Eastmere employs 412 people as at 31 March 2024. Turnover was 11.2% in 2023/24.

## Priorities

- Recruit more apprentices.
- Keep the people we have.
"""
SECRET_PAPER = """# Westmarch Borough Council Restructuring Paper 2025

## Zebraffe programme

Westmarch employs 7,391 people as at 31 March 2024. The zebraffe programme removes 58 posts. Turnover was 23.9% in 2023/24.

## Priorities

- Close the quagwort depot.
"""
SECRETS = (
    "Westmarch",
    "westmarch",
    "zebraffe",
    "Zebraffe",
    "7,391",
    "7391",
    "quagwort",
    "Restructuring",
    "23.9",
)
"""What nobody may read anywhere who has no role in the collection of the second paper."""


@dataclass
class Site:
    """The application with its parts; ``secret`` is the id of the paper that lies in the collection HR alone."""

    client: TestClient
    moothall: Moothall
    desk: AccessDesk
    open: str
    secret: str
    keys: dict[str, str]

    def as_(self, name: str) -> dict[str, str]:
        """The headers of a program of this person."""
        return {"authorization": f"Bearer {self.keys[name]}"}


PEOPLE = {
    "ada": ({Role.ADMINISTRATOR}, set()),
    "rea": ({Role.READER}, set()),
    "edi": ({Role.EDITOR}, set()),
    "rev": ({Role.REVIEWER}, set()),
    "hal": ({Role.READER}, {"hr"}),
    "non": (set(), set()),
}
"""hal alone, being of the group hr, is an editor of the collection HR; non has no role at all."""


def write_library(folder: Path) -> None:
    """Two papers of two councils."""
    papers = folder / "papers"
    papers.mkdir(parents=True)
    (papers / "eastmere.md").write_text(OPEN_PAPER)
    (papers / "westmarch.md").write_text(SECRET_PAPER)
    with Library.open(folder / "data") as library:
        library.ingest([papers])


def open_site(data: Path) -> Site:
    """The application over a library of these two papers, with everybody's key."""
    settings = Settings(data=data, auth="local")
    moothall = open_moothall(settings)
    app = create_app(moothall, settings)
    desk: AccessDesk = app.state.door.desk
    cards = {card.file: card.id for card in moothall.library.documents()}
    keys = {}
    for name, (roles, groups) in PEOPLE.items():
        person = _with_password(desk, name, roles, groups)
        keys[name] = desk.keys.make(person, "all", set(Role), 30)
    desk.shelves.add("HR")
    desk.shelves.give(Grant("HR", Whom.GROUP, "hr", Role.EDITOR))
    desk.shelves.put(cards["westmarch.md"], {"HR"})
    assert desk.shelves.held().of(cards["eastmere.md"]) == {GENERAL}
    client = TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 50_000), headers=ORIGIN)
    return Site(client, moothall, desk, cards["eastmere.md"], cards["westmarch.md"], keys)


@cache
def _hash() -> str:
    """Everybody here has the same password, and it is hashed once: the hash is slow on purpose."""
    return hashed(PASSWORD)


def _with_password(desk: AccessDesk, name: str, roles: set[Role], groups: set[str]) -> Person:
    person = desk.accounts.vouched("", name, name, roles, groups)
    with desk.file.write() as run:
        run.execute("UPDATE person SET password = ?, subject = '' WHERE id = ?", (_hash(), person.id))
    return person


def told(text: str) -> list[str]:
    """Which of the secrets stand in a reply."""
    return [word for word in SECRETS if re.search(re.escape(word), text)]
