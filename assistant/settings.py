"""Settings: the one reader of the environment.

``MOOTHALL_<KEY>`` in the environment wins, then ``<key>`` in ``moothall.toml`` of the working folder, then
the default. An unknown key or an impossible value is one clear line that names key and value.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from assistant import settings_access, settings_place

PREFIX = "MOOTHALL_"
FILE = "moothall.toml"
PROVIDERS = ("openai", "anthropic", "ollama")
OCR = ("tesseract", "rapidocr", "off")
HELPS = ("follow_up", "scenario", "overview")
SECRET = frozenset({"model_key", "oidc_secret", "database"})
"""Settings that are shown, logged and backed up nowhere."""


class BadSetting(ValueError):
    """A setting that is unknown or impossible; its text is one line that says which, where and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person may set. Sizes are in bytes unless the name says otherwise.

    ``database`` is the ``postgresql://`` URL of a server that holds the library; empty, the data folder holds it.
    ``model`` names a language model as ``provider:name`` (openai for every endpoint that speaks its protocol,
    anthropic, ollama), empty for none; ``model_url`` is its address when it is not the provider's own, and
    ``model_help`` what it may do besides phrasing (follow_up, scenario, overview). The three limits:
    seconds for the whole, until the first word, and between two words. Prices are for a million tokens.
    ``ocr`` is the program that reads scanned pages (tesseract, rapidocr, off), empty for the first that is there.
    ``hosts`` are further names (with dots) under which the pages may be reached, separated by commas. The ``keep_``
    settings are days, 0 for as long as nobody removes it.

    ``auth`` is who must sign in: nobody (``none``), people with accounts here (``local``) or of an OpenID provider
    (``oidc``). ``open_to_all`` lets a server without signing in listen beyond this machine. A session ends after
    ``session_idle_min`` minutes without a request and after ``session_hours`` in all; ``requests_per_min`` is for one person
    or key. ``oidc_roles`` says which roles or groups of the provider are which role here ("administrator=Moothall.Admin").
    """

    data: Path = Path("data")
    database: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    council_name: str = ""
    colour: str = "#0b5c55"
    contact: str = ""
    model: str = ""
    model_url: str = ""
    model_key: str = ""
    model_help: tuple[str, ...] = ()
    model_timeout_s: float = 20.0
    model_first_s: float = 8.0
    model_stall_s: float = 0.8
    model_price_in: float = 0.0
    model_price_out: float = 0.0
    body_limit: int = 262_144
    upload_limit: int = 50_000_000
    upload_count: int = 20
    answer_timeout_s: float = 60.0
    keep_days: int = 365
    keep_audit_days: int = 730
    keep_uploads_days: int = 90
    keep_scenarios_days: int = 0
    audit_questions: str = "hashed"
    audit_key_file: str = ""
    backup_folder: str = ""
    backup_hours: int = 24
    backup_keep: int = 7
    root_path: str = ""
    proxies: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    hsts_s: int = 0
    auth: str = "none"
    open_to_all: bool = False
    session_idle_min: int = 60
    session_hours: int = 12
    requests_per_min: int = 600
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_scopes: str = "openid profile email"
    oidc_roles: tuple[str, ...] = ()
    ocr: str = ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text in quotes")
    if len(value) > 500 or any(ord(char) < 32 for char in value):
        raise ValueError("one line of at most 500 characters")
    return value.strip()


def _folder(value: object) -> Path:
    folder = Path(_text(value)).expanduser()
    if not str(value).strip() or folder.is_file():
        raise ValueError("a folder, not a file")
    return folder


def _whole(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        text = str(value).strip()
        if isinstance(value, bool) or not re.fullmatch(r"\d{1,12}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low:,} to {high:,}")
        return int(text)

    return read


def _seconds(value: object) -> float:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,5}(\.\d+)?", text) or not 0 < float(text) <= 3600:
        raise ValueError("a number of seconds above 0 and up to 3600")
    return float(text)


def _colour(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError("a colour such as #0b5c55")
    return text.lower()


def _address(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9_.:\-]{1,253}", text):
        raise ValueError("a host name or address")
    return text


def _names(value: object) -> tuple[str, ...]:
    parts = [str(part) for part in value] if isinstance(value, list) else _text(value).split(",")
    return tuple(_address(part.strip()).lower() for part in parts if part.strip())


def _model(value: object) -> str:
    text = _text(value)
    if text.lower() in ("", "none"):
        return ""
    if not re.fullmatch(rf"({'|'.join(PROVIDERS)}):[^\s:][^\s]*", text):
        raise ValueError(f"provider:name with a provider of {', '.join(PROVIDERS)}, or nothing for no model")
    return text


def _helps(value: object) -> tuple[str, ...]:
    named = value if isinstance(value, list) else _text(value).split(",")
    helps = tuple(dict.fromkeys(str(name).strip() for name in named if str(name).strip()))
    if not set(helps) <= set(HELPS):
        raise ValueError(f"a list of {', '.join(HELPS)}, separated by commas")
    return helps


def _ocr(value: object) -> str:
    text = _text(value).lower()
    if text not in ("", *OCR):
        raise ValueError(f"one of {', '.join(OCR)}, or nothing for the first that is installed")
    return text


def _price(value: object) -> float:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        raise ValueError("a price for a million tokens, such as 0.15")
    return float(text)


def _endpoint(value: object) -> str:
    text = _text(value)
    if text.lower() in ("", "none"):
        return ""
    if not re.fullmatch(r"https?://[^\s]+", text):
        raise ValueError("an address that begins with http:// or https://, or nothing for the provider's own")
    return text


READERS: Mapping[str, Callable[[object], object]] = {
    "data": _folder,
    "database": settings_place.database,
    "host": _address,
    "port": _whole(0, 65535),
    "hosts": _names,
    "council_name": _text,
    "colour": _colour,
    "contact": _text,
    "model": _model,
    "model_url": _endpoint,
    "model_key": _text,
    "model_help": _helps,
    "model_timeout_s": _seconds,
    "model_first_s": _seconds,
    "model_stall_s": _seconds,
    "model_price_in": _price,
    "model_price_out": _price,
    "body_limit": _whole(1_000, 10_000_000),
    "upload_limit": _whole(1_000, 2_000_000_000),
    "upload_count": _whole(1, 200),
    "answer_timeout_s": _seconds,
    "keep_days": _whole(1, 36_500),
    "keep_audit_days": _whole(0, 36_500),
    "keep_uploads_days": _whole(0, 36_500),
    "keep_scenarios_days": _whole(0, 36_500),
    "audit_questions": settings_place.questions,
    "audit_key_file": settings_place.place,
    "backup_folder": settings_place.place,
    "backup_hours": _whole(1, 8_760),
    "backup_keep": _whole(1, 10_000),
    "root_path": settings_place.root_path,
    "proxies": settings_place.networks,
    "frame_ancestors": settings_place.origins,
    "hsts_s": _whole(0, 100_000_000),
    "auth": settings_access.auth,
    "open_to_all": settings_access.yes,
    "session_idle_min": _whole(1, 10_080),
    "session_hours": _whole(1, 720),
    "requests_per_min": _whole(1, 100_000),
    "oidc_issuer": _endpoint,
    "oidc_client": _text,
    "oidc_secret": _text,
    "oidc_scopes": _text,
    "oidc_roles": settings_access.roles,
    "ocr": _ocr,
}


def read_settings(
    environ: Mapping[str, str] | None = None, folder: Path | None = None, **overrides: object
) -> Settings:
    """The settings in force; ``overrides`` (from a command line) win over all. Raises BadSetting."""
    environ = os.environ if environ is None else environ
    source = (folder or Path()) / FILE
    found: dict[str, object] = {}
    for key, value in _from_file(source).items():
        found[_known(key, f"{source}")] = _value(key, value, f"{source}: {key}")
    for name in sorted(name for name in environ if name.startswith(PREFIX)):
        key = _known(name.removeprefix(PREFIX).lower(), f"the environment ({name})")
        found[key] = _value(key, environ[name], name)
    for key, value in overrides.items():
        if value is not None:
            found[_known(key, "the command line")] = _value(key, value, f"--{key}")
    return Settings(**found)  # type: ignore[arg-type]  # each value has just been read by its own reader


def _from_file(source: Path) -> Mapping[str, object]:
    if not source.is_file():
        return {}
    try:
        table: Mapping[str, object] = tomllib.loads(source.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadSetting(f"{source} cannot be read as TOML: {str(fault).splitlines()[0]}.") from None
    return table


def _known(key: str, where: str) -> str:
    if key not in READERS:
        known = ", ".join(field.name for field in fields(Settings))
        raise BadSetting(f"Unknown setting {key!r} in {where}. The settings are: {known}.")
    return key


def _value(key: str, value: object, name: str) -> object:
    try:
        return READERS[key](value)
    except ValueError as fault:
        shown = "(hidden)" if key in SECRET else repr(value)[:80]
        raise BadSetting(f"{name} is {shown}: expected {fault}.") from None


def settings_toml(settings: Settings) -> str:
    """The settings in force as a ``moothall.toml``, without those that are secret."""
    lines = []
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name not in SECRET:
            written = (
                list(value) if isinstance(value, tuple) else str(value) if isinstance(value, Path) else value
            )
            lines.append(
                f"{field.name} = {json.dumps(written, ensure_ascii=False)}"
            )  # one line of JSON is TOML
    return "\n".join(lines) + "\n"
