"""Accounts and collections on the command line: the first administrator is made here, before anybody can sign in."""

from __future__ import annotations

import sys
from argparse import Namespace

from access.desk import AccessDesk
from access.model import AccessError, Grant, Role, Whom
from assistant.conversation_people import reference_of
from assistant.settings import Settings
from web.door import owner_name
from web.opening import open_library
from web.printing import print_json, table
from web.removed_papers import on_their_way

DEFAULT_ROLE = Role.READER


def users(options: Namespace, settings: Settings) -> int:
    """Add, list, change and disable accounts."""
    desk = AccessDesk.open(settings.data)
    try:
        return _users(desk, options)
    finally:
        desk.close()


def _users(desk: AccessDesk, options: Namespace) -> int:
    name, accounts = options.name or "", desk.accounts
    roles = {Role(role) for role in options.role} or {DEFAULT_ROLE}
    if options.do == "list":
        return _list_users(desk, options)
    if not name:
        raise AccessError(f"Say whom to {options.do}: moothall users {options.do} NAME.")
    if options.do == "add":
        return _once(name, accounts.add(name, roles, options.group))
    if options.do == "reset":
        return _once(name, accounts.reset(name))
    if options.do == "roles":
        accounts.give(name, roles, options.group)
        print(f"{name} is {', '.join(sorted(roles))} now.")
    else:
        accounts.disable(name, disabled=options.do == "disable")
        print(f"{name} may {'not ' if options.do == 'disable' else ''}sign in.")
    return 0


def _once(name: str, once: str) -> int:
    print(once)
    print(
        f"The one-time password of {name}: it is shown this once, works for seven days, and is replaced at the first sign-in.",
        file=sys.stderr,
    )
    return 0


def _list_users(desk: AccessDesk, options: Namespace) -> int:
    found = desk.accounts.list()
    if options.json:
        print_json(
            {
                "users": [
                    {
                        "name": one.person.name,
                        "reference": reference_of(owner_name(one.person)),
                        "roles": sorted(one.person.roles),
                        "groups": sorted(one.person.groups),
                        "disabled": one.disabled,
                        "provider": one.provider,
                    }
                    for one in found
                ]
            }
        )
        return 0
    rows = [
        [
            one.person.name,
            reference_of(owner_name(one.person)),
            ", ".join(sorted(one.person.roles)),
            ", ".join(sorted(one.person.groups)),
            "disabled" if one.disabled else "",
        ]
        for one in found
    ]
    print(table(rows))
    return 0


def collections(options: Namespace, settings: Settings) -> int:
    """Make collections, give them to people, put papers into them."""
    desk = AccessDesk.open(settings.data)
    try:
        return _collections(desk, options, settings)
    finally:
        desk.close()


def _collections(desk: AccessDesk, options: Namespace, settings: Settings) -> int:
    name, shelves = options.name or "", desk.shelves
    if options.do == "list":
        return _list_collections(desk, options)
    if not name:
        raise AccessError(f"Say which: moothall collections {options.do} NAME.")
    if options.do == "add":
        print(
            f"Made the collection {shelves.add(name)!r}, which only administrators see until it is given to others."
        )
    elif options.do == "remove":
        shelves.remove(name, _kept(settings))
        print(f"Removed the collection {name!r}.")
    elif options.do == "put":
        for document in options.document:
            shelves.put(document, {name})
        print(f"{len(options.document)} paper(s) lie in {name!r} and nowhere else.")
    else:
        return _give(desk, options, name)
    return 0


def _kept(settings: Settings) -> set[str]:
    """The papers of the library and those on their way into it."""
    if not (settings.data / "library.sqlite").is_file():
        return set()
    library = open_library(settings, read_only=True)
    try:
        return {card.id for card in library.documents()} | on_their_way(settings.data)
    finally:
        library.close()


def _give(desk: AccessDesk, options: Namespace, name: str) -> int:
    whom = [(Whom.PERSON, one) for one in options.person] + [(Whom.GROUP, one) for one in options.group]
    whom += [(Whom.ROLE, one) for one in options.all]
    role = Role(options.role[0]) if options.role else DEFAULT_ROLE
    if not whom:
        raise AccessError("Say to whom: --person NAME, --group NAME or --all ROLE.")
    for kind, who in whom:
        if kind is Whom.PERSON:
            who = desk.accounts.named(who).person.name
        grant = Grant(name, kind, who, role)
        desk.shelves.give(grant) if options.do == "give" else desk.shelves.withdraw(grant)
    done = "given to" if options.do == "give" else "taken back from"
    print(f"{name!r} was {done} {', '.join(who for _, who in whom)} ({role}).")
    return 0


def _list_collections(desk: AccessDesk, options: Namespace) -> int:
    held = desk.shelves.held()
    given = {
        name: [
            [grant.whom.value, grant.who, grant.role.value]
            for grant in held.grants
            if grant.collection == name
        ]
        for name in held.names
    }
    if options.json:
        papers = {name: sorted(one for one, at in held.papers.items() if name in at) for name in held.names}
        print_json(
            {"collections": [{"name": name, "given": given[name], "papers": papers[name]} for name in given]}
        )
    else:
        print(table([[name, ", ".join(" ".join(one) for one in given[name])] for name in given]))
    return 0
