"""Is all that is kept whole? Every database, the record of what was done, waiting uploads, and the backups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.keeping import audit_check
from assistant.keeping.audit import FILE as AUDIT_FILE
from assistant.keeping.audit import Audit
from assistant.keeping.audit_key import Key, read_key
from assistant.keeping.backup import LIBRARY
from assistant.keeping.schedule import Schedule
from assistant.settings import Settings
from ingest.stores import needed_files, store_fault


def faults(settings: Settings, version: str) -> list[str]:
    """What is wrong besides the library itself, each as a sentence with what to do."""
    folder = settings.data
    found = [
        f"{path.name} is damaged ({fault}): restore it from a backup."
        for path in sorted(folder.glob("*.sqlite"))
        if path.name != LIBRARY and (fault := store_fault(path)) is not None
    ]
    if not any(sentence.startswith(AUDIT_FILE) for sentence in found):
        found += audit_faults(settings)
    found += [f"An upload is missing: {path.name}; send it again." for path in _missing_uploads(folder)]
    late = Schedule(settings, version).fault(thoroughly=True)
    return found + ([late] if late else [])


def audit_faults(settings: Settings) -> list[str]:
    """What is wrong with the record of what was done; a record that was never begun is whole."""
    if not (settings.data / AUDIT_FILE).is_file():
        return []
    audit = open_audit(settings)
    try:
        return list(audit_check.verify(audit, earlier_keys(settings)).faults)
    finally:
        audit.close()


def earlier_keys(settings: Settings, key_files: Sequence[Path] = ()) -> list[Key]:
    """The keys that earlier parts of the record may be sealed with: those named, and audit-….key in the data folder."""
    return [read_key(path) for path in (*key_files, *sorted(settings.data.glob("audit-*.key")))]


def open_audit(settings: Settings) -> Audit:
    """The record of the settings."""
    key_file = Path(settings.audit_key_file) if settings.audit_key_file else None
    return Audit.open(settings.data, key_file=key_file, questions=settings.audit_questions)


def _missing_uploads(folder: Path) -> list[Path]:
    """Uploads that wait and are not there; looked at twice, for one that was just taken in is gone rightly."""
    if not (folder / LIBRARY).is_file():
        return []
    missing = set(needed_files(folder / LIBRARY))
    for _ in range(2):
        waiting = {path for path in needed_files(folder / LIBRARY) if path.parts[0] == "uploads"}
        missing &= {path for path in waiting if not (folder / path).is_file()}
    return sorted(missing)
