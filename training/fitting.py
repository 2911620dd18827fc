"""Fitting: rows to examples, examples to the linear models of ``assistant.reading``.

Logistic regression throughout, every wording weighing the same however often it was realised; no randomness.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from assistant.reading import features
from assistant.reading.learned import BY_QUESTION, Scorer
from assistant.reading.linear import Linear
from assistant.reading.measures import OUTSIDE
from assistant.reading.spans import WITH_ROLE, Span, tag
from training.questions import FIRST, Row

PLAIN = {"sharpness": 1.0, "sharpness_embedding": 1.0, "role_share": 0.5, "floor_op": 0.0, "floor_whole": 0.0}
FLAT = {"bias": 0.0, "op": 1.0, "role": 1.0, "direction": 1.0, "per": 1.0, "figures": 0.0}
STRENGTH = {
    "op": 30.0,
    "op_embedding": 10.0,
    "direction": 10.0,
    "per": 10.0,
    "curve": 10.0,
    "role": 30.0,
    "measure": 10.0,
}
KEPT = {"op": 9000, "direction": 3000, "per": 3000, "curve": 800, "role": 12000, "measure": 6000}
ROUGH, FINE = 30, 150
"""Steps of the solver to find the heaviest features, and to fit what is kept."""
LEAN = 1.0
FEWEST = 2
"""Wordings in which a feature must stand to be learnt from."""


@dataclass(frozen=True)
class Example:
    """A row made ready: its spans, tokens, the role of each span, and its embedding where there is one."""

    row: Row
    embedding: NDArray[np.floating] | None
    previous_embedding: NDArray[np.floating] | None

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The tagger's spans; bodies as they are marked."""
        bodies = [(mark.start, mark.end) for mark in self.row.marks if mark.type == "ORG"]
        return tag(self.row.text, bodies)

    @cached_property
    def said(self) -> list[features.Token]:
        """The question's tokens."""
        return features.tokens(self.row.text, self.spans)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The right role of each span: that of the mark it overlaps most, else "none"."""
        return tuple(self._role(span) for span in self.spans)

    @cached_property
    def missed(self) -> bool:
        """Whether a marked figure that plays a part is not found by the tagger at all."""
        figures = [mark for mark in self.row.marks if mark.type not in {"ORG", "MET"} and mark.role != "none"]
        return any(
            all(
                span.end <= mark.start or span.start >= mark.end or span.type not in WITH_ROLE
                for span in self.spans
            )
            for mark in figures
        )

    def _role(self, span: Span) -> str:
        if span.type not in WITH_ROLE:
            return "none"
        over = [
            (min(mark.end, span.end) - max(mark.start, span.start), mark.role)
            for mark in self.row.marks
            if mark.type not in {"ORG", "MET"}
        ]
        share, role = max(over, default=(0, "none"))
        return role if share > 0 else "none"

    @cached_property
    def measure_labels(self) -> list[str]:
        """ "B-asked", "I-asked", "O" and so on for each token."""
        labels = [OUTSIDE] * len(self.said)
        for mark in self.row.marks:
            inside = [i for i, token in enumerate(self.said) if mark.start <= token.start < mark.end]
            for i in inside if mark.type == "MET" else []:
                labels[i] = f"{'B' if i == inside[0] else 'I'}-{mark.role}"
        return labels


@dataclass(frozen=True)
class Case:
    """One thing to classify: features, given features, label, weight, and the wording it comes from."""

    features: list[str]
    given: list[str]
    label: str
    weight: float
    group: str


def make_ready(rows: Sequence[Row], embeddings: Mapping[str, NDArray[np.floating]]) -> list[Example]:
    """The rows as examples, with the embeddings (by text) where there are any."""
    return [Example(row, embeddings.get(row.text), embeddings.get(row.previous)) for row in rows]


def fit(examples: Sequence[Example], *, digest: str = "") -> Scorer:
    """A scorer learnt from the examples, uncalibrated. Follow-ups learn from a first fit's view of what came before."""
    opening = fit_linear(
        [Case(_about(e, ""), [], e.row.op, e.row.weight, e.row.group) for e in examples], "op", steps=ROUGH
    )
    embedding = _fit_embedding(examples)
    first = Scorer({"op": opening, "op_embedding": embedding}, PLAIN, FLAT, digest)
    before = [before_of(first, example) for example in examples]
    about = [_about(example, op) for example, op in zip(examples, before, strict=True)]
    models = {
        "op": fit_linear(
            [Case(a, [], e.row.op, e.row.weight, e.row.group) for a, e in zip(about, examples, strict=True)],
            "op",
        ),
        "op_embedding": embedding,
    }
    for name in BY_QUESTION:
        cases = [
            Case(a, features.given(e.row.op), getattr(e.row, name), e.row.weight, e.row.group)
            for a, e in zip(about, examples, strict=True)
        ]
        models[name] = fit_linear(cases, name)
    models["role"] = fit_linear([case for e in examples for case in _role_cases(e)], "role")
    models["measure"] = _lean(fit_linear([case for e in examples for case in _measure_cases(e)], "measure"))
    return Scorer(models, PLAIN, FLAT, digest)


