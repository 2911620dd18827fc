"""An optional language model phrases what was composed: sentences that pass the check, completed by the
documents' own.

The composed answer is there before the model is asked, and nothing of it can be lost: what the model's
sentences do not cover follows in the documents' words. A figure that was not composed is never shown, so
that the same question states the same figures with and without a model.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.breaker import Breaker
from assistant.chat_model import ChatModel, open_model
from assistant.completing import answers, rest_of, shown_anyway
from assistant.ground import Ground, ground_of, with_engine_label
from assistant.model import Answer, Evidence, Route, Status, Wording
from assistant.model_call import Limits, ModelFailed, Spent, words_of
from assistant.model_sentences import sentences_of
from assistant.prompt import fenced, prompt
from assistant.settings import Settings
from assistant.writing_check import fault_of

Listener = Callable[[str, str], None]
log = logging.getLogger("moothall")
SENTENCES_LIMIT = 16
EVIDENCE_LIMIT = 7000
_ROUTES = (Route.LOOKUP, Route.PASSAGES, Route.PROJECT)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in the currency that the person who runs it thinks in; 0 for unknown."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def cost(self, spent: Spent) -> float | None:
        """The cost of a call; None when tokens or prices are unknown."""
        if spent.tokens_in is None or spent.tokens_out is None or not (self.tokens_in or self.tokens_out):
            return None
        return round((spent.tokens_in * self.tokens_in + spent.tokens_out * self.tokens_out) / 1e6, 6)


@dataclass(slots=True)
class Draft:
    """The sentences that passed; they are held back until one of them answers, then shown as they come."""

    ground: Ground
    listen: Listener | None
    kept: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    opening: int = 0
    taken: int = 0

    @property
    def shown(self) -> bool:
        """Whether a person has seen any of it."""
        return self.opening > 0

    def take(self, sentence: str) -> None:
        """Check one sentence and show it when the question is answered."""
        self.taken += 1
        fault = fault_of(sentence, self.ground)
        if fault:
            self.faults.append(fault)
            return
        if sentence in self.kept or shown_anyway(sentence, self.ground):
            return
        self.kept.append(sentence)
        if self.shown:
            self._say(("\n\n" if len(self.kept) == self.opening + 1 else " ") + sentence)
        elif answers(self.kept, self.ground.lead):
            self.opening = len(self.kept)
            self._say(self.text)

    @property
    def text(self) -> str:
        """What has been said: the sentences that answer, then the others as a second paragraph."""
        parts = (self.kept[: self.opening], self.kept[self.opening :])
        return "\n\n".join(" ".join(part) for part in parts if part)

    def finish(self) -> str:
        """The whole text: what was shown and what it leaves uncovered; empty when nothing was shown."""
        if not self.shown:
            return ""
        rest = rest_of(self.ground, self.kept)
        if rest:
            self._say(f"\n\n{rest}")
        return f"{self.text}\n\n{rest}" if rest else self.text

    def _say(self, text: str) -> None:
        if self.listen:
            self.listen("delta", text)


class Writer:
    """Phrases answers with one chat model; safe to share between threads; never raises."""

    def __init__(
        self,
        model: ChatModel,
        *,
        limits: Limits | None = None,
        breaker: Breaker | None = None,
        prices: Prices | None = None,
        overviews: bool = False,
    ) -> None:
        """``overviews``: also open a comparison with a paragraph."""
        self.model = model
        self.limits = limits or Limits()
        self.breaker = breaker or Breaker()
        self._prices = prices or Prices()
        self._overviews = overviews

    def phrased(self, answer: Answer, question: str, listen: Listener | None = None) -> Answer:
        """The answer in the model's words as far as they passed; the composed one whatever else happens."""
        overview = answer.route is Route.COMPARE and self._overviews and bool(answer.comparison)
        if not answer.evidence or not (overview or _to_be_phrased(answer)):
            return answer
        if not self.breaker.allows():
            why = "the language model failed several times in a row and is left alone for a while"
            return replace(
                answer,
                written=replace(answer.written, by="documents_instead", reason=why, model=self.model.name),
            )
        began = time.monotonic()
        spent = Spent()
        labelled = with_engine_label(answer)
        draft = Draft(ground_of(labelled, question), None if overview else listen)
        reason = self._write(labelled, question, draft, spent, "overview" if overview else "write")
        text = self._overview(draft, answer) if overview else draft.finish()
        self.breaker.succeeded() if text else self.breaker.failed()
        wording = Wording(
            by=_by(text, draft),
            reason=reason or _reason(draft),
            model=self.model.name,
            kept=len(draft.kept) if text else 0,
            dropped=len(draft.faults) + (0 if text else len(draft.kept)),
            tokens_in=spent.tokens_in,
            tokens_out=spent.tokens_out,
            cost=self._prices.cost(spent),
            seconds=round(time.monotonic() - began, 3),
            helped=("overview",) if overview and text else (),
        )
        return replace(labelled, text=text, written=wording) if text else replace(answer, written=wording)

    def _write(self, answer: Answer, question: str, draft: Draft, spent: Spent, name: str) -> str:
        """Let the model write into the draft; why it stopped early, or nothing."""
        try:
            for sentence in self._sentences(answer, question, draft.ground, spent, name):
                draft.take(sentence)
                if draft.taken >= SENTENCES_LIMIT:
                    return "the language model went on and on"
        except ModelFailed as fault:
            return f"the language model failed: {fault}"
        except Exception:  # the composed answer is never lost to a fault in its phrasing
            log.exception("phrasing failed")
            return "phrasing failed"
        return ""

    def _sentences(
        self, answer: Answer, question: str, ground: Ground, spent: Spent, name: str
    ) -> Iterator[str]:
        carried = answer.carried
        context = ", ".join((*carried.bodies, carried.topic)) if carried else ""
        user = prompt(
            f"{name}.user",
            question=fenced("", question),
            context=f"CARRIED OVER FROM EARLIER\n{fenced('', context)}\n" if context else "",
            evidence=_evidence(answer.evidence),
            findings=fenced("", _labelled_findings(ground)),
        )
        return sentences_of(
            words_of(self.model, prompt(f"{name}.system"), user, limits=self.limits, spent=spent)
        )

    def _overview(self, draft: Draft, answer: Answer) -> str:
        """The paragraph before the comparison as composed; empty when no sentence passed."""
        return f"{' '.join(draft.kept[:4])}\n\n{answer.text}" if draft.kept else ""


