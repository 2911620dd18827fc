"""Answer, closest passages, or not stated: three bands over calibrated signals, after what is known exactly.

The band thresholds stand in ``data/weights.toml`` and are set by ``moothall calibrate``. A score alone cannot see silence
within a topic, so the words that matter most are looked for too: when the rarest word of the question stands nowhere in
what was found, the papers are taken not to say.
"""

from __future__ import annotations

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


def band(draft: Draft | None, pool: Pool | None) -> Band:
    """Which band the best draft falls in; without any, whether the question is about the papers at all."""
    table = weights("answer")
    if draft is None or pool is None:
        return Band.OFF_TOPIC if pool is None or topic_strength(pool) < table["off_topic"] else Band.SILENT
    if draft.certain:
        return Band.ANSWER
    if topic_strength(pool) < table["off_topic"]:
        return Band.OFF_TOPIC
    floor = table.get(draft.shape, table["prose"])
    if draft.score >= floor and draft.coverage >= table["least_coverage"]:
        return Band.ANSWER
    return Band.CLOSEST if draft.score >= table["closest"] else Band.SILENT


def topic_strength(pool: Pool) -> float:
    """How near the best of the passages comes to the question: the mean of best unit's and best passage's likeness,
    or of the words found when that is more."""
    best_unit = max((scored.likeness for scored in pool.units), default=0.0)
    best_passage = max((passage.dense for passage in pool.passages), default=0.0)
    covered = max((scored.coverage for scored in pool.units), default=0.0)
    return max((best_unit + best_passage) / 2, covered * 0.6)
