"""The one place that decides: may this person do this, with these papers?

A role is had in a collection, never in a paper. In the general collection each person's own roles hold; in another,
those that a grant gives. A paper may be read by whoever may read one of its collections, and changed or reviewed by
whoever may do so in all of them, for a change is seen in each. Administrators may do everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from access.model import GENERAL, RIGHTS, Collections, Grant, Person, Right, Role, Whom


def may(person: Person | None, right: Right, held: Collections, documents: Collection[str] = ()) -> bool:
    """Whether a person (None when nobody is signed in) has a right: to all of these papers, or anywhere when none is named."""
    if right is Right.PUBLIC:
        return True
    if person is None:
        return False
    if right is Right.SIGNED_IN or administers(person):
        return True
    if right is Right.ADMINISTER:
        return False
    if not documents:
        return any(_has(person, right, held, name) for name in held.names)
    some_or_all = any if right is Right.READ else all
    return all(
        some_or_all(_has(person, right, held, name) for name in held.of(document)) for document in documents
    )


def administers(person: Person) -> bool:
    """Whether a person administers: sees every collection and may give rights on each."""
    return Role.ADMINISTRATOR in person.roles and person.within(Role.ADMINISTRATOR)


def readable(person: Person | None, held: Collections, documents: Iterable[str]) -> frozenset[str]:
    """Those of these papers that a person may read."""
    names = collections_with(person, Right.READ, held)
    return frozenset(document for document in documents if not held.of(document).isdisjoint(names))


def collections_with(person: Person | None, right: Right, held: Collections) -> frozenset[str]:
    """The collections in which a person has a right."""
    if person is None:
        return frozenset()
    every = administers(person)
    return frozenset(name for name in held.names if every or _has(person, right, held, name))


def _has(person: Person, right: Right, held: Collections, collection: str) -> bool:
    return any(right in RIGHTS[role] for role in roles_in(person, held, collection))


def roles_in(person: Person, held: Collections, collection: str) -> frozenset[Role]:
    """The roles that a person has in a collection, as far as the key they use goes."""
    if collection not in held.names:
        return frozenset()
    own = person.roles if collection == GENERAL else frozenset()
    given = {grant.role for grant in held.grants if grant.collection == collection and _meant(person, grant)}
    had = own | given
    had |= {Role.READER} if had else set()  # each role reads, so that a key that only reads can
    return frozenset(role for role in had if person.within(role))


def _meant(person: Person, grant: Grant) -> bool:
    if grant.whom is Whom.GROUP:
        return grant.who in person.groups
    if grant.whom is Whom.PERSON:
        return grant.who == person.name
    return grant.who in person.roles
