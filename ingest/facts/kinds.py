"""What sort of statement a figure is: read from the words of stage beside it, the tense of its clause, its time."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.fact_model import FactKind
from ingest.facts.times import without_times
from ingest.phrases import Found, Phrases, Word, listed, words

_SHORT_LABEL = 5
_SMALL = frozenset("at by in on for of the to from end year £ % m 000 k".split())


@dataclass(frozen=True, slots=True)
class Stage:
    """A kind with the word that gave it."""

    kind: FactKind
    word: str


def stages() -> Phrases:
    """The words of stage."""
    return listed("figure_words.toml", "stage")


def stage_in_label(text: str) -> Stage | None:
    """The stage that a label or a column head gives: a word of stage that opens or closes it.

    "Target", "2026/27 budget" and "Forecast outturn" do; "Budget support team" names a part.
    """
    for segment in reversed(text.split(" ; ")):
        bare = without_times(segment)
        said = tuple(word for word in words(bare) if word.fold not in _SMALL)
        for found in reversed(stages().among(said)):
            edge = found.last == len(said) or (found.first == 0 and not _is_name(said, found))
            for label in found.labels:
                if label not in ("change", "threshold") and (edge or label in ("target", "benchmark")):
                    return Stage(FactKind(label), bare[found.start : found.end])
    return None


def _is_name(said: tuple[Word, ...], found: Found) -> bool:
    """Whether a word of stage only opens a longer name ("Budget monitoring officer")."""
    return len(said) - found.last >= 2


def stage_in_clause(text: str) -> Stage | None:
    """The stage that a clause gives, the last word of stage first; a difference and a limit are none."""
    for found in reversed(stages().find(text)):
        for label in found.labels:
            if label not in ("change", "threshold"):
                return Stage(FactKind(label), text[found.start : found.end])
    return None


_BEFORE_WORDS = "£%()/-–’' \n0123456789"
"""What may stand before the word of a head: its year and its unit ("2018 £ Variance")."""


def is_change(label: str) -> bool:
    """Whether a head or a label measures a difference and no level: it opens with the word for one."""
    for segment in (piece.lstrip(_BEFORE_WORDS) for piece in label.split(" ; ")):
        found = listed("figure_words.toml", "difference").find(segment)
        if found and found[0].first == 0 and len(words(segment)) <= _SHORT_LABEL:
            return True
    return False


def tense_of(text: str) -> str:
    """ "will", "past" or "now" by the last verb of the text that says so; empty when none does."""
    found = listed("figure_words.toml", "tense").find(text)
    return found[-1].labels[0] if found else ""


def without_stage(text: str) -> str:
    """A label without its words of stage, save a comparator's: what is left of it to measure or to name a part."""
    for found in reversed(stages().find(text)):
        if not set(found.labels) & {"benchmark", "change", "threshold"}:
            text = text[: found.start] + " " + text[found.end :]
    return " ".join(text.split()).strip(" ;,:-–()")
