"""What is sent where: the true state of the language model, for the page that tells people and for the log.

Everything here is read from the settings in force and from the writer that runs, never from a text about
them.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.settings import Settings

HOMES = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
NEVER = (
    "whole documents, file names or addresses of pages",
    "conversation ids, cookies or who asked",
    "answers of other people",
)
_SENT = {
    "follow_up": "when a follow-up was not understood: that question and the one before it",
    "scenario": "when a numeric question was not understood: that question and figures of the documents",
    "overview": "for a comparison: the question and the cells of its table",
}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Where text goes: ``where`` is the host (empty when no model is set); ``here`` says it is this very
    machine.

    ``sent`` and ``never`` are phrases in plain words; ``helps`` is the help switched on besides phrasing.
    """

    model: str = ""
    where: str = ""
    here: bool = True
    sent: tuple[str, ...] = ()
    never: tuple[str, ...] = NEVER
    helps: tuple[str, ...] = ()
    timeout_s: float = 0.0


def address_of(settings: Settings) -> str:
    """The address that the model is called at, empty for no model; never one from elsewhere than the
    settings.
    """
    if not settings.model:
        return ""
    return settings.model_url or HOMES[settings.model.partition(":")[0]]


def sent_where(settings: Settings) -> Disclosure:
    """What the settings in force send, and to which host."""
    address = address_of(settings)
    if not address:
        return Disclosure()
    parts = urlsplit(address)
    host = parts.hostname or ""
    sent = (
        "the question and what it carries over from the one before",
        "the passages that the answer cites, and its draft",
    )
    return Disclosure(
        model=settings.model,
        where=f"{host}:{parts.port}" if parts.port else host,
        here=_is_here(host),
        sent=(*sent, *(_SENT[help_] for help_ in settings.model_help)),
        helps=settings.model_help,
        timeout_s=settings.model_timeout_s,
    )


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
