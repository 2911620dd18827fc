"""What each command of ``moothall`` does. Text from documents is printed without control characters."""

from __future__ import annotations

import json
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from web import (
    account_commands,
    checking,
    keeping,
    measuring,
    moving,
    serving,
    sources_command,
    statements_made,
)
from web.opening import open_library
from web.page_image import forget_pages
from web.printing import print_answer, print_json, printed, table
from web.refusing import CannotDo

if TYPE_CHECKING:
    from assistant.bootstrap import Moothall
    from assistant.limited import Run


def failures() -> tuple[type[Exception], ...]:
    """The faults that are told in one line; any other is a broken promise and shows its trace."""
    from access.model import AccessError
    from assistant.conversation import NewerConversations
    from assistant.conversation_holds import Held
    from assistant.evaluation.errors import EvaluationError
    from assistant.keeping.audit_key import BadAudit
    from assistant.keeping.disclosing import NothingKept
    from assistant.keeping.manifest import BadBackup
    from assistant.keeping.switches import SwitchedOff
    from assistant.weights import BadWeights
    from engine.errors import EngineError
    from ingest.errors import Refused
    from ingest.library_errors import LibraryError

    return (
        *(CannotDo, serving.NotForAll, AccessError, BadWeights, NewerConversations),
        *(EngineError, EvaluationError, Refused, LibraryError, OSError),
        *(BadBackup, BadAudit, SwitchedOff, Held, NothingKept),
    )


def _moothall(settings: Settings, run: Run) -> Moothall:
    from assistant.bootstrap import open_moothall

    return open_moothall(settings, run=run)


def _to_read(settings: Settings) -> Moothall:
    from assistant.bootstrap import open_to_read
    from assistant.limited import MainThread

    return open_to_read(settings, run=MainThread().run)


def ingest(options: Namespace, settings: Settings) -> int:
    """Add files; a refused one is told and the others go on. 1 when any was refused."""
    from web.ingesting import ingest_with_progress, overrides_of_options, put_into

    library = open_library(settings, read_only=False)
    try:
        if options.collection:
            put_into(settings.data, library, options.paths, options.collection)
        outcomes = ingest_with_progress(library, options.paths, overrides_of_options(options))
    finally:
        library.close()
    if options.json:
        print_json({"files": [asdict(outcome) for outcome in outcomes]})
    else:
        for outcome in outcomes:
            said = outcome.reason or outcome.document or ""
            print(printed(f"{outcome.status.value:10}{outcome.file}  {said}"))
    if not outcomes:
        raise CannotDo("There is no file to read under the given paths.")
    return 1 if any(outcome.status.value == "refused" for outcome in outcomes) else 0


def ask(options: Namespace, settings: Settings) -> int:
    """Answer one question."""
    from assistant.answer_json import answer_to_json
    from assistant.model import Asked
    from web.dialogue import converse

    moothall = _to_read(settings)
    conversation = options.conversation or moothall.conversations.start()
    if not moothall.conversations.exists(conversation):
        raise CannotDo(f"There is no conversation {conversation!r}.")
    answer = converse(
        moothall,
        Asked(
            question=_question(options.question),
            conversation_id=conversation,
            councils=tuple(options.council),
            documents=tuple(options.document),
        ),
    )
    if options.json:
        print_json(answer_to_json(answer))
    else:
        print_answer(answer)
    return 0


def _question(text: str) -> str:
    from web.dialogue import QUESTION_LIMIT

    if not text.strip() or len(text) > QUESTION_LIMIT:
        raise CannotDo(f"A question has 1 to {QUESTION_LIMIT:,} characters.")
    return text


def project(options: Namespace, settings: Settings) -> int:
    """Compute a projection from a question or from a scenario file."""
    from web.projection_view import finding

    if options.scenario is None:
        options.council, options.document, options.conversation = [], [], None
        return ask(options, settings)
    text = sys.stdin.read() if str(options.scenario) == "-" else options.scenario.read_text("utf-8")
    try:
        scenario = json.loads(text)
    except ValueError as fault:
        raise CannotDo(f"{options.scenario} is not JSON: {fault}.") from None
    result = _to_read(settings).run_scenario(scenario)
    if options.json:
        print_json(result)
    else:
        print(printed(finding(result)))
        print(table([[point["label"], point["display"]] for point in result.get("series", ())]))
        print(printed("\n".join(str(warning) for warning in result.get("warnings", ()))))
    return 0


