"""One question at work: its frame, the body it is about, the facts, and the engine."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.frame import Frame
from assistant.scenario.ledger import Choice, Ledger, metric_id
from assistant.scenario.start import Start, start_of
from assistant.scenario.subjects import Subject
from assistant.scenario.times import end_day
from engine import run as run_scenario
from engine.model import (
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Input,
    Operation,
    Per,
    Projection,
    Scenario,
    Sense,
    Typed,
    Unit,
)
from engine.parameters import Parameters
from ingest.fact_model import Approx, Fact
from ingest.model import Body
from ingest.quantities_model import Kind

HEADCOUNT = Subject("workforce.headcount")
FTE = Subject("workforce.fte")
TURNOVER = Subject("leavers.rate")
FULL_TIME = Subject("workforce.fulltime")

_UNITS = {
    Kind.MONEY: Unit.GBP,
    Kind.PERCENT: Unit.PERCENT,
    Kind.POINTS: Unit.POINTS,
    Kind.FTE: Unit.FTE,
    Kind.COUNT: Unit.PERSONS,
    Kind.DAYS: Unit.DAYS,
}


@dataclass(slots=True)
class Case:
    """Everything a plan needs. ``candidates`` are the loaded bodies, ``bodies`` those the question is about."""

    frame: Frame
    bodies: tuple[Body, ...]
    candidates: tuple[Body, ...]
    ledger: Ledger
    parameters: Parameters
    runs: list[Projection] = field(default_factory=list)
    started: list[Start] = field(default_factory=list)

    # -- whose figures

    @property
    def body(self) -> Body:
        """The one body in question; stops with a question when there is none."""
        if self.bodies:
            return self.bodies[0]
        options = [
            (body.short_name, f"{self.frame.question.rstrip('?. ')} ({body.short_name})")
            for body in self.candidates[:6]
        ]
        raise Stop(ask("Which council do you mean?", options, lead="Which council do you mean?"))

    @property
    def group_scope(self) -> bool:
        """Whether the group with its companies is meant."""
        return self.frame.says("group_scope") and not self.frame.says("without_group")

    def choice(self, subject: Subject) -> Choice | None:
        """The best fact on a subject, or None."""
        group = self.group_scope and subject.metric.startswith("workforce.")
        return self.ledger.pick(self.body.id, subject, group_scope=group)

    def start(self, subject: Subject) -> Start:
        """The baseline on a subject: what the asker typed, else the stated fact; stops when there is neither."""
        typed = self._typed(subject)
        choice = self.choice(subject) if typed is None else None
        if typed is None and choice is None:
            raise Stop(self.missing(subject))
        start = typed or start_of(choice, subject)  # type: ignore[arg-type]
        self.started.append(start)
        return start

    def start_or_none(self, subject: Subject) -> Start | None:
        """As ``start``, but None when there is neither a typed value nor a fact."""
        try:
            return self.start(subject)
        except Stop:
            return None

    def _typed(self, subject: Subject) -> Start | None:
        """A baseline that the asker typed ("assume 5,500 staff", "13.4% turnover")."""
        frame = self.frame
        found: Amount | None = None
        unit = Unit.PERSONS
        if subject.metric == "workforce.headcount":
            found = next((a for a in frame.all(Role.STOCK) if a.kind is Kind.COUNT), None)
        elif subject.metric == "workforce.fte":
            found, unit = next((a for a in frame.all(Role.STOCK) if a.kind is Kind.FTE), None), Unit.FTE
        elif subject.metric == "leavers.rate":
            found, unit = frame.one(Role.TURNOVER), Unit.SHARE
        elif subject.metric == "agency.spend":
            found, unit = self._unlisted_money(), Unit.GBP
        if found is None:
            return None
        stated = self._same_as_stated(found.value, subject, roughly=found.approx is Approx.ABOUT)
        if stated is not None:
            return start_of(Choice(stated), subject)
        label = phrases.metric_name(subject)
        typed = Typed(found.value, unit, high=found.high, approx=found.approx.value, label=label)
        return Start(typed, subject, found.value, unit)

    def _unlisted_money(self) -> Amount | None:
        return next(
            (a for a in self.frame.all(Role.REFERENCE, Role.STOCK, Role.BASE) if a.kind is Kind.MONEY), None
        )

    def _same_as_stated(self, value: float, subject: Subject, *, roughly: bool = False) -> Fact | None:
        """The fact that states the very value that the asker typed, so that it can be cited."""
        if not self.bodies:
            return None
        for fact in self.ledger.matching(self.body.id, subject):
            plain = fact.approx is Approx.NONE or roughly
            if fact.value is not None and abs(fact.value - value) < 1e-9 and plain:
                return self.ledger.use(fact)
        return None

    # -- what is missing

    def missing(self, subject: Subject) -> Draft:
        """What to say when no figure is stated: the blank, or silence with what is nearest and what to type."""
        from assistant.scenario.clarify import missing_figure

        return missing_figure(self, subject)

    # -- running

    def run(self, scenario: Scenario) -> Projection:
        """Run a scenario on the facts picked so far, and keep the result."""
        projection = run_scenario(scenario, dict(self.ledger.used), self.parameters)
        self.runs.append(projection)
        return projection

    # -- parts of scenarios

    def horizon(self, start: Start | None, *, default: float | None = None) -> Horizon | None:
        """The horizon asked for: a length, or dates counted from the baseline's; None when none is given."""
        times = self.frame.times
        if times.end is not None:
            as_of = start.as_of if start else None
            if times.start is not None and (as_of is None or times.start.last[:7] != as_of[:7]):
                as_of = times.start.last
            return self._until(as_of)
        if times.length is not None:
            return Horizon(length=times.length)
        return None if default is None else Horizon(length=default)

    def _until(self, as_of: str | None) -> Horizon:
        end = self.frame.times.end
        assert end is not None
        if end.kind is Kind.YEAR:
            raise Stop(self._which_end(end.text))
        if as_of is None:
            raise Stop(self._no_start(end.text))
        return Horizon(start=as_of, end=end_day(end, as_of))

    def _which_end(self, year: str) -> Draft:
        number = int(year[-4:])
        stem = self.frame.question.rstrip("?. ")
        options = [
            (f"31 March {number}", stem.replace(year, f"31 March {number}") + "?"),
            (f"31 December {number}", stem.replace(year, f"31 December {number}") + "?"),
            (
                f"the end of {number}/{(number + 1) % 100:02d}",
                stem.replace(year, f"the end of {number}/{(number + 1) % 100:02d}") + "?",
            ),
        ]
        return ask(
            f"Which date in {year} do you mean: the end of March, the end of December, or the end of the financial year that begins then?",
            options,
        )

    def _no_start(self, end: str) -> Draft:
        stem = self.frame.question.rstrip("?. ")
        options = [(f"over {n} years", f"{stem.replace(end, f'{n} years')}?") for n in ("two", "three")]
        return ask(
            f"From which date should the years to {end} be counted? The figure in the document carries no date.",
            options,
            status=Status.CLARIFY_MISSING_INPUT,
        )

    def change(
        self, amount: Amount, start: Start | None = None, *, on: str = "baseline", sign: int | None = None
    ) -> Change:
        """A change of a rate or step, from an amount of the question."""
        return self.changes_of((amount,), start, on=on, sign=sign)

    def changes_of(
        self,
        amounts: Sequence[Amount],
        start: Start | None = None,
        *,
        on: str = "baseline",
        sign: int | None = None,
    ) -> Change:
        """One change out of one amount, or a path out of several."""
        first = amounts[0]
        kind = ChangeKind.RATE if first.kind is Kind.PERCENT else ChangeKind.STEP
        down = (sign if sign is not None else first.sign) < 0
        per = {"month": Per.MONTH, "total": Per.TOTAL}.get(first.per, Per.YEAR)
        inputs = tuple(self.amount_input(item, start) for item in amounts)
        return Change(
            kind,
            inputs,
            per=per,
            on=on,
            direction="down" if down else "up",
            delay=round(self.frame.times.delay),
        )

    def amount_input(self, amount: Amount, start: Start | None = None) -> Input:
        """An amount as the engine takes it: the plan's own figure when it is the same, else as typed."""
        planned = self.planned(amount.value) if amount.kind is Kind.PERCENT and amount.high is None else None
        if planned is not None and (
            start is None or start.subject.metric in {"workforce.fte", "workforce.headcount"}
        ):
            return FactRef(self.ledger.use(planned).id)
        unit = _UNITS.get(amount.kind, Unit.NUMBER)
        if start is not None and unit in {Unit.DAYS, Unit.PERSONS, Unit.FTE}:
            unit = start.unit
        high = amount.high
        approx = "none" if high is not None else amount.approx.value
        label = "a year" if amount.per == "year" or amount.role is Role.INFLATION else ""
        return Typed(amount.value, unit, high=high, approx=approx, label=label)

    def planned(self, value: float | None = None) -> Fact | None:
        """The yearly workforce change that the body's own plan states (with this value, if one is given)."""
        if not self.bodies:
            return None
        for fact in self.ledger.planned_rates(self.body.id):
            if value is None or fact.value is not None and abs(abs(fact.value) - value) < 1e-9:
                return fact
        return None

    def target(self, amount: Amount, start: Start | None, *, relative: bool = False) -> Change:
        """A target level; ``relative`` reads a percentage as a part of today's level."""
        unit = start.unit if start is not None and not relative else _UNITS.get(amount.kind, Unit.NUMBER)
        sense = Sense(amount.sense) if amount.sense in set(Sense) else Sense.GET_TO
        return Change(
            ChangeKind.TARGET, (Typed(amount.value, unit, label="as the level to reach"),), sense=sense
        )

    def scenario(self, operation: Operation, start: Start | None = None, **parts: object) -> Scenario:
        """A scenario on the baseline for the body in question."""
        bodies = (
            tuple(body.id for body in self.bodies[:1]) if start is None or start.fact or self.bodies else ()
        )
        metric = metric_id(start.subject) if start else ""
        scope = start.fact.population if start and start.fact else ""
        return Scenario(
            operation,
            bodies=bodies,
            metric=metric,
            scope=scope,
            baseline=start.input if start else None,
            **parts,  # type: ignore[arg-type]
        )
