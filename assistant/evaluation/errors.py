"""What can be wrong with what is measured by. Each text is one sentence that names the file.

EvaluationError
├── BadQuestions   a question file, with its faulty lines
├── BadFloors      a floors file
└── BadBenchmark   a benchmark folder
"""

from __future__ import annotations


class EvaluationError(ValueError):
    """Nothing could be measured; the text says which file and why."""


class BadQuestions(EvaluationError):
    """A question file that cannot be used; the text lists what is wrong, by line."""


class BadFloors(EvaluationError):
    """A floors file that cannot be read."""


class BadBenchmark(EvaluationError):
    """A benchmark folder without corpus, queries or judgements, or with lines that are none."""
