"""All that the file of accounts holds of one person, but the hashes of secrets: for whoever asks what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.file import AccessFile
from access.model import Person, Whom

_ACCOUNT = ("id", "name", "issuer", "subject", "once_until", "disabled", "made")
_BESIDE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "roles": ("person_role", ("role",)),
    "groups": ("person_group", ("name",)),
    "sessions": ("session", ("handle", "made", "seen", "device")),
    "browsers": ("device", ("made",)),
    "keys": ("api_key", ("handle", "name", "roles", "made", "until", "used")),
    "uploads": ("upload", ("job", "known", "made")),
}
"""Under which word which columns of which table are told."""


def kept_of(file: AccessFile, person: Person) -> dict[str, Any]:
    """The account with all that belongs to it, sessions and keys that have ended too."""
    [account] = _rows(file, "person", _ACCOUNT, "id = ?", person.id)
    beside = {
        word: _rows(file, table, columns, "person = ?", person.id)
        for word, (table, columns) in _BESIDE.items()
    }
    given = _rows(
        file, "given", ("collection", "role"), f"whom = '{Whom.PERSON.value}' AND who = ?", person.name
    )
    plain = {
        word: [row[column] for row in beside[word]]
        for word, column in (("roles", "role"), ("groups", "name"))
    }
    return account | beside | plain | {"given": given}


def _rows(
    file: AccessFile, table: str, columns: tuple[str, ...], where: str, who: str
) -> list[dict[str, Any]]:
    names = ", ".join(columns)
    rows = file.rows(f"SELECT {names} FROM {table} WHERE {where} ORDER BY {names}", (who,))  # noqa: S608 - all from above
    return [dict(zip(columns, row, strict=True)) for row in rows]
