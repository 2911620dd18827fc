"""The command that says whether all that is kept is whole, or whether a backup is."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict

from assistant.settings import Settings
from web.printing import print_json, printed
from web.version import own_version

_MB = 1_000_000


def check(options: Namespace, settings: Settings) -> int:
    """Do documents, vectors, full text, databases, record and backups agree? 1 when something is wrong and was not mended."""
    from assistant.keeping.wholeness import faults
    from ingest.library import Library

    if options.backup is not None:
        return _check_backup(options)
    library = Library.open(settings.data, database=settings.database, read_only=not options.repair)
    try:
        report = library.check(repair=options.repair)
    finally:
        library.close()
    beside = faults(settings, own_version())
    whole = report.whole and not beside
    if options.json:
        print_json(asdict(report) | {"whole": whole, "beside": beside})
    else:
        _tell("problem", [*report.problems, *beside])
        _tell("repaired", report.repaired)
        print(f"{report.documents} documents, {report.chunks} chunks, {report.facts} facts: ", end="")
        print(
            "whole." if whole else "not whole." if report.whole else "not whole. Run moothall check --repair."
        )
    return 0 if whole else 1


def _check_backup(options: Namespace) -> int:
    """Read a backup through; raises BadBackup when it is not whole."""
    from assistant.keeping.restore import verify

    found = verify(options.backup)
    if options.json:
        print_json(asdict(found) | {"whole": True})
    else:
        print(f"{options.backup}: made {found.made} by version {found.version}, ", end="")
        print(f"{len(found.entries)} files, {found.size / _MB:.1f} MB: whole.")
    return 0


def _tell(word: str, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        print(printed(f"{word}: {sentence}"))
