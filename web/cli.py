"""The command line: one program, ``moothall``, that does all the pages do.

Exit codes: 0 done, 1 it could not be done (one line on standard error says why), 2 wrong usage. Everything
heavy is imported by the command that needs it, so that a first answer comes within seconds of the start.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from web import cli_keeping
from web.version import own_version

EXAMPLES = """examples:
  moothall ingest papers/                       add every document of a folder
  moothall ask "what are our priorities?"       an answer with its sources
  moothall project "FTE in three years at -5% a year?"
  moothall facts --council Elmford --csv facts.csv
  moothall serve --port 8000                    the pages, on http://127.0.0.1:8000
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    os.umask(0o077)  # what is written here holds questions and papers, and is nobody else's
    try:
        return _run(options)
    except KeyboardInterrupt:
        return _failed("Stopped.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(options: argparse.Namespace) -> int:
    from assistant.settings import BadSetting, read_settings
    from ingest.faults import told
    from ingest.parse import scanning
    from web import commands
    from web.local_acts import recorded_run

    try:
        settings = read_settings(
            data=options.data, host=getattr(options, "host", None), port=getattr(options, "port", None)
        )
        scanning.use(settings.ocr)
        code = recorded_run(commands.RUN[options.command], options, settings)
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # whoever reads the output has seen enough ("| head"): no fault, and nobody to tell
    except BadSetting as fault:
        return _failed(str(fault))
    except commands.failures() as fault:
        return _failed(str(told(fault) or fault or type(fault).__name__))
    except (
        Exception
    ) as fault:  # what the disk or the store says is a sentence, any other fault keeps its trace
        if (why := told(fault)) is None:
            raise
        return _failed(str(why))
    return code


def _failed(sentence: str) -> int:
    print("moothall: " + " ".join(sentence.split()), file=sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        "moothall",
        description="Questions over council strategies: quoted, or computed.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"moothall {own_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, what, example in COMMANDS:
        command = commands.add_parser(
            name,
            help=what,
            description=what[:1].upper() + what[1:] + ".",
            epilog=f"example:\n  moothall {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("--data", metavar="FOLDER", help="the data folder (default: ./data)")
        OPTIONS[name](command)
    return parser


COMMANDS = (
    ("ingest", "add files and folders to the library", "ingest strategies/ plan.pdf --council Elmford"),
    ("ask", "answer one question with its sources", 'ask "when is the skills audit due?"'),
    ("project", "compute a projection", 'project "FTE in three years at -5%% a year?" --json'),
    ("facts", "list the figures that documents state", "facts --council Elmford --csv facts.csv"),
    ("documents", "list the documents", "documents --json"),
    ("remove", "remove documents by id", "remove 1f2e3d4c5b6a7988"),
    ("serve", "serve the pages and the API", "serve --host 127.0.0.1 --port 8000"),
    ("mcp", "serve programs that speak the Model Context Protocol", "mcp --http --port 8001"),
    ("eval", "score files of questions, or search on a public benchmark", "eval tests/questions/*.jsonl"),
    ("calibrate", "set the thresholds of answering by files of questions", "calibrate questions.jsonl"),
    ("users", "add and change accounts (with auth = local)", "users add jo --role administrator"),
    ("collections", "keep papers for some people only", 'collections give "HR drafts" --group HR'),
    (
        "sources",
        "keep the library equal to folders and websites",
        "sources add folder /srv/papers --every 1h",
    ),
    ("check", "check that all that is kept is whole; repair what is derived", "check --repair"),
    *cli_keeping.COMMANDS,
)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _ingest(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    for name in ("council", "title", "period", "status", "type"):
        command.add_argument(f"--{name}", help=f"the {name}, in place of what is recognised")
    command.add_argument("--collection", help="a collection, in place of the general one")
    _json(command)


def _ask(command: argparse.ArgumentParser) -> None:
    command.add_argument("question")
    command.add_argument("--council", action="append", default=[], help="narrow to a council (repeatable)")
    command.add_argument("--document", action="append", default=[], help="narrow to a document id")
    command.add_argument("--conversation", metavar="ID", help="go on with a conversation")
    _json(command)


def _project(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?")
    what.add_argument(
        "--scenario", type=Path, metavar="FILE", help="a scenario as JSON; - for standard input"
    )
    _json(command)


def _facts(command: argparse.ArgumentParser) -> None:
    command.add_argument("--council", default="", help="a council by any of its names")
    command.add_argument("--metric", default="", help="a metric, such as workforce.fte")
    command.add_argument(
        "--csv", type=Path, metavar="FILE", help="write CSV to this file; - for the terminal"
    )
    _json(command)


def _remove(command: argparse.ArgumentParser) -> None:
    command.add_argument("ids", nargs="+", metavar="ID", help="ids as the documents command lists them")
    _json(command)


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", help="the address to listen on (default 127.0.0.1)")
    command.add_argument("--port", type=int, help="the port (default 8000)")


def _mcp(command: argparse.ArgumentParser) -> None:
    command.add_argument("--http", action="store_true", help="serve over HTTP at /mcp, not standard input")
    _serve(command)


def _eval(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="questions, one JSON object a line"
    )
    command.add_argument("--floors", type=Path, metavar="FILE", help="fail when a score left its floor")
    command.add_argument("--record", action="store_true", help="write the scores into the floors file")
    command.add_argument("--out", type=Path, metavar="FOLDER", help="where the report goes (data folder)")
    command.add_argument(
        "--benchmark", type=Path, metavar="FOLDER", help="corpus.jsonl, queries.jsonl and qrels"
    )
    _json(command)


def _calibrate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="questions, one JSON object a line"
    )
    command.add_argument("--dry-run", action="store_true", help="tell, and write no weights file")
    _json(command)


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument("--repair", action="store_true", help="rebuild what is derived")
    command.add_argument("--backup", type=Path, metavar="FILE", help="read a backup through instead")
    _json(command)


def _users(command: argparse.ArgumentParser) -> None:
    command.add_argument("do", choices=("add", "list", "roles", "reset", "disable", "enable"))
    command.add_argument("name", nargs="?", metavar="NAME", help="the name they sign in with")
    _roles(command)
    command.add_argument("--group", action="append", default=[], help="a group (repeatable)")
    _json(command)


def _roles(command: argparse.ArgumentParser) -> None:
    from assistant.settings_access import ROLES

    command.add_argument(
        "--role", action="append", default=[], choices=ROLES, help="reader when not said (repeatable)"
    )


def _collections(command: argparse.ArgumentParser) -> None:
    command.add_argument("do", choices=("list", "add", "give", "withdraw", "put", "remove"))
    command.add_argument("name", nargs="?", metavar="NAME", help="the name of the collection")
    for whom in ("person", "group"):
        command.add_argument(f"--{whom}", action="append", default=[], help=f"a {whom} to give it to")
    command.add_argument("--all", action="append", default=[], metavar="ROLE", help="all who have a role")
    command.add_argument("--document", action="append", default=[], metavar="ID", help="a paper to put there")
    _roles(command)
    _json(command)


def _sources(command: argparse.ArgumentParser) -> None:
    from web.sources_command import options

    options(command)


OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "ingest": _ingest,
    "ask": _ask,
    "project": _project,
    "facts": _facts,
    "documents": _json,
    "remove": _remove,
    "serve": _serve,
    "mcp": _mcp,
    "eval": _eval,
    "calibrate": _calibrate,
    "users": _users,
    "collections": _collections,
    "check": _check,
    **cli_keeping.OPTIONS,
    "sources": _sources,
}
