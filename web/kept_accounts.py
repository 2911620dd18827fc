"""The accounts of a data folder, by the reference under which the record and conversations know a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.conversation_people import reference_of
from assistant.settings import Settings

if TYPE_CHECKING:
    from access.accounts import Account
    from access.desk import AccessDesk


class KeptAccounts:
    """The accounts, empty where nobody ever signed in."""

    def __init__(self, desk: AccessDesk | None) -> None:
        self._desk = desk

    def of(self, who: str) -> Account | None:
        """The account of a reference."""
        from web.door import owner_name

        found = self._desk.accounts.list() if self._desk else ()
        return next((one for one in found if reference_of(owner_name(one.person)) == who), None)

    def told(self, who: str) -> dict[str, Any] | None:
        """Everything that is kept of an account but the hashes; None for no account."""
        from access.kept_of import kept_of

        account = self.of(who)
        if account is None or self._desk is None:
            return None
        return kept_of(self._desk.file, account.person)

    def forget(self, account: Account | None) -> None:
        """Take an account away with all that is its own."""
        if account is not None and self._desk is not None:
            self._desk.accounts.forget(account.person)


@contextmanager
def kept_accounts(settings: Settings) -> Iterator[KeptAccounts]:
    """The accounts of the data folder; none are made where there are none."""
    from access.desk import AccessDesk
    from access.file import FILE_NAME

    if not (settings.data / FILE_NAME).is_file():
        yield KeptAccounts(None)
        return
    desk = AccessDesk.open(settings.data)
    try:
        yield KeptAccounts(desk)
    finally:
        desk.close()