def before_of(scorer: Scorer, example: Example) -> str:
    """The operation that a scorer sees in the question before, "" when there is none."""
    if not example.row.previous:
        return ""
    spans = tag(example.row.previous)
    about = features.of_question(features.tokens(example.row.previous, spans), spans, "")
    shares = scorer.op_shares(about, example.previous_embedding)
    return scorer.models["op"].labels[int(shares.argmax())]


def _about(example: Example, before: str) -> list[str]:
    return features.of_question(example.said, example.spans, before)


def _fit_embedding(examples: Sequence[Example]) -> Linear:
    known = [e for e in examples if e.embedding is not None]
    if not known:
        labels = tuple(sorted({e.row.op for e in examples}))
        zeros = np.zeros(len(labels))
        return Linear(("0",), labels, np.zeros((1, len(labels)), dtype=np.int8), zeros, zeros)
    values = np.stack([e.embedding for e in known if e.embedding is not None])
    model = LogisticRegression(C=STRENGTH["op_embedding"], max_iter=400)
    model.fit(values, [e.row.op for e in known], sample_weight=[e.row.weight for e in known])
    names = tuple(str(i) for i in range(values.shape[1]))
    return _rounded(names, tuple(model.classes_), model.coef_.T, model.intercept_, all_names=True)


def _role_cases(example: Example) -> list[Case]:
    row = example.row
    return [
        Case(
            features.of_span(example.said, example.spans, i),
            features.given(row.op, span),
            example.roles[i],
            row.weight,
            row.group,
        )
        for i, span in enumerate(example.spans)
        if span.type in WITH_ROLE
    ]


def _measure_cases(example: Example) -> list[Case]:
    """Words of the second file only: the first marks no measures."""
    if example.row.writer == FIRST:
        return []
    return [
        Case(features.of_token(example.said, i), [], label, example.row.weight, example.row.group)
        for i, label in enumerate(example.measure_labels)
    ]


def _lean(model: Linear) -> Linear:
    """The model of measure words less ready to call a word none: precision and recall come out even."""
    none = np.array([label == OUTSIDE for label in model.labels], dtype=np.float64)
    return replace(model, bias=model.bias - LEAN * none)


def fit_linear(cases: list[Case], name: str, *, steps: int = FINE) -> Linear:
    """A linear model of the cases with at most ``KEPT[name]`` features: fitted, cut to the heaviest, fitted again."""
    if len({case.label for case in cases}) < 2:
        label = cases[0].label if cases else OUTSIDE
        return Linear(("",), (label,), np.zeros((1, 1), dtype=np.int8), np.zeros(1), np.zeros(1))
    names = _frequent(cases)
    if len(names) > KEPT[name]:
        _, coefficients, _ = _logistic(cases, names, name, ROUGH)
        heaviest = np.argsort(-np.abs(coefficients).max(axis=1), kind="stable")[: KEPT[name]]
        names = [names[i] for i in sorted(heaviest.tolist())]
    labels, coefficients, bias = _logistic(cases, names, name, steps)
    return _rounded(tuple(names), labels, coefficients, bias)


def _frequent(cases: list[Case]) -> list[str]:
    groups: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for feature in (*case.features, *case.given):
            groups[feature].add(case.group)
    return sorted(name for name, where in groups.items() if len(where) >= FEWEST and "\n" not in name)


def _logistic(
    cases: list[Case], names: list[str], name: str, steps: int
) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
    places = {feature: i for i, feature in enumerate(names)}
    starts, columns, values = [0], list[int](), list[float]()
    for case in cases:
        known = [places[feature] for feature in case.features if feature in places]
        given = [places[feature] for feature in case.given if feature in places]
        columns += known + given
        values += [1 / max(1, len(known)) ** 0.5] * len(known) + [1.0] * len(given)
        starts.append(len(columns))
    matrix = sparse.csr_matrix((values, columns, starts), shape=(len(cases), len(names)))
    model = LogisticRegression(C=STRENGTH[name], max_iter=steps, tol=1e-3)
    with warnings.catch_warnings():
        # the number of steps is part of the recipe, and enough
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, [case.label for case in cases], sample_weight=[case.weight for case in cases])
    if len(model.classes_) == 2:
        both = np.stack([-model.coef_[0], model.coef_[0]], axis=1) / 2
        return tuple(model.classes_), both, np.array([-model.intercept_[0], model.intercept_[0]]) / 2
    return tuple(model.classes_), model.coef_.T, model.intercept_


def _rounded(
    names: tuple[str, ...],
    labels: tuple[str, ...],
    coefficients: NDArray[np.float64],
    bias: NDArray[np.float64],
    *,
    all_names: bool = False,
) -> Linear:
    """The model in whole steps, 127 of them to the largest weight of each label; names without weight go."""
    scale = np.maximum(np.abs(coefficients).max(axis=0), 1e-9) / 127
    steps = np.round(coefficients / scale).astype(np.int8)
    kept = np.abs(steps).max(axis=1) > 0
    kept |= all_names
    names = tuple(feature for feature, keep in zip(names, kept.tolist(), strict=True) if keep)
    scale32 = scale.astype(np.float32).astype(np.float64)
    bias32 = bias.astype(np.float32).astype(np.float64)
    return Linear(names, tuple(str(label) for label in labels), steps[kept], scale32, bias32)
