"""The straight lines drawn on a picture: what rules a table, found as long dark runs across and down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.parse.ocr_picture import DARK, Straight

_LEAST_PT = 24.0  # a shorter run is the stroke of a letter
_THICKEST_PT = 4.0  # a thicker one is a bar or a picture
_MOST = 400


@dataclass(slots=True)
class _Line:
    """A run of dark pixels that grows row by row; places along it and across it."""

    start: int
    end: int
    first: int
    last: int


def lines_of(straight: Straight) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Level lines as (x0, x1, y) and upright ones as (top, bottom, x), in points."""
    dark = straight.grey < DARK + 32
    return (
        [_in_points(line, straight.scale) for line in _lines(dark, straight.scale)],
        [_in_points(line, straight.scale) for line in _lines(dark.T, straight.scale)],
    )


def _in_points(line: _Line, scale: float) -> tuple[float, float, float]:
    return line.start / scale, line.end / scale, (line.first + line.last + 1) / 2 / scale


def _lines(dark: NDArray[np.bool_], scale: float) -> list[_Line]:
    least, thickest = int(_LEAST_PT * scale), _THICKEST_PT * scale
    done: list[_Line] = []
    growing: list[_Line] = []
    counts = dark.sum(axis=1)
    for place in np.nonzero(counts >= least)[0].tolist():
        runs = list(_runs(dark[place], least))
        still = [line for line in growing if line.last >= place - 2]
        done += [line for line in growing if line.last < place - 2]
        for start, end in runs:
            same = next((line for line in still if start < line.end and line.start < end), None)
            if same is None:
                still.append(_Line(start, end, place, place))
            else:
                same.start, same.end, same.last = min(same.start, start), max(same.end, end), place
        growing = still
    thin = [line for line in (*done, *growing) if line.last - line.first < thickest]
    return sorted(thin, key=lambda line: (line.first, line.start))[:_MOST]


def _runs(row: NDArray[np.bool_], least: int) -> Iterator[tuple[int, int]]:
    """Dark stretches of at least this length; a gap of a few pixels is noise."""
    ends = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
    starts, stops = ends[::2], ends[1::2]
    if not len(starts):
        return
    apart = np.flatnonzero(starts[1:] - stops[:-1] > 4)
    first = np.concatenate(([0], apart + 1))
    last = np.concatenate((apart, [len(starts) - 1]))
    for begin, stop in zip(starts[first].tolist(), stops[last].tolist(), strict=True):
        if stop - begin >= least:
            yield begin, stop
