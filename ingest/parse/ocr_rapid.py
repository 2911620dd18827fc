"""Text recognition by rapidocr, whose models come with its package, where no program of the system is there."""

from __future__ import annotations

import functools
import importlib.util
import logging
from typing import TYPE_CHECKING, Any

from ingest.parse.ocr_model import Seen
from ingest.quiet import hush

if TYPE_CHECKING:
    from ingest.parse.ocr_picture import Straight

PROGRAM = "rapidocr"


def is_there() -> bool:
    """Whether the package is installed."""
    return importlib.util.find_spec(PROGRAM) is not None


@functools.cache
def _reader() -> Any:
    hush()  # it loads onnxruntime
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def recognise(straight: Straight) -> list[Seen]:
    """The words of a picture, line by line from the top."""
    import numpy as np

    found = _reader()(np.repeat(straight.grey[:, :, None], 3, axis=2), return_word_box=True)
    lines = [words for words in (found.word_results or ()) if words]
    return [
        Seen(str(text), *_box(corners), number, round(100 * float(score)))
        for number, words in enumerate(lines)
        for text, score, corners in words
        if str(text).strip() and corners is not None
    ]


def _box(corners: Any) -> tuple[float, float, float, float]:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(across), min(down), max(across), max(down)
