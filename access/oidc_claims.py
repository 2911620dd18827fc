"""What a provider says of a person, as roles and groups here: app roles first, groups where they are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from access.model import AccessError, Role

NO_ROLE = "Your account there has no role for Moothall. Ask for one of the app roles Reader, Editor, Reviewer or Administrator."
TOO_MANY_GROUPS = " Your provider left your groups out, as it does for people in very many: an app role is needed in their place."


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a checked token."""

    told: Mapping[str, Any]

    @property
    def subject(self) -> str:
        """Who it is at the provider: never given to another."""
        return str(self.told["sub"])

    @property
    def name(self) -> str:
        """What people call them."""
        names = (self.told.get(claim) for claim in ("preferred_username", "email", "name"))
        return next((name for name in names if isinstance(name, str) and name.strip()), self.subject)

    @property
    def groups_left_out(self) -> bool:
        """Whether there are more groups than a token holds (Entra: above 200), so that they are not in it."""
        elsewhere = self.told.get("_claim_names")
        named = isinstance(elsewhere, Mapping) and "groups" in elsewhere
        return named or bool(self.told.get("hasgroups"))

    @property
    def groups(self) -> frozenset[str]:
        """Groups that collections may be given to; app roles are among them, for those are never left out."""
        return frozenset((*_texts(self.told.get("groups")), *_texts(self.told.get("roles"))))

    def roles(self, mapping: Sequence[str]) -> frozenset[Role]:
        """The roles here; ``mapping`` holds "role=theirs", without it a name such as Moothall.Editor speaks for itself.

        Raises AccessError for somebody who has none, with what to ask for.
        """
        pairs = [
            (role.strip(), theirs.strip()) for role, _, theirs in (one.partition("=") for one in mapping)
        ]
        if pairs:
            found = {Role(role) for role, theirs in pairs if theirs in self.groups}
        else:
            said = {one.rpartition(".")[2].casefold() for one in _texts(self.told.get("roles"))}
            found = {role for role in Role if role in said}
        if not found:
            raise AccessError(NO_ROLE + (TOO_MANY_GROUPS if self.groups_left_out else ""))
        return frozenset(found)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
