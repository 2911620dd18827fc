"""The facts of the bodies in question, and the choice of the one to start from.

The newest, most precise actual wins; a target or an assumption is never taken for an actual, and no figure of
another body is ever used. Figures that disagree are kept as rivals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.model import Source
from assistant.scenario.subjects import Subject
from ingest.fact_model import Approx, Fact, FactKind, Review, Scope
from ingest.metrics import age_metric
from ingest.model import DocumentStatus

FactsOf = Callable[..., list[Fact]]

_GROUP_KEYS: Mapping[str, str] = {
    "women": "sex=female",
    "men": "sex=male",
    "ethnic minority": "ethnicity=ethnic minority",
    "disability": "disability=disabled",
    "reassigned": "gender identity=reassigned",
    "sexual orientation": "orientation=lgb",
    "religion": "religion=other than christianity",
    "carers": "carers=carer",
    "veterans": "veterans=veteran",
}
_SAME: Mapping[str, tuple[str, ...]] = {
    "pay.bill": ("pay.bill_gross", "pay.bill_basic"),
    "apprentice": ("apprentice.new", "apprentice.existing", "apprentice.count"),
    "sickness": ("sickness.days_per_fte",),
    "paygap.mean": ("paygap.mean", "paygap.unstated", "paygap.median"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The fact to start from, the live figures that disagree with it, and older ones of the same measure."""

    fact: Fact
    rivals: tuple[Fact, ...] = ()
    earlier: tuple[Fact, ...] = ()


@dataclass(slots=True)
class Ledger:
    """The facts of some bodies, read once each. ``used`` keeps every fact handed out, by id."""

    facts_of: FactsOf
    source_of: Callable[[str], Source] | None = None
    used: dict[str, Fact] = field(default_factory=dict)
    _read: dict[str, tuple[Fact, ...]] = field(default_factory=dict)

    def all(self, body: str) -> tuple[Fact, ...]:
        """Every fact of a body that nobody rejected, and that was read surely enough to compute with."""
        if body not in self._read:
            found = [
                fact
                for fact in self.facts_of(body=body)
                if fact.review is not Review.REJECTED and not fact.doubtful
            ]
            self._read[body] = tuple(found)
        return self._read[body]

    def matching(
        self, body: str, subject: Subject, *, kinds: Iterable[FactKind] = (FactKind.ACTUAL,)
    ) -> list[Fact]:
        """The facts of a body on a subject, of these kinds, blanks left out."""
        wanted = frozenset(kinds)
        return [
            fact
            for fact in self.all(body)
            if fact.value is not None and fact.kind in wanted and is_about(fact, subject)
        ]

    def pick(
        self, body: str, subject: Subject, *, group_scope: bool = False, unit: str = ""
    ) -> Choice | None:
        """The best actual of a body on a subject, in one unit if it is given; None when it states none."""
        found = [
            fact
            for fact in self.matching(body, subject, kinds=(FactKind.ACTUAL, FactKind.USER))
            if _in_scope(fact, group_scope) and unit in {"", fact.unit}
        ]
        if not found:
            return None
        found.sort(key=self._rank, reverse=True)
        best = found[0]
        rivals = tuple(fact for fact in found[1:] if _disagree(best, fact))
        earlier = tuple(
            fact
            for fact in found[1:]
            if fact not in rivals and (fact.as_of or fact.period) != (best.as_of or best.period)
        )
        self.used[best.id] = best
        return Choice(best, rivals, earlier)

    def _rank(self, fact: Fact) -> tuple[bool, bool, str, bool, int]:
        """Corrected first; then of a paper in force; then the newest, the exact, the most precise."""
        source = self.source_of(fact.places[0].document) if self.source_of and fact.places else None
        in_force = source is None or source.status != DocumentStatus.SUPERSEDED
        when = fact.as_of or _last_year(fact.period) or (_first_year(source.period) if source else "")
        return (fact.review is Review.CORRECTED, in_force, when, fact.approx is Approx.NONE, fact.decimals)

    def use(self, fact: Fact) -> Fact:
        """Hand out one fact that was found by ``matching``."""
        self.used[fact.id] = fact
        return fact

    def placeholder(self, body: str, subject: Subject) -> Fact | None:
        """The blank that stands where the figure should be, if the body's documents hold one."""
        return next((fact for fact in self.all(body) if fact.value is None and is_about(fact, subject)), None)

    def targets(self, body: str, metric: str = "") -> list[Fact]:
        """Targets and assumptions of a body, on one metric or all."""
        kinds = {FactKind.TARGET, FactKind.ASSUMPTION}
        return [
            f
            for f in self.all(body)
            if f.kind in kinds and f.value is not None and (not metric or f.metric.startswith(metric))
        ]

    def planned_rates(self, body: str) -> list[Fact]:
        """Yearly percentage changes of the workforce that a plan assumes or aims at."""
        return [fact for fact in self.targets(body) if _is_yearly_workforce_change(fact)]

    def money(
        self, body: str, value: float, metrics: Sequence[str] = ("budget.", "agency.", "pay.")
    ) -> Fact | None:
        """The stated sum of money that has this value, whatever it is for."""
        for fact in self.all(body):
            if (
                fact.value is not None
                and abs(fact.value - value) < 0.5
                and fact.metric.startswith(tuple(metrics))
            ):
                return fact
        return None


