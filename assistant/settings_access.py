"""How the settings of signing in are read; each says what it expected."""

from __future__ import annotations

from assistant.settings_place import parts_of

AUTHS = ("none", "local", "oidc")
ROLES = ("reader", "editor", "reviewer", "administrator")


def auth(value: object) -> str:
    """Who must sign in."""
    text = str(value).strip().lower()
    if text not in AUTHS:
        raise ValueError(f"one of {', '.join(AUTHS)}")
    return text


def yes(value: object) -> bool:
    """Yes or no, however it is written."""
    text = str(value).strip().lower()
    if text not in ("yes", "no", "true", "false", "1", "0"):
        raise ValueError("yes or no")
    return text in ("yes", "true", "1")


def roles(value: object) -> tuple[str, ...]:
    """Which of a provider's roles or groups is which role here."""
    found = tuple(parts_of(value))
    pairs = [part.partition("=") for part in found]
    if not all(role.strip() in ROLES and theirs.strip() for role, _, theirs in pairs):
        raise ValueError(f"a list such as administrator=Moothall.Admin of the roles {', '.join(ROLES)}")
    return found
