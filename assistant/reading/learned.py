"""What a question asks and what each figure is for, ranked by linear models with calibrated probabilities.

The weights are packaged (``data/question_scorer.npz``, made by ``training/train_question_scorer.py``) and bear
the digest of the questions they were learnt from. Nothing is decided here: the caller takes the first reading
that its checks allow, or asks when ``Scored.abstains``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from assistant.reading import features
from assistant.reading.linear import Arrays, Floats, Linear, as_text, from_arrays, log_shares
from assistant.reading.measures import Measure, joined
from assistant.reading.spans import WITH_ROLE, Span

WEIGHTS = "data/question_scorer.npz"
MODELS = ("op", "op_embedding", "direction", "per", "curve", "role", "measure")
BY_QUESTION = ("direction", "per", "curve")
SETTINGS = ("sharpness", "sharpness_embedding", "role_share", "floor_op", "floor_whole")
TRUST = ("bias", "op", "role", "direction", "per", "figures")
CANDIDATES = 5
"""Operations for which a whole reading is worked out."""
ROLES = 4
"""Roles kept of each span under each operation."""
NEVER = -20.0
"""Logarithm of the probability of what cannot be."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A label and the probability that it is right."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One whole reading. ``roles`` has one for each span, "none" where the type plays none.

    ``probability`` is that of the operation, ``whole`` that operation, direction, pace and every role are right;
    ``ranked`` holds the likeliest roles of each span under the operation.
    """

    op: str
    direction: str
    per: str
    curve: str
    roles: tuple[str, ...]
    probability: float
    whole: float
    ranked: tuple[tuple[Ranked, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A question scored. Every tuple of ``Ranked`` is best first and sums to 1; ``roles`` has one for each span.

    ``candidates`` are whole readings, best first: an operation whose figures find fitting roles goes before a
    slightly likelier one, in ``operations`` too. Direction to roles are those under the first operation.
    ``abstains``: the first operation's probability is below the floor from which on 19 in 20 were right, of
    questions by askers that were not learnt from.
    """

    operations: tuple[Ranked, ...]
    direction: tuple[Ranked, ...]
    per: tuple[Ranked, ...]
    curve: tuple[Ranked, ...]
    roles: tuple[tuple[Ranked, ...], ...]
    candidates: tuple[Candidate, ...]
    measures: tuple[Measure, ...]
    abstains: bool