def open_writer(settings: Settings) -> Writer | None:
    """The writer that the settings ask for; None when no model is set. Raises BadSetting."""
    model = open_model(settings)
    if model is None:
        return None
    return Writer(
        model,
        limits=Limits(settings.model_first_s, settings.model_stall_s, settings.model_timeout_s),
        prices=Prices(settings.model_price_in, settings.model_price_out),
        overviews="overview" in settings.model_help,
    )


def _to_be_phrased(answer: Answer) -> bool:
    return answer.status is Status.ANSWERED and answer.route in _ROUTES


def _evidence(items: Sequence[Evidence]) -> str:
    """Every evidence fenced under its label, with heading and paper in words; no address, no file name."""
    parts, used = [], 0
    for item in items:
        about = (
            f"{item.document.council}, {item.document.title}" if item.document else "The projection engine"
        )
        part = fenced(item.label, f"{about}. {item.heading}\n{item.quote}")
        used += len(part)
        if used > EVIDENCE_LIMIT:
            break
        parts.append(part)
    return "\n".join(parts)


def _labelled_findings(ground: Ground) -> str:
    """The composed statements one a line, each ending with its labels."""
    lines = []
    for statement in ground.statements:
        missing = sorted(label for label in statement.labels if f"[{label}]" not in statement.text)
        lines.append(" ".join((statement.text.replace("*", ""), *(f"[{label}]" for label in missing))))
    return "\n".join(lines)


def _by(text: str, draft: Draft) -> str:
    if not text:
        return "documents_instead"
    return "model_and_documents" if rest_of(draft.ground, draft.kept) else "model"


def _reason(draft: Draft) -> str:
    """Why sentences of the model are missing, in words, when any is."""
    if not draft.faults and draft.shown:
        return ""
    if draft.kept or draft.faults:
        return (
            "sentences of the language model failed the check and were left out"
            if draft.faults
            else ("what the language model wrote did not answer the question")
        )
    return "the language model wrote nothing that could be used"
