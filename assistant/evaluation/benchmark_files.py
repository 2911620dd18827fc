"""Public retrieval benchmarks in their usual layout: ``corpus.jsonl``, ``queries.jsonl``, judgements as TSV.

A query of several turns is a list (``turns`` or ``history``, of texts or of ``{"role", "text"}``), or a text
with one turn a line, each perhaps opening with the speaker (``|user|:``; then a line without one goes on with the
turn above). What an assistant said is left out.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import BadBenchmark

JUDGEMENTS = ("qrels/test.tsv", "qrels.tsv", "qrels/dev.tsv", "qrels/train.tsv")
_SPEAKER = re.compile(r"^\s*\|?(user|assistant|agent|system|human|bot)\|?\s*:\s*", re.I)
_ASKS = ("user", "human")
_UTTERANCE = ("text", "content", "utterance", "raw_utterance", "question", "query")
Judged = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage of the corpus."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """One query: its turns, first first; the last is what is asked."""

    id: str
    turns: tuple[str, ...]


def read_corpus(folder: Path) -> Iterator[Entry]:
    """The passages in order of the file. Raises BadBenchmark and OSError."""
    for data in _lines(folder / "corpus.jsonl"):
        yield Entry(_id(data, folder), str(data.get("title") or ""), str(data.get("text") or ""))


def read_queries(folder: Path) -> list[Query]:
    """The queries that ask something. Raises BadBenchmark and OSError."""
    made = [Query(_id(data, folder), _turns(data)) for data in _lines(folder / "queries.jsonl")]
    return [query for query in made if query.turns]


def read_judgements(folder: Path) -> Judged:
    """Grades by query and passage; a header line is passed over, TREC's four columns are read too."""
    path = next((folder / name for name in JUDGEMENTS if (folder / name).is_file()), None)
    if path is None:
        raise BadBenchmark(f"{folder} holds no judgements: expected one of {', '.join(JUDGEMENTS)}.")
    judged: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, cells in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if len(cells) < 2 or (number == 1 and not _is_number(cells[-1])):
                continue
            grade = cells[-1] if len(cells) > 2 else "1"
            if not _is_number(grade):
                raise BadBenchmark(f"{path} line {number}: {grade!r} is no grade.")
            judged.setdefault(cells[0], {})[cells[2] if len(cells) == 4 else cells[1]] = int(float(grade))
    return {query: grades for query, grades in judged.items() if any(grade > 0 for grade in grades.values())}


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", text) is not None


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise BadBenchmark(
            f"{path} is missing: a benchmark folder holds corpus.jsonl, queries.jsonl and qrels."
        )
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
            except ValueError as fault:
                raise BadBenchmark(f"{path} line {number} is not JSON: {fault}.") from None
            if not isinstance(data, dict):
                raise BadBenchmark(f"{path} line {number} is not a JSON object.")
            yield data


def _id(data: Mapping[str, Any], folder: Path) -> str:
    found = data.get("_id", data.get("id"))
    if found is None:
        raise BadBenchmark(f"{folder}: a line has no _id: {str(dict(data))[:80]}.")
    return str(found)


def _turns(data: Mapping[str, Any]) -> tuple[str, ...]:
    text = data.get("text", data.get("query", data.get("question", "")))
    earlier = data.get("turns") or data.get("history") or ()
    said = [*_said(earlier), *_said(text if isinstance(text, list) else _lines_said(str(text or "")))]
    turns = [turn.strip() for speaker, turn in said if speaker in _ASKS and turn.strip()]
    # A history that ends with the question itself holds it once; one that is asked again later counts again.
    return tuple(turn for number, turn in enumerate(turns) if number == 0 or turn != turns[number - 1])


def _lines_said(text: str) -> list[str]:
    """The lines of a text, one turn each; where speakers are named, a line without one goes on with the turn."""
    lines = text.splitlines()
    if not any(_SPEAKER.match(line) for line in lines):
        return lines
    turns: list[str] = []
    for line in lines:
        if turns and not _SPEAKER.match(line):
            turns[-1] += f" {line.strip()}"
        else:
            turns.append(line)
    return turns


def _said(turns: str | Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Speaker and text of each turn; without a speaker it is the user's."""
    for turn in [turns] if isinstance(turns, str) else turns:
        if isinstance(turn, dict):
            speaker = str(turn.get("role") or turn.get("speaker") or "user").lower()
            yield speaker, str(next((turn[key] for key in _UTTERANCE if turn.get(key)), ""))
            continue
        match = _SPEAKER.match(str(turn))
        yield (match.group(1).lower(), str(turn)[match.end() :]) if match else ("user", str(turn))
