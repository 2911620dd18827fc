"""The options of the commands that keep the data safe: backups, the record, holds, switches, requests of persons."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

COMMANDS = (
    ("backup", "write one file that holds everything, while it serves too", "backup moothall.zip"),
    ("restore", "put a backup into an empty data folder", "restore moothall.zip --data restored"),
    (
        "move",
        "move the library into a database, or back",
        "move --to postgresql://moothall@db.example/moothall",
    ),
    ("audit", "verify or export the record of what was done", "audit verify"),
    ("switch", "turn asking, uploads or the model off and on", 'switch asking off --notice "Back at noon."'),
    ("hold", "keep what a court or an inquiry needs", 'hold add all --reason "Inquiry 2026/4"'),
    ("disclose", "give out everything about a person or a subject", "disclose person 3f2a9c… request.zip"),
    ("erase", "forget a person by their reference", "erase 3f2a9c… --yes"),
    (
        "statement",
        "write a statement for your site from the running system",
        "statement data-protection page.md",
    ),
)
STATEMENTS = ("data-protection", "accessibility", "atrs")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="the file to write; none may be there yet")
    _json(command)


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="a backup")
    _json(command)


def _move(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--to", required=True, metavar="URL", help="a postgresql:// URL, or folder for the data folder"
    )
    command.add_argument(
        "--ask",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a file of questions to ask of both, one JSON object a line (repeatable)",
    )
    _json(command)


def _audit(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("verify", "export"))
    command.add_argument(
        "--key", action="append", default=[], type=Path, metavar="FILE", help="an earlier key (repeatable)"
    )
    command.add_argument(
        "--noted", default="", metavar="NUMBER:SEAL", help="an event as it was written down elsewhere"
    )
    command.add_argument(
        "--csv", type=Path, metavar="FILE", help="write the record as CSV; - for the terminal"
    )
    command.add_argument(
        "--json-lines", type=Path, metavar="FILE", help="write it as lines of JSON; - for the terminal"
    )
    command.add_argument("--who", default="", metavar="REFERENCE", help="of one person alone")
    _json(command)


def _switch(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "what", nargs="?", choices=("asking", "uploads", "model"), help="none: how they stand"
    )
    command.add_argument("action", nargs="?", choices=("on", "off"))
    command.add_argument("--notice", default="", metavar="TEXT", help="what people read while it is off")
    _json(command)


def _hold(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("add", "end", "list"))
    command.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        help="all, a person's reference, or the id of a conversation or a paper",
    )
    command.add_argument("--reason", default="", metavar="TEXT", help="why it is held")
    _json(command)


def _disclose(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=("person", "subject"))
    command.add_argument(
        "what", metavar="WHAT", help="a person's reference, or words that are all to be there"
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the ZIP to write")


def _erase(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", metavar="REFERENCE", help="as it stands on the person's Privacy page")
    command.add_argument("--yes", action="store_true", help="do it; without this it only says what would go")
    _json(command)


def _statement(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=STATEMENTS)
    command.add_argument("file", type=Path, metavar="FILE", help="the file to write; - for the terminal")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "backup": _backup,
    "restore": _restore,
    "move": _move,
    "audit": _audit,
    "switch": _switch,
    "hold": _hold,
    "disclose": _disclose,
    "erase": _erase,
    "statement": _statement,
}
