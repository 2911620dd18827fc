"""Answer, closest passages, or not stated: three bands over calibrated signals, after what is known exactly.

The band thresholds stand in ``data/weights.toml`` and are set by ``moothall calibrate``. A score alone cannot see silence
within a topic, so the words that matter most are looked for too: when the rarest word of the question stands nowhere in
what was found, the papers are taken not to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from assistant.compose.draft import Draft
from assistant.match import weights
from assistant.pool import Pool


class Band(StrEnum):
    """How far the evidence goes."""

    ANSWER = "answer"
    CLOSEST = "closest"
    SILENT = "silent"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class Signals:
    """All that the band is decided by: the best draft's shape (empty without one) and scores, and the topic's strength.

    ``typed`` says that a figure, a person or a date is asked for, where the closest passage is no answer; ``named`` that
    the question names a body, so that it is not off topic.
    """

    shape: str
    score: float
    coverage: float
    likeness: float
    topic: float
    certain: bool = False
    typed: bool = False
    named: bool = False


def signals_of(draft: Draft | None, pool: Pool, *, typed: bool = False, named: bool = False) -> Signals:
    """The signals of the best draft over a pool."""
    topic = topic_strength(pool)
    if draft is None:
        return Signals("", 0.0, 0.0, 0.0, topic, False, typed, named)
    return Signals(
        draft.shape, draft.score, draft.coverage, draft.likeness, topic, draft.certain, typed, named
    )


Hear = Callable[[Signals], None]
_listener: ContextVar[Hear | None] = ContextVar("signals", default=None)


@contextmanager
def listening(hear: Hear) -> Iterator[None]:
    """While the block runs, ``hear`` is told the signals of each decision; calibration learns from them."""
    token = _listener.set(hear)
    try:
        yield
    finally:
        _listener.reset(token)


def band(draft: Draft | None, pool: Pool | None, *, typed: bool = False, named: bool = False) -> Band:
    """Which band the best draft falls in; without any, whether the question is about the papers at all."""
    if pool is None:
        return Band.OFF_TOPIC
    signals = signals_of(draft, pool, typed=typed, named=named)
    hear = _listener.get()
    if hear is not None:
        hear(signals)
    return band_of(signals, weights("answer"))


def band_of(signals: Signals, table: Mapping[str, float]) -> Band:
    """The band of these signals under a table of thresholds."""
    if not signals.shape:
        return Band.OFF_TOPIC if signals.topic < table["off_topic"] else Band.SILENT
    if signals.certain:
        return Band.ANSWER
    if signals.topic < table["off_topic"]:
        return Band.OFF_TOPIC
    floor = table.get(signals.shape, table["prose"])
    if signals.score >= floor and signals.coverage >= table["least_coverage"]:
        return Band.ANSWER
    closest = table["verdict_closest" if signals.shape == "verdict" else "closest"]
    return Band.CLOSEST if signals.score >= closest else Band.SILENT


def topic_strength(pool: Pool) -> float:
    """How near the best of the passages comes to the question: the mean of best unit's and best passage's likeness,
    or of the words found when that is more."""
    best_unit = max((scored.likeness for scored in pool.units), default=0.0)
    best_passage = max((passage.dense for passage in pool.passages), default=0.0)
    covered = max((scored.coverage for scored in pool.units), default=0.0)
    return max((best_unit + best_passage) / 2, covered * 0.6)
