"""True statements of a library's papers and their swapped twins, by a fixed seed: what the statement check is measured on.

    python -m training.make_statements LIBRARY --count 1000 --seed 11 > statements.jsonl

A true statement is a clause of a paper with what its sentence says before of the same, or a table's cell with its row and
column; now and then its date is moved to the front. Its twin differs in one slot: the subject (the words of another clause
or row stand in its place), the group (another name or part of the same paper), the year, the unit, the figure, the
polarity, the quantifier or the tense. Nothing of ``assistant.binding`` is used, so that one does not share the other's faults.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.pieces import Unit
from assistant.units import units_of
from assistant.words import GENERIC, STOP, tokens
from ingest.clauses import pieces
from ingest.library import Library
from ingest.model import Document
from ingest.quantities import find
from ingest.quantities_model import Kind, Quantity

SHORTEST, LONGEST = 5, 28
_LINKS = ("is", "are", "was", "were", "has", "have", "had", "will", "can", "must", "should")
_DONE = {
    "will be": "was",
    "will": "has already",
    "are to be": "were",
    "is to be": "was",
    "plans to": "did",
    "aims to": "did",
}
_PLANNED = {
    "was": "will be",
    "were": "will be",
    "has": "plans to have",
    "have": "plan to have",
    "had": "will have",
}
_UNITS = {"%": " people", "million": "thousand", "thousand": "million", "£": "", "days": "weeks", "FTE": "%"}
_MEASURES = ("All of ", "Most of ", "None of ", "Only some of ")


@dataclass(frozen=True)
class Taken:
    """A true statement with the paper it is of, and its quantities."""

    file: str
    text: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class Paper:
    """What a paper offers for swaps: its true statements, the phrases before its verbs and figures, names and times."""

    statements: tuple[Taken, ...]
    subjects: tuple[str, ...]
    groups: tuple[str, ...]
    times: tuple[str, ...]
    figures: tuple[Quantity, ...]


Swap = Callable[[Taken, Paper, random.Random], str | None]


def paper_of(document: Document) -> Paper:
    """Everything of one paper that statements and swaps are made of."""
    found = units_of(document)
    taken = [
        *(
            one
            for unit in found.units
            if unit.kind in ("sentence", "item")
            for one in _said(unit, document.file)
        ),
        *(one for unit in found.units if unit.row for one in _cells(unit, document.file)),
    ]
    statements = tuple({one.text: one for one in taken}.values())
    texts = [one.text for one in statements]
    quantities = [item for one in statements for item in one.quantities]
    return Paper(
        statements,
        tuple(dict.fromkeys(subject for text in texts if (subject := _subject(text)))),
        tuple(dict.fromkeys(group for text in texts for group in _groups(text))),
        tuple(dict.fromkeys(item.text for item in quantities if item.start_date)),
        tuple({item.text: item for item in quantities if not item.temporal}.values()),
    )


def _said(unit: Unit, file: str) -> Iterator[Taken]:
    """The sentence, and each of its clauses that has a verb of its own."""
    text = " ".join(unit.text.split()).rstrip(".;:")
    whole = [text] if text[:1].isupper() else []
    clauses = [
        text[piece.start : piece.end].strip() for piece in pieces(text, find(text)) if not piece.bracketed
    ]
    for said in dict.fromkeys([*whole, *clauses]):
        plain = said[:1].upper() + said[1:]
        if SHORTEST <= len(plain.split()) <= LONGEST and set(tokens(plain)) & set(_LINKS) and _subject(plain):
            yield Taken(file, plain, tuple(find(plain)))


def _cells(unit: Unit, file: str) -> Iterator[Taken]:
    """Each figure of a row, said with its label and its column's head."""
    row = unit.row
    if row is None or not row.label or len(row.label.split()) > 8:
        return
    for place, cell in enumerate(row.row.cells):
        head = " ".join(row.columns[place].text.split()) if place < len(row.columns) else ""
        if (
            head
            and cell.text != row.label
            and len(cell.text.split()) < 3
            and any(c.isdigit() for c in cell.text)
        ):
            plain = f"{' '.join(row.label.split())}: {head} was {cell.text.strip()}"
            yield Taken(file, plain, tuple(find(plain)))


def _subject(text: str) -> str:
    """What stands before the first auxiliary, when it names something."""
    said = text.split()
    edge = next((place for place, word in enumerate(said) if word.lower() in _LINKS), 0)
    subject = " ".join(said[:edge])
    telling = [word for word in tokens(subject) if word not in STOP | GENERIC]
    return subject if 0 < edge <= 7 and telling and not find(subject) else ""


def _groups(text: str) -> Iterator[str]:
    """The words behind "in", "for", "among" or "at" that name no time."""
    said = text.split()
    for place, word in enumerate(said[:-1]):
        phrase = " ".join(said[place + 1 : place + 3]).strip(",.;:")
        if (
            word.lower() in ("in", "for", "among", "at")
            and phrase
            and not find(phrase)
            and phrase.lower() not in STOP
        ):
            yield phrase


def _other(of: Sequence[str], than: str, chance: random.Random) -> str | None:
    """One of the phrases that shares no telling word with what it stands in for."""
    held = set(tokens(than)) - STOP
    free = [one for one in of if not (set(tokens(one)) - STOP) & held and set(tokens(one)) - STOP]
    return chance.choice(free) if free else None


