"""What a person says of a document: council, title, period, status and type, checked field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

from ingest.model import DocumentStatus
from ingest.overrides import Overrides
from web.periods import fault_of
from web.problems import invalid

LIMITS: Mapping[str, int] = {"council": 120, "title": 300, "period": 40, "status": 20, "type": 80}
FILE_NAME_LIMIT = 150


def read_details(form: Mapping[str, object]) -> Overrides:
    """The details in a form or a JSON body; raises a 422 Problem with a sentence for each bad field."""
    found: dict[str, str] = {}
    errors: dict[str, str] = {}
    for name, limit in LIMITS.items():
        value = form.get(name)
        if value is None or value == "":
            continue
        text = one_line(str(value))
        if len(text) > limit:
            errors[name] = f"{name.capitalize()} must be {limit} characters or fewer."
        elif name == "period" and text and (fault := fault_of(text)):
            errors[name] = fault
        elif text:
            found[name] = text
    status = found.pop("status", None)
    if status is not None and status not in set(DocumentStatus):
        errors["status"] = f"Status must be one of {', '.join(DocumentStatus)}, not {status!r}."
    if errors:
        raise invalid(errors)
    return Overrides(**found, status=status)


def one_line(text: str) -> str:
    """The text without control, direction-changing and other invisible characters, on one line."""
    kept = (" " if char in "\t\r\n" else char for char in text if char in "\t\r\n" or not _invisible(char))
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def file_name(name: str) -> str:
    """The last part of an uploaded file's name, safe to show and to store; never empty."""
    last = PurePosixPath(one_line(name).replace("\\", "/")).name
    last = re.sub(r'[<>:"/|?*]', "_", last).lstrip(".") or "document"
    stem, dot, ending = last.rpartition(".")
    return last if len(last) <= FILE_NAME_LIMIT else f"{stem[: FILE_NAME_LIMIT - 12]}{dot}{ending[:10]}"
