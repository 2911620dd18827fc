"""What is said of a source and of a run over it, in sentences: on the page and in the terminal."""

from __future__ import annotations

from ingest.sources.model import Run, SourceCard

_NAMED = 6
_UNITS = {"m": 60, "h": 3600, "d": 86_400}


def seconds_of(text: str) -> int:
    """Seconds of "30m", "6h", "1d"; 0 for nothing. Raises ValueError."""
    plain = text.strip().lower()
    if not plain:
        return 0
    count, unit = plain[:-1], plain[-1]
    if (
        not count.isascii()
        or not count.isdigit()
        or unit not in _UNITS
        or not 60 <= int(count) * _UNITS[unit] <= 31 * 86_400
    ):
        raise ValueError("a time such as 30m, 6h or 1d")
    return int(count) * _UNITS[unit]


def every(card: SourceCard) -> str:
    """When a source is run."""
    if not card.every_s:
        return "run by hand"
    unit, length = next(
        (unit, length)
        for unit, length in (("d", 86_400), ("h", 3600), ("m", 60))
        if card.every_s % length == 0
    )
    said = f"run every {card.every_s // length}{unit}"
    return f"{said}, paused" if card.paused else said


def run_sentences(run: Run | None) -> list[str]:
    """What a run did, the most important first."""
    if run is None:
        return ["Not run yet."]
    counts = (("added", run.added), ("changed", run.changed), ("gone", run.gone))
    done = ", ".join(f"{len(names)} {what}" for what, names in counts)
    said = [f"{run.problem}"] if run.problem else []
    if run.held:
        said.append(
            f"{len(run.held)} papers are gone from the source; they stay here until a person confirms it: {_some(run.held)}."
        )
    said.append(
        f"{run.at.replace('T', ' ')[:16]} UTC: {done}, {run.unchanged} unchanged, {len(run.refused)} not taken in."
    )
    if run.settling:
        said.append(f"{run.settling} are still being written and are read next time.")
    said += [f"{one.name}: {one.reason}" for one in run.refused[:_NAMED]]
    if len(run.refused) > _NAMED:
        said.append(f"{len(run.refused) - _NAMED} more were not taken in.")
    return said


def _some(names: tuple[str, ...]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
