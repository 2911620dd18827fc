"""The command that moves the library into a database, or back into the data folder."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from assistant.settings import BadSetting, Settings
from assistant.settings_place import database
from web.printing import print_json, printed
from web.refusing import CannotDo

FOLDER = "folder"
MOST = 200
"""So many questions of its own a library is asked at most."""


def move(options: Namespace, settings: Settings) -> int:
    """Copy the library, compare every paper by digest, ask both the same; 1 when an answer differs."""
    from ingest.moving import move as moved

    target = _target(options.to)
    if target == settings.database:
        raise CannotDo(
            "The library is there already: --to names where it is to go, MOOTHALL_DATABASE where it is."
        )
    questions = _questions(options.ask)
    done = moved(settings.data, settings.database, target, _told)
    asked, differing = _asked(settings, target, questions)
    if options.json:
        print_json(asdict(done) | {"asked": asked, "differing": differing})
    else:
        print(f"{done.written} papers moved, {done.there} were there; {done.events} reviews of figures.")
        print(
            f"Every digest is the same. {asked} questions asked of both: {len(differing)} answered otherwise."
        )
        for question in differing:
            print(printed(f"differs: {question}"))
        where = "MOOTHALL_DATABASE to that URL" if target else "no MOOTHALL_DATABASE"
        print(f"What was moved is still where it was. To work with the new one, start with {where}.")
    return 1 if differing else 0


def _target(to: str) -> str:
    try:
        return "" if to == FOLDER else database(to)
    except ValueError as fault:
        raise BadSetting(f"--to: expected {fault} ({FOLDER}).") from None


def _questions(files: list[Path]) -> list[str]:
    try:
        lines = [line for path in files for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [str(json.loads(line)["q"]) for line in lines]
    except (ValueError, KeyError, TypeError):
        raise CannotDo(
            "--ask wants files with one JSON object a line, each with its question as q."
        ) from None


def _asked(settings: Settings, target: str, questions: list[str]) -> tuple[int, list[str]]:
    from assistant.same_answers import differing, own_questions
    from ingest.library import Library

    with (
        Library.open(settings.data, database=settings.database, read_only=True) as source,
        Library.open(settings.data, database=target, read_only=True) as moved,
    ):
        asked = questions or own_questions(source)[:MOST]
        return len(asked), differing(source, moved, asked)


def _told(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {total} papers", end="\n" if done == total else "", file=sys.stderr)
