"""``moothall sources``: places that the library is kept equal to, set up and run from the command line."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.sources.registry import KINDS
from web.keeping import is_held
from web.opening import open_library
from web.printing import print_json, printed, table
from web.source_words import every, run_sentences, seconds_of

if TYPE_CHECKING:
    from ingest.sources.service import Sources

KEPT = "The papers that came from it stay in the library."


def options(command: argparse.ArgumentParser) -> None:
    """What each of its verbs takes."""
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help=f"set a source up: {', '.join(KINDS)}")
    add.add_argument("kind", choices=tuple(KINDS))
    add.add_argument(
        "address", help="the folder's path, or the address of a page, sitemap or list of committees"
    )
    add.add_argument("--name", default="", help="what to call it")
    add.add_argument("--every", default="", metavar="TIME", help="run it every 30m, 6h or 1d while serving")
    add.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="an option of its kind")
    for verb, what in (
        ("list", "the sources and what their last runs did"),
        ("test", "what a source holds; nothing is read"),
        ("run", "bring the library into step with a source"),
        ("pause", "stop running it in time"),
        ("resume", "run it in time again"),
        ("remove", "take a source away"),
    ):
        parser = verbs.add_parser(verb, help=what)
        if verb != "list":
            parser.add_argument("id", help="its id or name")
    verbs.choices["run"].add_argument("--confirm", action="store_true", help="make deletions that were held")
    verbs.choices["remove"].add_argument("--papers", action="store_true", help="take its papers out too")
    for parser in verbs.choices.values():
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--data", default=argparse.SUPPRESS, metavar="FOLDER", help="the data folder (default: ./data)"
        )


def sources(options: Namespace, settings: Settings) -> int:
    """Do one of the verbs; 1 when a run could not do all that it should."""
    library = open_library(settings, read_only=options.verb == "list")
    library.held = partial(is_held, settings)
    try:
        return VERBS[options.verb](library.sources, options)
    finally:
        library.close()


def _list(held: Sources, options: Namespace) -> int:
    cards = held.cards()
    if options.json:
        print_json({"sources": [asdict(card) for card in cards]})
    elif not cards:
        print("There is no source: add one with moothall sources add.")
    for card in [] if options.json else cards:
        print(printed(f"{card.id}  {card.kind}  {card.name}  {card.items} papers, {every(card)}"))
        print(printed("\n".join(f"  {said}" for said in run_sentences(card.last))))
    return 0


def _add(held: Sources, options: Namespace) -> int:
    from web.refusing import CannotDo

    try:
        every_s = seconds_of(options.every)
    except ValueError as fault:
        raise CannotDo(f"--every is {options.every!r}: expected {fault}.") from None
    pairs = [pair.partition("=") for pair in options.set]
    if any(not mark for _, mark, _ in pairs):
        raise CannotDo("--set takes KEY=VALUE.")
    given = {key: value for key, _, value in pairs}
    card = held.add(options.kind, options.address, name=options.name, options=given, every_s=every_s)
    if options.json:
        print_json(asdict(card))
    else:
        print(printed(f"Added {card.name} as {card.id}. Try it with: moothall sources test {card.id}"))
    return 0


def _test(held: Sources, options: Namespace) -> int:
    listing = held.test(options.id)
    if options.json:
        print_json(asdict(listing) | {"settling": sorted(listing.settling)})
    else:
        print(
            table([[item.key, *(f"{name}: {text}" for name, text in item.about)] for item in listing.items])
        )
        print(printed(f"{len(listing.items)} things. {listing.problem}"))
    return 0 if listing.complete else 1


def _run(held: Sources, options: Namespace) -> int:
    run = held.run(options.id, confirm=options.confirm)
    if options.json:
        print_json(asdict(run))
    else:
        print(printed("\n".join(run_sentences(run))))
        if run.held:
            print(printed(f"To confirm: moothall sources run {options.id} --confirm"))
    return 1 if run.problem or run.held else 0


def _pause(held: Sources, options: Namespace) -> int:
    card = held.pause(options.id, paused=options.verb == "pause")
    if options.json:
        print_json(asdict(card))
    else:
        print(printed(f"{card.name}: {every(card)}."))
    return 0


def _remove(held: Sources, options: Namespace) -> int:
    card = held.card(options.id)
    held.remove(options.id, papers=options.papers)
    if options.json:
        print_json({"removed": card.id})
    else:
        print(printed(f"Removed {card.name}. {'' if options.papers else KEPT}"))
    return 0


VERBS: dict[str, Callable[[Sources, Namespace], int]] = {
    "list": _list,
    "add": _add,
    "test": _test,
    "run": _run,
    "pause": _pause,
    "resume": _pause,
    "remove": _remove,
}