def _swap_subject(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    subject = taken.text.split(":")[0] if ": " in taken.text else _subject(taken.text)
    other = _other(paper.subjects, taken.text, chance) if subject else None
    return other + taken.text[len(subject) :] if other else None


def _swap_group(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    groups = list(_groups(taken.text))
    group = chance.choice(groups) if groups else ""
    other = _other(paper.groups, taken.text, chance) if group else None
    return taken.text.replace(group, other, 1) if other else None


def _swap_year(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    here = [item for item in taken.quantities if item.start_date]
    one = chance.choice(here) if here else None
    others = [time for time in paper.times if time not in taken.text and (not one or _apart(time, one))]
    return _replaced(taken.text, one, chance.choice(others)) if one and others else None


def _apart(time: str, one: Quantity) -> bool:
    """Whether a time as written does not overlap another."""
    found = next((item for item in find(time) if item.start_date and item.end_date), None)
    if found is None or not one.start_date or not one.end_date:
        return False
    return str(found.end_date) < one.start_date or str(found.start_date) > one.end_date


def _swap_figure(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    here = [
        item
        for item in taken.quantities
        if not item.temporal and item.text[:1].isdigit() or item.text[:1] == "£"
    ]
    one = chance.choice(here) if here else None
    others = [
        item.text
        for item in paper.figures
        if one and item.kind is one.kind and item.value != one.value and item.text not in taken.text
    ]
    return _replaced(taken.text, one, chance.choice(others)) if one and others else None


def _swap_unit(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    here = [item for item in taken.quantities if item.kind in (Kind.MONEY, Kind.PERCENT, Kind.DAYS, Kind.FTE)]
    for item in here:
        for unit, other in _UNITS.items():
            if unit in item.text:
                return _replaced(taken.text, item, item.text.replace(unit, other))
    return None


def _swap_polarity(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    said = taken.text.split()
    if "not" in said:
        return " ".join(word for word in said if word != "not")
    edge = next((place for place, word in enumerate(said) if word.lower() in _LINKS), -1)
    return " ".join([*said[: edge + 1], "not", *said[edge + 1 :]]) if edge > 0 else None


def _swap_quantifier(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    measure = chance.choice(_MEASURES)
    counts = [item for item in taken.quantities if item.kind in (Kind.COUNT, Kind.PERCENT)]
    if counts and chance.random() < 0.5:
        word = chance.choice(("all", "only", "no"))
        return _replaced(taken.text, counts[0], f"only {counts[0].text}" if word == "only" else word)
    subject = _subject(taken.text)
    return f"{measure}{subject[:1].lower()}{taken.text[1:]}" if subject else None


def _swap_tense(taken: Taken, paper: Paper, chance: random.Random) -> str | None:
    for table in (_DONE, _PLANNED) if ": " not in taken.text else ():
        for word, other in table.items():
            if f" {word} " in taken.text:
                return taken.text.replace(f" {word} ", f" {other} ", 1)
    return None


def _replaced(text: str, item: Quantity, other: str) -> str:
    return text[: item.start] + other + text[item.end :]


SWAPS: dict[str, Swap] = {
    "subject": _swap_subject,
    "group": _swap_group,
    "year": _swap_year,
    "figure": _swap_figure,
    "unit": _swap_unit,
    "polarity": _swap_polarity,
    "quantifier": _swap_quantifier,
    "tense": _swap_tense,
}


def statements(papers: Sequence[Paper], count: int, seed: int) -> Iterator[dict[str, object]]:
    """``count`` swapped twins, each kind as often as the papers allow, and every true statement that one is made of."""
    chance = random.Random(seed)
    said = [(taken, paper) for paper in papers for taken in paper.statements]
    cells = [one for one in said if ": " in one[0].text]
    prose = [one for one in said if ": " not in one[0].text]
    pool = [*prose, *chance.sample(cells, min(len(cells), len(prose) // 3))]
    kinds, told, made = list(SWAPS), set[str](), 0
    known = {taken.text for taken, _ in pool}
    for turn in range(count * 40):
        if made >= count or not pool:
            return
        taken, paper = chance.choice(pool)
        kind = kinds[turn % len(kinds)]
        twin = SWAPS[kind](taken, paper, chance)
        if twin is None or twin in known:
            continue
        known.add(twin)
        made += 1
        if taken.text not in told:
            told.add(taken.text)
            yield _row(f"t{made}", taken.file, _reworded(taken, chance), None, None)
        yield _row(f"w{made}", taken.file, twin, kind, taken.text)


def _reworded(taken: Taken, chance: random.Random) -> str:
    """The true statement, one time in three with its last date brought to the front."""
    last = next((item for item in reversed(taken.quantities) if item.start_date), None)
    before = taken.text[: last.start].split() if last else []
    tied = (
        bool(before) and before[-1] in ("in", "by", "on") and last is not None and last.end == len(taken.text)
    )
    if not last or not tied or ": " in taken.text or chance.random() > 1 / 3:
        return taken.text
    return f"{before[-1].capitalize()} {last.text} {' '.join(before[:-1])}"


def _row(identifier: str, file: str, text: str, changed: str | None, of: str | None) -> dict[str, object]:
    return {
        "id": identifier,
        "file": file,
        "statement": text,
        "question": f"Is it true that {text}?",
        "true": changed is None,
        "changed": changed,
        "of": of,
    }


def main() -> int:
    """Print the rows as JSON lines."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    library = Library.open(args.library, read_only=True)
    papers = [paper_of(library.document(card.id)) for card in library.documents()]
    for row in statements(papers, args.count, args.seed):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