def is_about(fact: Fact, subject: Subject) -> bool:
    """Whether a fact states the subject, group and age band included."""
    if subject.metric == "div.share":
        return fact.metric == f"div.share[{_GROUP_KEYS.get(subject.group, subject.group)}]"
    if subject.metric == "age.share":
        return fact.metric == f"age.share[{band_key(subject)}]"
    return fact.metric in _SAME.get(subject.metric, (subject.metric,))


def metric_id(subject: Subject) -> str:
    """The id under which facts on a subject are filed."""
    if subject.metric == "div.share":
        return f"div.share[{_GROUP_KEYS.get(subject.group, subject.group)}]"
    if subject.metric == "age.share":
        return f"age.share[{band_key(subject)}]"
    return _SAME.get(subject.metric, (subject.metric,))[0]


def band_key(subject: Subject) -> str:
    """An age band as ids write it: ">55" is kept apart from "55+"."""
    if subject.band is None:
        return ""
    how, low, high = subject.band
    return age_metric(low, high, how).partition("[")[2].removesuffix("]")


def _in_scope(fact: Fact, group_scope: bool) -> bool:
    return fact.part == "group" if group_scope else fact.scope is Scope.WHOLE


def _last_year(period: str | None) -> str:
    """The last year that a period names, four digits; empty when it names none."""
    text = period or ""
    if match := re.search(r"(20\d\d)\s?[/-]\s?(\d\d)\b", text):
        return f"{match[1][:2]}{match[2]}"
    if match := re.search(r"(?<!\d)[a-z]+[ -](\d\d)$", text, re.I):
        return f"20{match[1]}"
    years = re.findall(r"(?:19|20)\d\d", text)
    return max(years) if years else ""


def _first_year(period: str | None) -> str:
    """The first year of a paper's period: an undated figure in it is of about then."""
    years = re.findall(r"(?:19|20)\d\d", period or "")
    return min(years) if years else ""


def _disagree(best: Fact, other: Fact) -> bool:
    if other.value == best.value:
        return False
    if other.id in best.conflicts_with or best.id in other.conflicts_with:
        return True
    return (
        (other.as_of or other.period) == (best.as_of or best.period)
        and other.population == best.population
        and other.places[0].document == best.places[0].document
        and not other.metric.startswith(("budget.", "apprentice."))
    )


def _is_yearly_workforce_change(fact: Fact) -> bool:
    unit = fact.unit.lower()
    percent = unit in {"%", "percent", "share"}
    return percent and fact.metric in {"workforce.fte", "workforce.headcount", "workforce.change_hist"}