@dataclass(frozen=True)
class Scorer:
    """The models with their settings and the digest of the data they were learnt from."""

    models: dict[str, Linear]
    settings: dict[str, float]
    trust: dict[str, float]
    digest: str

    def score(
        self,
        question: str,
        spans: Sequence[Span],
        embedding: NDArray[np.floating] | None = None,
        before: str = "",
    ) -> Scored:
        """The readings of a question. ``embedding`` has the 384 values of the packaged encoder for the question as typed.

        ``before`` is the operation of the question before it in the conversation, "" when it opens one.
        """
        said = features.tokens(question, spans)
        about = features.of_question(said, spans, before)
        ops = self.op_shares(about, embedding)
        labels = self.models["op"].labels
        around = [features.of_span(said, spans, i) for i in range(len(spans))]
        first = sorted(range(len(labels)), key=lambda i: -ops[i])[:CANDIDATES]
        worked = {i: self._given(labels[i], about, spans, around) for i in first}
        order = sorted(first, key=lambda i: -(ops[i] + self.settings["role_share"] * _best(worked[i][1])))
        shares = np.exp(ops)
        candidates = tuple(self._candidate(labels[i], float(shares[i]), *worked[i]) for i in order)
        manner, roles = worked[order[0]]
        return Scored(
            operations=_ranked(labels, shares, first=order),
            direction=_ranked(self.models["direction"].labels, np.exp(manner["direction"])),
            per=_ranked(self.models["per"].labels, np.exp(manner["per"])),
            curve=_ranked(self.models["curve"].labels, np.exp(manner["curve"])),
            roles=tuple(_ranked(self.models["role"].labels, np.exp(role)) for role in roles),
            candidates=candidates,
            measures=self._measures(question, said),
            abstains=candidates[0].probability < self.settings["floor_op"],
        )

    def op_shares(self, about: Sequence[str], embedding: NDArray[np.floating] | None) -> Floats:
        """Natural logarithms of the operations' probabilities, in the order of the model's labels."""
        logits = self.models["op"].logits(about)
        if embedding is None:
            return log_shares(logits * self.settings["sharpness"])
        logits = logits + self.models["op_embedding"].dense_logits(embedding)
        return log_shares(logits * self.settings["sharpness_embedding"])

    def _given(
        self, op: str, about: Sequence[str], spans: Sequence[Span], around: Sequence[list[str]]
    ) -> tuple[dict[str, Floats], list[Floats]]:
        """Log probabilities of direction, pace and curve, and of each span's roles, were this the operation."""
        manner = {
            name: log_shares(self.models[name].logits(about, features.given(op))) for name in BY_QUESTION
        }
        return manner, [self._role(op, span, around[i]) for i, span in enumerate(spans)]

    def _role(self, op: str, span: Span, around: list[str]) -> Floats:
        labels = self.models["role"].labels
        if span.type not in WITH_ROLE:
            return np.array([0.0 if label == "none" else NEVER for label in labels], dtype=np.float64)
        return log_shares(self.models["role"].logits(around, features.given(op, span)))

    def _candidate(self, op: str, share: float, manner: dict[str, Floats], roles: list[Floats]) -> Candidate:
        best = {name: self.models[name].labels[int(manner[name].argmax())] for name in BY_QUESTION}
        seen = {
            "bias": 1.0,
            "op": float(np.log(share)),
            "role": _best(roles),
            "direction": float(manner["direction"].max()),
            "per": float(manner["per"].max()),
            "figures": float(len(roles)),
        }
        whole = 1 / (1 + np.exp(-sum(self.trust[name] * seen[name] for name in TRUST)))
        chosen = tuple(self.models["role"].labels[int(role.argmax())] for role in roles)
        ranked = tuple(_first(self.models["role"].labels, role) for role in roles)
        return Candidate(
            op, best["direction"], best["per"], best["curve"], chosen, share, float(whole), ranked
        )

    def _measures(self, question: str, said: Sequence[features.Token]) -> tuple[Measure, ...]:
        model = self.models["measure"]
        labels = [
            model.labels[int(model.logits(features.of_token(said, i)).argmax())] for i in range(len(said))
        ]
        return joined(question, said, labels)


def _best(roles: Sequence[Floats]) -> float:
    """The sum of the log probabilities of the best role of each span."""
    return float(sum(role.max() for role in roles))


def _first(labels: Sequence[str], role: Floats) -> tuple[Ranked, ...]:
    """The likeliest roles of one span, from the logarithms of their probabilities."""
    order = sorted(range(len(labels)), key=lambda i: -role[i])[:ROLES]
    return tuple(Ranked(labels[i], float(np.exp(role[i]))) for i in order)


def _ranked(labels: Sequence[str], shares: Floats, first: Sequence[int] = ()) -> tuple[Ranked, ...]:
    """The labels by probability, those in ``first`` before all others."""
    rest = sorted(set(range(len(labels))) - set(first), key=lambda i: (-shares[i], labels[i]))
    return tuple(Ranked(labels[i], float(shares[i])) for i in (*first, *rest))


def from_bytes(content: bytes) -> Scorer:
    """The scorer kept in the bytes of an ``npz`` file."""
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        arrays: Arrays = {name: kept[name] for name in kept.files}
    return Scorer(
        models={name: from_arrays(arrays, name) for name in MODELS},
        settings=dict(zip(SETTINGS, arrays["settings"].tolist(), strict=True)),
        trust=dict(zip(TRUST, arrays["trust"].tolist(), strict=True)),
        digest=as_text(arrays["digest"])[0],
    )


@cache
def packaged() -> Scorer:
    """The scorer that comes with the program."""
    return from_bytes(files("assistant").joinpath(WEIGHTS).read_bytes())