def facts(options: Namespace, settings: Settings) -> int:
    """List the facts, or write them as CSV."""
    from web.exports import facts_csv
    from web.facade import names_of
    from web.fact_shapes import facts_json

    library = open_library(settings, read_only=True)
    wanted = options.council.strip().casefold()
    bodies = [body.id for body in library.bodies() if wanted and wanted in names_of(body)]
    if wanted and not bodies:
        raise CannotDo(f"No council with documents is called {options.council!r}.")
    chosen: Sequence[str | None] = bodies or [None]
    metric, said = options.metric or None, options.json or options.csv is not None  # these tell of reviews
    found = [fact for body in chosen for fact in library.facts(body=body, metric=metric, rejected=said)]
    if options.csv is not None:
        _write(options.csv, facts_csv(found, library.documents()))
    elif options.json:
        print_json(facts_json(found, library.bodies()))
    else:
        called = {body.id: body.short_name for body in library.bodies()}
        print(
            table(
                [
                    [
                        called.get(f.body, f.body),
                        f.metric,
                        _shown(f.value),
                        f.unit,
                        f.as_of or f.period,
                        f.quote,
                    ]
                    for f in found
                ]
            )
        )
    return 0


def _shown(value: float | None) -> str:
    return "blank" if value is None else f"{value:,.10g}"


def _write(path: Path, data: bytes) -> None:
    if str(path) == "-":
        sys.stdout.write(data.decode("utf-8-sig"))
    else:
        path.write_bytes(data)


def documents(options: Namespace, settings: Settings) -> int:
    """List the documents."""
    from web.shapes import card_json

    cards = open_library(settings, read_only=True).documents()
    if options.json:
        print_json({"documents": [card_json(card) for card in cards]})
    else:
        rows = [
            [
                card.id,
                card.body.name if card.body else "-",
                card.title,
                card.period,
                card.status.value,
                card.file,
            ]
            for card in cards
        ]
        print(table(rows))
    return 0


def remove(options: Namespace, settings: Settings) -> int:
    """Remove documents; nothing is removed when one of the ids is not there."""
    library = open_library(settings, read_only=False)
    try:
        known = {card.id: card.digest for card in library.documents()}
        missing = [identifier for identifier in options.ids if identifier not in known]
        if missing:
            raise CannotDo(f"There is no document {', '.join(missing)}; nothing was removed.")
        keeping.refuse_held(settings, options.ids)
        for identifier in options.ids:
            library.remove(identifier)
            forget_pages(settings.data, known[identifier])
    finally:
        library.close()
    if options.json:
        print_json({"removed": options.ids})
    else:
        print(f"Removed {len(options.ids)} document(s).")
    return 0


def serve(options: Namespace, settings: Settings) -> int:
    """Serve the pages and the API until stopped."""
    from assistant.limited import MainThread
    from web.app import create_app
    from web.background import keeper_of, warm
    from web.listening import listen

    serving.for_all(settings)
    main = MainThread()
    with listen(settings.host, settings.port) as listening:
        moothall = _moothall(settings, main.run)
        app = create_app(moothall, settings)
        keeper = keeper_of(app, moothall, settings)
        threading.Thread(target=warm, args=(moothall,), daemon=True).start()
        moothall.library.sources.keep_running()
        address = f"http://{settings.host}:{settings.port}{settings.root_path}"
        print(f"Moothall serves on {address} (stop with Ctrl+C)", file=sys.stderr)
        serving.hint(app, settings)
        keeper.start()
        started = serving.serve(app, listening, main, settings.proxies)
        keeper.close()
    return 0 if started else 1


RUN: Mapping[str, Callable[[Namespace, Settings], int]] = {
    "ingest": ingest,
    "ask": ask,
    "project": project,
    "facts": facts,
    "documents": documents,
    "remove": remove,
    "serve": serve,
    "mcp": serving.mcp,
    "eval": measuring.evaluate,
    "calibrate": measuring.calibrate,
    "check": checking.check,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "audit": keeping.audit,
    "switch": keeping.switch,
    "hold": keeping.hold,
    "disclose": keeping.disclose,
    "erase": keeping.erase,
    "statement": statements_made.statement,
    "users": account_commands.users,
    "collections": account_commands.collections,
    "sources": sources_command.sources,
    "move": moving.move,
}
