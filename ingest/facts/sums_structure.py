"""The structure of a table: which of its lines are sums of which others.

A line is taken for a sum by its label and by its figures together: the lines that give it are those with which it
comes out at most places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.facts.sums_claim import Claim, Verdict, count, verdict_of_sum
from ingest.facts.sums_labels import Role, adds_up, is_counted, is_part_of_year, role_of
from ingest.facts.sums_sheet import Sheet

_LONGEST = 60
Terms = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """Lines that may give a result, with what each place says of it. ``natural``: they end where a reader expects."""

    result: int
    terms: Terms
    natural: bool
    claims: tuple[Claim, ...]

    @property
    def holds(self) -> int:
        """At how many places it comes out."""
        return count(self.claims, Verdict.HOLDS)

    @property
    def fails(self) -> int:
        """At how many it does not."""
        return count(self.claims, Verdict.FAILS)


@dataclass(slots=True)
class Structure:
    """A sheet with the sums found so far: the terms of each result, and the lines that a result covers."""

    sheet: Sheet
    roles: tuple[Role, ...]
    exact: tuple[bool, ...]
    open: tuple[bool, ...]
    memo: frozenset[int]
    year: bool
    found: dict[int, list[Guess]] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    sums: dict[int, int] = field(default_factory=dict)


def structure_of(sheet: Sheet) -> Structure:
    """The sums of a sheet, each with its claims."""
    roles = tuple(role_of(line.label) for line in sheet.lines)
    exact = tuple(is_counted(label, sheet.about) for label in sheet.across)
    opened = tuple(adds_up(label) for label in sheet.across)
    year = sum(is_part_of_year(line.label) for line in sheet.lines) > 2
    made = Structure(sheet, roles, exact, opened, frozenset(_memos(sheet, roles)), year)
    for result in range(len(sheet.lines)):
        _settle(result, made)
    for result in range(len(sheet.lines)):
        if result not in made.found and total_of(result, made) == "sure":
            _settle_ahead(result, made)
    return made


def total_of(line: int, made: Structure) -> str:
    """How a line's label, or the heading over it, says that it is a total."""
    role, groups = made.roles[line], made.sheet.lines[line].groups
    if role.total == "year" and not made.year:
        return ""
    over = [role_of(group).total for group in groups] if not made.sheet.down else []
    return role.total or ("sure" if "sure" in over else "")


def _memos(sheet: Sheet, roles: tuple[Role, ...]) -> Iterator[int]:
    """The lines that repeat a part of what is counted: by their label, their heading, or a dash before it."""
    for place, line in enumerate(sheet.lines):
        if roles[place].memo or any(role_of(group).memo for group in line.groups):
            yield place
        elif roles[place].nested and sheet.down:
            above = [other for other in range(place) if sheet.lines[other].groups == line.groups]
            if any(not roles[other].nested and not roles[other].total for other in above):
                yield place


def _settle(result: int, made: Structure) -> None:
    """Keep the guesses for a line that bear up: the best first, then all that come out as often."""
    if result in made.memo:
        return
    label = total_of(result, made)
    tried = list(_guesses(result, made, label))
    guesses = [guess for guess in tried if _bears_up(guess, label, made)]
    if not guesses and label == "sure":
        guesses = [guess for guess in tried if guess.natural and guess.fails and not guess.holds]
    if not guesses:
        return
    near = (
        1 if any(total_of(line, made) == "sure" for line in range(result + 1, len(made.sheet.lines))) else -1
    )
    guesses.sort(key=lambda guess: (-guess.holds, guess.fails, not guess.natural, near * len(guess.terms)))
    best = guesses[0]
    made.found[result] = [
        best,
        *(guess for guess in guesses[1:] if guess.natural or guess.holds >= best.holds),
    ]
    made.covered.update(line for line, _ in best.terms)
    for at in (claim.at for claim in best.claims if claim.verdict is Verdict.HOLDS):
        made.sums[at] = made.sums.get(at, 0) + 1


def _settle_ahead(result: int, made: Structure) -> None:
    """A total that stands before what it adds up."""
    guesses = list(
        _walk(range(result + 1, min(len(made.sheet.lines), result + _LONGEST)), result, made, "tops")
    )
    sound = [guess for guess in guesses if guess.holds > 1 and guess.fails * 3 <= guess.holds]
    if sound:
        made.found[result] = [max(sound, key=lambda guess: (guess.holds, -guess.fails))]


def _guesses(result: int, made: Structure, label: str) -> Iterator[Guess]:
    above = range(result - 1, max(-1, result - _LONGEST), -1)
    ways = (
        ["tops", "leaves"] if made.found else ["tops"]
    )  # sums and loose lines; or what the sums are made of
    if label and any(made.roles[line].deduct for line in above):
        ways += [f"{way} less" for way in ways]
    if not made.memo.isdisjoint(above):
        ways.append("tops with memos")
    if made.sheet.lines[result].groups and not made.sheet.down:
        ways.append("kin")
    for way in ways:
        yield from _walk(above, result, made, way)


def _walk(lines: range, result: int, made: Structure, way: str) -> Iterator[Guess]:
    """Ever more lines, from the result away: one guess after each that is taken in."""
    terms: list[tuple[int, float]] = []
    for line in lines:
        if (line in made.memo and not way.endswith("memos")) or not _fits(line, result, made, way):
            continue
        terms.append((line, -1.0 if way.endswith("less") and _is_taken_off(line, made) else 1.0))
        if len(terms) > 1:
            yield _guess(result, tuple(terms), made, natural=_ends(line, result, lines, made))


def _fits(line: int, result: int, made: Structure, way: str) -> bool:
    if made.sheet.is_share(line) != made.sheet.is_share(result):
        return False
    if way == "kin":
        return made.sheet.lines[line].label == made.sheet.lines[result].label and line not in made.found
    return line not in made.found if way.startswith("leaves") else line not in made.covered


def _is_taken_off(line: int, made: Structure) -> bool:
    return made.roles[line].deduct and all(num.value >= 0 for num in made.sheet.known(line))


def _ends(line: int, result: int, lines: range, made: Structure) -> bool:
    """Whether the terms stop where the table, the group or the sum before it does."""
    following = line + lines.step
    if following not in lines:
        return True
    before = made.sheet.lines[following]
    ended = following in made.found or total_of(following, made) == "sure"
    return ended or before.groups != made.sheet.lines[line].groups


def _guess(result: int, terms: Terms, made: Structure, *, natural: bool) -> Guess:
    claims = []
    lines = made.sheet.lines
    for at, printed in enumerate(lines[result].nums):
        nums = [(lines[line].nums[at], sign) for line, sign in terms]
        verdict, computed = verdict_of_sum(nums, printed, exact=made.exact[at])
        if verdict is Verdict.FAILS and not made.open[at]:
            verdict = Verdict.SILENT
        claims.append(Claim("total", at, result, terms, computed, printed, verdict))
    return Guess(result, terms, natural, tuple(claims))


def _bears_up(guess: Guess, label: str, made: Structure) -> bool:
    """Whether a guess is borne out well enough to be the structure of the table; less is asked of a plain total."""
    if label == "sure" and guess.natural:
        return guess.fails <= guess.holds or (guess.holds + guess.fails == 1)
    if label:
        return guess.holds > 1 and guess.fails * 2 <= guess.holds
    return guess.holds > 1 and guess.fails * 3 <= guess.holds and _is_marked(guess, made)


def _is_marked(guess: Guess, made: Structure) -> bool:
    """Whether figures alone may make an unlabelled line a sum: several terms, or many places."""
    return len(guess.terms) > 2 or guess.holds > 2
