"""What the commands do that keep the data safe; ``web.cli_keeping`` has their options."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from web.kept_accounts import kept_accounts
from web.printing import print_json, printed
from web.refusing import CannotDo
from web.version import own_version

if TYPE_CHECKING:
    from assistant.conversation import Conversations
    from assistant.keeping.audit import Audit

CONVERSATIONS = "conversations.sqlite"
_MB = 1_000_000


def backup(options: Namespace, settings: Settings) -> int:
    """Write a backup."""
    from assistant.keeping.backup import back_up

    made = back_up(settings, options.file, own_version())
    for path in made.missing:
        print(printed(f"missing: {path} was not there to copy; moothall check says more."), file=sys.stderr)
    if options.json:
        print_json(asdict(made) | {"file": str(options.file)})
    else:
        print(f"{options.file}: {len(made.entries)} files, {made.size / _MB:.1f} MB, each with its digest.")
        print("Not in it: the passwords and keys of the settings, and the audit key. Keep those elsewhere.")
        if settings.database:
            print("Nor are the papers: they are in the database. Back that up too, with pg_dump.")
    return 0


def restore(options: Namespace, settings: Settings) -> int:
    """Put a backup into the empty data folder, make what is derived, and look it through."""
    from assistant.keeping.restore import restore as put_back
    from ingest.library import Library

    made = put_back(options.file, settings.data)
    with Library.open(settings.data) as library:
        report = library.check(repair=True)
    if options.json:
        print_json(asdict(made) | {"documents": report.documents, "whole": report.whole})
    else:
        print(f"Restored {len(made.entries)} files of {made.made} into {settings.data}: ", end="")
        print(
            f"{report.documents} documents, {'whole' if report.whole else 'not whole; run moothall check'}."
        )
        print(
            "Its settings are in the backup as settings.toml. To verify its record, put the audit.key of then into"
        )
        print(f"{settings.data} as audit-earlier.key.")
    return 0 if report.whole else 1


def audit(options: Namespace, settings: Settings) -> int:
    """Verify the record of what was done, or write it out."""
    with kept(settings) as (_, record):
        return _export(options, record) if options.action == "export" else _verify(options, settings, record)


def _verify(options: Namespace, settings: Settings, record: Audit) -> int:
    from assistant.keeping.audit_check import verify
    from assistant.keeping.wholeness import earlier_keys

    number, _, seal = options.noted.partition(":")
    if options.noted and not (number.isdigit() and seal):
        raise CannotDo("--noted wants the number of an event and its seal, as audit verify prints them.")
    noted = (int(number), seal) if options.noted else None
    found = verify(record, earlier_keys(settings, options.key), noted=noted)
    if options.json:
        print_json(asdict(found) | {"whole": found.whole})
    else:
        for sentence in found.faults:
            print(printed(f"fault: {sentence}"))
        print(f"{found.events} events: {'whole' if found.whole else 'not whole'}. ", end="")
        print(f"Note elsewhere: {found.last}:{found.seal}" if found.events else "")
    return 0 if found.whole else 1


def _export(options: Namespace, record: Audit) -> int:
    from assistant.keeping.audit_export import as_csv, as_json_lines

    if not (options.csv or options.json_lines):
        raise CannotDo("Say where to: --csv FILE or --json-lines FILE.")
    events = record.events(options.who)
    if options.csv:
        write_whole(options.csv, as_csv(events))
    if options.json_lines:
        write_whole(options.json_lines, as_json_lines(events))
    return 0


def switch(options: Namespace, settings: Settings) -> int:
    """Turn something off or on, or say how all of it stands."""
    from assistant.keeping.switches import Switch, Switches

    switches = Switches(settings.data)
    if options.what and options.action:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        switches.turn(Switch(options.what), on=options.action == "on", notice=options.notice)
    standing = {each.value: switches.off(each) for each in Switch}
    if options.json:
        print_json({name: {"on": not notice, "notice": notice} for name, notice in standing.items()})
    else:
        for name, notice in standing.items():
            print(printed(f"{name:8}  {'off: ' + notice if notice else 'on'}"))
    return 0


def hold(options: Namespace, settings: Settings) -> int:
    """Add, end or list legal holds."""
    with kept(settings) as (conversations, _):
        if options.action != "list" and not options.what:
            raise CannotDo("Say what: all, a person's reference, or the id of a conversation or a paper.")
        if options.action == "add" and not options.reason.strip():
            raise CannotDo("Say why with --reason, so that whoever ends the hold knows what for.")
        if options.action == "add":
            conversations.holds.add(options.what, options.reason.strip())
        if options.action == "end" and not conversations.holds.end(options.what):
            raise CannotDo(f"There is no hold of {options.what!r}.")
        held = conversations.holds.in_force()
    if options.json:
        print_json({"holds": [asdict(one) for one in held]})
    else:
        print(printed("\n".join(f"{one.what}  {one.reason}" for one in held) or "Nothing is held."))
    return 0


def disclose(options: Namespace, settings: Settings) -> int:
    """Write everything about a person or a subject into one file."""
    from assistant.keeping.disclosing import about_person, about_subject
    from ingest.library import Library

    with (
        kept(settings) as (conversations, record),
        Library.open(settings.data, database=settings.database, read_only=True) as library,
        kept_accounts(settings) as accounts,
    ):
        if options.action == "person":
            account, told = accounts.of(options.what), accounts.told(options.what)
            reviews = library.said_by(account.person.name) if account else ()
            data = about_person(conversations, record, options.what, told, reviews)
        else:
            data = about_subject(conversations, record, library, options.what)
    write_whole(options.file, data)
    print(f"{options.file}: look it through before it goes out; it may name others too.")
    return 0


def erase(options: Namespace, settings: Settings) -> int:
    """Forget a person, or say what would be forgotten."""
    from assistant.keeping.disclosing import erase as forget

    with kept(settings) as (conversations, record):
        if not options.yes:
            count = len(conversations.people.conversations_of(options.what))
            print(f"This would forget {count} conversations of {options.what}. Say --yes to do it.")
            return 1
        with kept_accounts(settings) as accounts:
            account = accounts.of(options.what)
            gone, words = forget(conversations, record, options.what, known=account is not None)
            accounts.forget(account)
    if options.json:
        print_json({"conversations": gone, "questions": words, "account": account is not None})
    else:
        print(f"Forgotten: {gone} conversations, and the words of {words} questions in the record.")
        if account is not None:
            print("Their account is gone too, with its sessions and keys.")
        print("What was said of figures stays under the name that it was said under, for figures rest on it.")
        print("Backups made before still hold them until they are let go.")
    return 0


def refuse_held(settings: Settings, documents: Sequence[str]) -> None:
    """Raise Held when one of these documents, or everything, is under a legal hold."""
    with _conversations(settings) as conversations:
        conversations.holds.refuse(*documents)


def is_held(settings: Settings, document: str) -> bool:
    """Whether a document, or everything, is under a legal hold."""
    with _conversations(settings) as conversations:
        return conversations.holds.of(document) is not None


@contextmanager
def _conversations(settings: Settings) -> Iterator[Conversations]:
    from assistant.conversation import Conversations

    conversations = Conversations.open(settings.data / CONVERSATIONS)
    try:
        yield conversations
    finally:
        conversations.close()


@contextmanager
def kept(settings: Settings) -> Iterator[tuple[Conversations, Audit]]:
    """Conversations and record of a data folder that is there."""
    from assistant.conversation import Conversations
    from assistant.keeping.wholeness import open_audit

    if not (settings.data / "library.sqlite").is_file():
        raise CannotDo(f"There is no library in {settings.data}: name the data folder with --data.")
    conversations = Conversations.open(settings.data / CONVERSATIONS)
    record = open_audit(settings)
    try:
        yield conversations, record
    finally:
        record.close()
        conversations.close()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file for its owner alone, under its name only when it is whole; ``-`` is the terminal."""
    if str(path) == "-":
        sys.stdout.write(data.decode("utf-8-sig"))
        return
    partial = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    partial.replace(path)
