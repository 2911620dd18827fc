"""Council-like tables whose sums come out, and copies with one slip planted in each: the yardstick of the sums check.

Everything follows from one seed. Layouts, labels, scales, rounding, memo rows, groups, blanks and the order of rows
and columns vary from table to table; figures are rounded one by one, so that sums are off by as much as rounding
leaves. Each layout says which of its figures hang together (``ties``), and a slip is put into one of those.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

SERVICES = (
    "Adult social care|Children and families|Highways|Libraries|Waste and recycling|Planning|Housing needs|Parks|"
    "Public health|Revenues|Legal services|Digital|Human resources|Culture and sport|Schools support|Car parks|"
    "Community safety|Registrars|Fleet|Catering|Home to school transport|Museums|Trading standards|Elections"
).split("|")
GROUPS = "People|Place|Resources|Communities|Growth|Corporate centre".split("|")
YEARS = "2022/23|2023/24|2024/25|2025/26|2026/27|2027/28".split("|")
TOTALS = ("Total", "TOTAL", "Total {}", "Grand total", "All {}", "Together")
Cell = str
Grid = list[list[Cell]]


@dataclass
class Sheet:
    """A table: head rows (a cell "<" is spanned by the one at its left), rows, and the cells that hang together.

    ``ties`` are (row, column) of the figures that a sum, difference or share binds; ``drops`` the rows that could be
    left out unnoticed; ``results`` the ties that are worked out of others; ``least`` the change beyond rounding.
    """

    layout: str
    heads: Grid
    rows: Grid
    ties: list[tuple[int, int]]
    results: list[tuple[int, int]] = field(default_factory=list)
    drops: list[int] = field(default_factory=list)
    caption: str = ""
    share: bool = False


@dataclass(frozen=True)
class Planted:
    """A table in its section, with the row and the column of its slip (the labels; empty when it is clean)."""

    name: str
    sheet: Sheet
    how: str = ""
    row: str = ""
    column: str = ""


class Maker:
    """The figures and labels of one table, from its own source of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.decimals = random.choice((0, 0, 0, 1, 2, 3))
        self.negative = random.choice(("brackets", "minus", "dash"))
        self.nought = random.choice(("–", "0", "-", "")) if self.decimals == 0 else random.choice(("0", "–"))
        self.pound = random.random() < 0.2
        self.services = random.sample(SERVICES, len(SERVICES))

    def value(self, low: float = 20, high: float = 9000) -> float:
        """A figure, more often small than large, with more digits than are printed."""
        return float(low * (high / low) ** self.random.random()) * (1.0 if self.decimals == 0 else 10.0**-1)

    def count(self, low: int = 12, high: int = 900) -> float:
        """A whole number."""
        return float(round(low * (high / low) ** self.random.random()))

    def show(self, value: float, decimals: int | None = None, *, pound: bool | None = None) -> str:
        """A figure as this table prints them."""
        places = self.decimals if decimals is None else decimals
        if not round(abs(value), places):
            return self.nought if self.nought != "0" else f"{0:.{places}f}"
        sign = "£" if (self.pound if pound is None else pound) else ""
        text = f"{sign}{abs(value):,.{places}f}"
        if value >= 0:
            return text
        return (
            f"({text})"
            if self.negative == "brackets"
            else f"{'-' if self.negative == 'minus' else '−'}{text}"
        )

    def total(self, plural: str = "services") -> str:
        """A label for the last row."""
        return self.random.choice(TOTALS).format(plural)

    def money_head(self) -> str:
        """How heads say the unit."""
        return "" if self.pound else self.random.choice((" £000", " (£000)", " £m", ""))


def budget_with_groups(make: Maker) -> Sheet:
    """Services in groups, a subtotal for each, a grand total, years across; blanks and memo rows between."""
    pick, columns = make.random, make.random.randint(2, 5)
    years = YEARS[:columns]
    rows: Grid = []
    ties, results, drops = [], [], []
    grand = [0.0] * columns
    services = iter(make.services)
    style = pick.choice(("headed", "prefixed", "bare"))
    memo = pick.random() < 0.5
    for group in pick.sample(GROUPS, pick.randint(2, 4)):
        if style == "headed":
            rows.append([group, *[""] * columns])
        sums = [0.0] * columns
        for number in range(pick.randint(2, 5)):
            values = [
                0.0 if pick.random() < 0.06 and number else make.value() * pick.choice((1, 1, 1, -0.3))
                for _ in years
            ]
            ties += [(len(rows), column + 1) for column, value in enumerate(values) if value]
            drops.append(len(rows))
            rows.append([next(services), *map(make.show, values)])
            sums = [total + value for total, value in zip(sums, values, strict=True)]
            if memo and pick.random() < 0.25:
                label = pick.choice(
                    ("of which agency staff {}", "Of which grant funded {}", "including {} overheads")
                )
                rows.append(
                    [label.format(number + len(rows)), *[make.show(abs(value) * 0.2) for value in values]]
                )
        label = {"headed": "Subtotal", "prefixed": f"Total {group}", "bare": f"{group} subtotal"}[style]
        rows.append([label if style != "headed" else f"Subtotal {group}", *map(make.show, sums)])
        results += [(len(rows) - 1, column + 1) for column in range(columns)]
        grand = [total + value for total, value in zip(grand, sums, strict=True)]
    rows.append([pick.choice(("Total", "Grand total", "Net total", "All services")), *map(make.show, grand)])
    results += [(len(rows) - 1, column + 1) for column in range(columns)]
    if memo:
        rows.append(
            [
                pick.choice(("Memo: schools", "Posts funded elsewhere")),
                *[make.show(make.value()) for _ in years],
            ]
        )
    unit = make.money_head()
    heads = [[pick.choice(("Service", "Net budget", "£000", "")), *[f"{year}{unit}" for year in years]]]
    return Sheet("groups", heads, rows, ties + results, results, drops)


def savings_by_year(make: Maker) -> Sheet:
    """Proposals down, years and their total across, a last row of totals; noughts as dashes or blanks."""
    pick, columns, count = make.random, make.random.randint(2, 4), make.random.randint(3, 9)
    sign = pick.choice((1, -1))
    values = [
        [0.0 if pick.random() < 0.2 else sign * make.value() for _ in range(columns)] for _ in range(count)
    ]
    values = [row if any(row) else [sign * 55.0, *row[1:]] for row in values]
    table = [[*row, sum(row)] for row in values]
    table.append([sum(column) for column in zip(*table, strict=True)])
    labels = [*make.services[:count], make.total("savings")]
    rows = [[label, *map(make.show, row)] for label, row in zip(labels, table, strict=True)]
    years = YEARS[2 : 2 + columns]
    heads = [
        [
            "Proposal",
            *[year + make.money_head() for year in years],
            pick.choice(("Total", "Total saving", "All years")),
        ]
    ]
    ties = [(r, c + 1) for r, row in enumerate(table) for c, value in enumerate(row) if value]
    results = [(r, c) for r, c in ties if r == count or c == columns + 1]
    return Sheet("savings", heads, rows, ties, results, list(range(count)))


def headcount_by_directorate(make: Maker) -> Sheet:
    """Headcount, FTE and vacancies with rates that cannot be added; memo rows under the total or between."""
    pick, count = make.random, make.random.randint(3, 8)
    people = [make.count(60, 2400) for _ in range(count)]
    fte = [one * pick.uniform(0.7, 0.97) for one in people]
    vacant = [one * pick.uniform(0.02, 0.2) for one in fte]
    rates = [pick.uniform(5, 19) for _ in range(count + 1)]
    ages = [pick.uniform(39, 52) for _ in range(count + 1)]
    shown: list[list[float]] = [people, fte, vacant]
    plain = [(0, False), (1, False), (1, False)]
    rows = [
        [label, *[f"{column[r]:,.{places}f}" for column, (places, _) in zip(shown, plain, strict=True)]]
        for r, label in enumerate(make.services[:count])
    ]
    rows.append(
        [
            make.total("staff"),
            *[f"{sum(column):,.{places}f}" for column, (places, _) in zip(shown, plain, strict=True)],
        ]
    )
    for r, row in enumerate(rows):
        row += [f"{rates[r]:.1f}%", f"{ages[r]:.1f}"]
    if pick.random() < 0.5:
        rows.append(
            [
                pick.choice(("of whom on fixed terms", "Casual workers (not in the headcount)")),
                "212",
                "180.4",
                "0.0",
                "",
                "",
            ]
        )
    if pick.random() < 0.4:
        rows.append(["Comparable councils", "9,410", "8,002.2", "911.0", "12.0%", "46.1"])
    order = pick.sample(range(5), 5)
    names = ["Headcount", "FTE", "Vacant FTE", "Turnover", "Average age"]
    heads = [["Directorate", *[names[place] for place in order]]]
    rows = [[row[0], *[row[place + 1] for place in order]] for row in rows]
    ties = [(r, order.index(c) + 1) for r in range(count + 1) for c in range(3)]
    return Sheet("headcount", heads, rows, ties, [tie for tie in ties if tie[0] == count], list(range(count)))


def answers_to_questions(make: Maker) -> Sheet:
    """A survey: the answers to each question make a hundred, with the year before and the number of replies beside."""
    pick, count = make.random, make.random.randint(4, 9)
    answers = pick.choice(
        (
            ["Agree", "Neither", "Disagree"],
            ["Strongly agree", "Agree", "Disagree", "Strongly disagree", "Don’t know"],
        )
    )
    places = pick.choice((0, 0, 1))
    rows, ties = [], []
    for r in range(count):
        parts = [pick.uniform(0.4, 3) for _ in answers]
        shares = [100 * part / sum(parts) for part in parts]
        rows.append(
            [f"Question {r + 1}: {make.services[r].lower()}", *[f"{share:.{places}f}%" for share in shares]]
        )
        ties += [(r, c + 1) for c in range(len(answers))]
    heads = [["What we asked", *answers]]
    if pick.random() < 0.5:
        heads[0].append("Replies")
        rows = [[*row, f"{make.count(80, 900):,.0f}"] for row in rows]
    if pick.random() < 0.4:
        heads[0].append("Agreed in 2023")
        rows = [[*row, f"{pick.uniform(30, 80):.0f}%"] for row in rows]
    return Sheet("answers", heads, rows, ties, share=True)


def shares_of_a_total(make: Maker) -> Sheet:
    """Counts with the share that each is of all, and a hundred in the last row."""
    pick, count = make.random, make.random.randint(4, 9)
    values = [make.count(30, 2000) for _ in range(count)]
    places = pick.choice((0, 1, 1))
    total = sum(values)
    rows = [
        [label, f"{value:,.0f}", f"{100 * value / total:.{places}f}%"]
        for label, value in zip(make.services, values, strict=False)
    ]
    rows.append([make.total("replies"), f"{total:,.0f}", pick.choice(("100%", f"{100:.{places}f}%", ""))])
    ties = [(r, c) for r in range(count) for c in (1, 2)] + [(count, 1)]
    return Sheet("shares", [["Reason", "Cases", "Share"]], rows, ties, [(count, 1)], share=True)


def quarters(make: Maker) -> Sheet:
    """Four quarters, or twelve months, and the year; measures that cannot be added among the rows."""
    pick, count = make.random, make.random.randint(4, 8)
    names = pick.choice(
        (
            ["Q1", "Q2", "Q3", "Q4"],
            ["Apr to Jun", "Jul to Sep", "Oct to Dec", "Jan to Mar"],
            ["Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4"],
        )
    )
    rows, ties, results = [], [], []
    for r in range(count):
        values = [make.value(100, 3000) for _ in names]
        rows.append([make.services[r], *[make.show(value) for value in (*values, sum(values))]])
        ties += [(r, c + 1) for c in range(5)]
        results.append((r, 5))
    if pick.random() < 0.6:
        rows.append(["Average days to answer", "12.1", "11.4", "13.0", "12.2", "12.2"])
        rows.append(["Turnover rate", "3.1%", "3.4%", "2.9%", "3.0%", "12.4%"])
    heads = [["Measure", *names, pick.choice(("Year", "Full year", "Total", "2024/25 total"))]]
    return Sheet("quarters", heads, rows, ties, results)


def budget_against_outturn(make: Maker) -> Sheet:
    """Budget, outturn and variance, with totals; a variance in percent in some."""
    pick, count = make.random, make.random.randint(3, 9)
    budget = [make.value(500, 90000) for _ in range(count)]
    actual = [value * pick.uniform(0.9, 1.12) for value in budget]
    budget, actual = [*budget, sum(budget)], [*actual, sum(actual)]
    rows, ties, results = [], [], []
    percent = pick.random() < 0.5
    for r, (one, other) in enumerate(zip(budget, actual, strict=True)):
        label = make.services[r] if r < count else make.total("services")
        rows.append([label, make.show(one), make.show(other), make.show(other - one)])
        ties += [(r, c) for c in (1, 2, 3)]
        results += [(r, 3)] + ([(r, 1), (r, 2)] if r == count else [])
        if percent:
            rows[-1].append(f"{100 * (other - one) / one:.1f}%")
    names = pick.choice(
        (
            ["Budget", "Outturn", "Variance"],
            ["Approved budget", "Forecast", "Over / (under)"],
            ["2023/24", "2024/25", "Change"],
        )
    )
    unit = make.money_head()
    heads = [["Directorate", *[name + unit for name in names], *(["Variance %"] if percent else [])]]
    return Sheet("variance", heads, rows, ties, results, list(range(count)))


def response_rates(make: Maker) -> Sheet:
    """People, replies and the rate of each group and of all; a score beside."""
    pick, count = make.random, make.random.randint(3, 7)
    people = [make.count(60, 2000) for _ in range(count)]
    replies = [float(round(one * pick.uniform(0.25, 0.9))) for one in people]
    people, replies = [*people, sum(people)], [*replies, sum(replies)]
    places = pick.choice((0, 0, 1))
    rows = [
        [
            make.services[r] if r < count else make.total("staff"),
            f"{one:,.0f}",
            f"{other:,.0f}",
            f"{100 * other / one:.{places}f}%",
            str(pick.randint(50, 80)),
        ]
        for r, (one, other) in enumerate(zip(people, replies, strict=True))
    ]
    heads = [["Group", "People employed", "Replies", "Response rate", "Engagement score"]]
    ties = [(r, c) for r in range(count + 1) for c in (1, 2, 3)]
    return Sheet("rates", heads, rows, ties, [(count, 1), (count, 2)], list(range(count)), share=True)


def gross_and_net(make: Maker) -> Sheet:
    """Gross expenditure, income and net across, services down; income printed with or without its sign."""
    pick, count = make.random, make.random.randint(3, 8)
    sign = pick.choice((1.0, -1.0))
    rows, ties, results = [], [], []
    sums = [0.0, 0.0, 0.0]
    for r in range(count + 1):
        gross = make.value(800, 50000)
        income = gross * pick.uniform(0.1, 0.7)
        values = [gross, sign * income, gross - income] if r < count else sums
        sums = [one + other for one, other in zip(sums, values, strict=True)] if r < count else sums
        rows.append([make.services[r] if r < count else make.total("services"), *map(make.show, values)])
        ties += [(r, c) for c in (1, 2, 3)]
        results += [(r, 3)] + ([(r, 1), (r, 2)] if r == count else [])
    heads = [["Service", "Gross expenditure", "Income", "Net expenditure"]]
    return Sheet("net", heads, rows, ties, results, list(range(count)))


def medium_term_plan(make: Maker) -> Sheet:
    """A plan over years: base, pressures, a total, less funding, the gap; then what closes it."""
    pick, columns = make.random, make.random.randint(3, 5)
    names = ["Base budget", *make.services[: pick.randint(2, 4)]]
    values = [
        [make.value(9000, 90000) if r == 0 else make.value(100, 4000) for _ in range(columns)]
        for r in range(len(names))
    ]
    spent = [sum(column) for column in zip(*values, strict=True)]
    signed = pick.random() < 0.5
    funding = [value * pick.uniform(0.9, 0.99) for value in spent]
    gap = [one - other for one, other in zip(spent, funding, strict=True)]
    table = [*values, spent, [-value if signed else value for value in funding], gap]
    labels = [
        *names,
        pick.choice(("Total budget", "Total cost")),
        pick.choice(("Less funding", "Less: income from grants")),
        pick.choice(("Budget gap", "Net cost", "Gap remaining")),
    ]
    rows = [[label, *map(make.show, row)] for label, row in zip(labels, table, strict=True)]
    ties = [(r, c + 1) for r in range(len(rows)) for c in range(columns)]
    results = [(r, c) for r, c in ties if r in (len(names), len(names) + 2)]
    return Sheet(
        "plan",
        [[pick.choice(("£000", "")), *YEARS[:columns]]],
        rows,
        ties,
        results,
        list(range(1, len(names))),
    )


def plain_list(make: Maker) -> Sheet:
    """One column of figures and their total."""
    pick, count = make.random, make.random.randint(4, 10)
    values = [make.value() for _ in range(count)]
    rows = [[label, make.show(value)] for label, value in zip(make.services, values, strict=False)]
    rows.append([pick.choice(("Total", "Total", "Together", "Grand total")), make.show(sum(values))])
    if pick.random() < 0.3:
        rows.append(["of which grant funded", make.show(values[0] * 0.4)])
    heads = [["Item", pick.choice(("2025/26 £000", "Budget", "Cost (£000)", "Amount"))]]
    ties = [(r, 1) for r in range(count + 1)]
    return Sheet("list", heads, rows, ties, [(count, 1)])


def two_row_heads(make: Maker) -> Sheet:
    """Years over headcount and FTE; or services over years with a total group at the right."""
    pick, count = make.random, make.random.randint(3, 7)
    years = YEARS[1 : 1 + pick.randint(2, 3)]
    values = [
        [make.count(40, 900) if c % 2 == 0 else make.count(40, 900) * 0.83 for c in range(2 * len(years))]
        for _ in range(count)
    ]
    total = [sum(column) for column in zip(*values, strict=True)]
    rows = [
        [
            make.services[r] if r < count else make.total("staff"),
            *[f"{value:,.{c % 2}f}" for c, value in enumerate(row)],
        ]
        for r, row in enumerate([*values, total])
    ]
    heads = [
        ["Directorate", *[cell for year in years for cell in (year, "<")]],
        ["", *["Headcount", "FTE"] * len(years)],
    ]
    ties = [(r, c + 1) for r in range(count + 1) for c in range(2 * len(years))]
    return Sheet("two rows", heads, rows, ties, [tie for tie in ties if tie[0] == count], list(range(count)))


def change_in_percent(make: Maker) -> Sheet:
    """Two years, the change and the change in percent of each."""
    pick, count = make.random, make.random.randint(4, 8)
    rows, ties, results = [], [], []
    for r in range(count):
        before = make.count(100, 5000)
        after = float(round(before * pick.uniform(0.75, 1.3)))
        moved = 100 * (after - before) / before
        rows.append(
            [make.services[r], f"{before:,.0f}", f"{after:,.0f}", f"{after - before:+,.0f}", f"{moved:+.1f}%"]
        )
        ties += [(r, c) for c in (1, 2, 3, 4)]
        results += [(r, 3), (r, 4)]
    return Sheet(
        "percent", [["Measure", "2023/24", "2024/25", "Change", "% change"]], rows, ties, results, share=True
    )


def reserves(make: Maker) -> Sheet:
    """Opening balance, added, drawn, closing balance, with a total of all reserves."""
    count = make.random.randint(3, 7)
    table = []
    for _ in range(count):
        opening, added = make.value(900, 9000), make.value(20, 700)
        drawn = -make.value(20, 600)
        table.append([opening, added, drawn, opening + added + drawn])
    table.append([sum(column) for column in zip(*table, strict=True)])
    rows = [
        [make.services[r] if r < count else make.total("reserves"), *map(make.show, row)]
        for r, row in enumerate(table)
    ]
    heads = [["Reserve", "Balance at 1 April 2025", "Added", "Drawn", "Balance at 31 March 2026"]]
    ties = [(r, c + 1) for r in range(count + 1) for c in range(4)]
    results = [tie for tie in ties if tie[0] == count or tie[1] == 4]
    return Sheet("reserves", heads, rows, ties, results, list(range(count)))


def nothing_to_add(make: Maker) -> Sheet:
    """Tables that look as if they added up and do not claim it: comparisons, grades, targets, a choice of rows."""
    pick, count = make.random, make.random.randint(4, 8)
    kind = pick.randint(0, 2)
    labels = make.services[:count]
    if kind == 0:
        rows = [
            [
                f"{label} Council",
                f"{pick.uniform(8, 17):.1f}%",
                f"{pick.uniform(6, 13):.1f}",
                f"£{pick.uniform(3, 30):.1f}m",
            ]
            for label in labels
        ]
        rows.append(["All councils in England", "13.1%", "9.9", "£402.7m"])
        return Sheet("nothing", [["Council", "Turnover", "Days lost per FTE", "Agency spend"]], rows, [])
    if kind == 1:
        rows = [
            [
                label,
                *[f"{make.value(20, 900):,.1f}" for _ in range(3)],
                pick.choice(("Red", "Amber", "Green")),
            ]
            for label in labels
        ]
        return Sheet("nothing", [["Measure", "2023/24", "2024/25", "Target", "RAG"]], rows, [])
    rows = [
        [label, f"{make.count():,.0f}", f"{pick.uniform(20, 60):.0f}%", f"{pick.uniform(20, 60):.0f}%"]
        for label in labels
    ]
    rows.append(["All services, with those not shown", "9,412", "41%", "44%"])
    return Sheet("nothing", [["Largest services", "Posts", "Women", "Aged over 50"]], rows, [])


LAYOUTS: tuple[Callable[[Maker], Sheet], ...] = (
    budget_with_groups, budget_with_groups, savings_by_year, headcount_by_directorate, answers_to_questions,
    shares_of_a_total, quarters, budget_against_outturn, response_rates, gross_and_net, medium_term_plan, plain_list,
    two_row_heads, change_in_percent, reserves,
)  # fmt: skip


def tables(seed: int, count: int) -> list[Planted]:
    """As many clean tables as copies with a slip, in turn."""
    made: list[Planted] = []
    number = 0
    while len(made) < 2 * count:
        random = Random(f"{seed}-{number}")
        number += 1
        layout = LAYOUTS[number % len(LAYOUTS)]
        clean = Planted(f"Table {number}a", layout(Maker(random)))
        if slipped := plant(clean, Maker(random), f"Table {number}b"):
            trap = Planted(f"Table {number}a", nothing_to_add(Maker(random))) if number % 5 == 0 else clean
            made += [trap, slipped]
    return made


def plant(clean: Planted, make: Maker, name: str) -> Planted | None:
    """A copy with one slip: digits transposed, a row dropped, or a total left as it was; None where none would show."""
    sheet = replace(clean.sheet, rows=[list(row) for row in clean.sheet.rows])
    how = make.random.choice(["digits", "digits", "stale"] + (["row"] if len(sheet.drops) > 3 else []))
    if how == "row":
        place = make.random.choice(sheet.drops[1:])
        if not any(char.isdigit() and char != "0" for char in "".join(sheet.rows[place][1:])):
            return None
        dropped = sheet.rows.pop(place)
        return Planted(name, sheet, how, dropped[0], "*")
    ties = sheet.results if how == "stale" and sheet.results else sheet.ties
    for place, column in make.random.sample(ties, len(ties)):
        text = sheet.rows[place][column]
        other = transposed(text, make.random) if how == "digits" else stale(text, make.random)
        if other and _shows(text, other, sheet):
            sheet.rows[place][column] = other
            return Planted(name, sheet, how, sheet.rows[place][0], sheet.heads[-1][column])
    return None


def transposed(text: str, random: Random) -> str:
    """Two neighbouring digits of a figure the other way round; empty when that changes nothing or begins with nought."""
    places = [place for place, char in enumerate(text) if char.isdigit()]
    pairs = [(one, other) for one, other in zip(places, places[1:], strict=False) if text[one] != text[other]]
    random.shuffle(pairs)
    for one, other in pairs:
        letters = list(text)
        letters[one], letters[other] = letters[other], letters[one]
        if one != places[0] or letters[one] != "0":
            return "".join(letters)
    return ""


def stale(text: str, random: Random) -> str:
    """A figure as it may have stood in an earlier draft: some percent off."""
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) < 2:
        return ""
    changed = str(round(int(digits) * random.choice((0.9, 0.94, 0.97, 1.04, 1.08, 1.15)))).zfill(len(digits))
    if len(changed) != len(digits):
        return ""
    following = iter(changed)
    return "".join(next(following) if char.isdigit() else char for char in text)


def _shows(text: str, other: str, sheet: Sheet) -> bool:
    """Whether a change is beyond what the rounding of so many figures can hide."""
    before, after = (int("".join(char for char in one if char.isdigit())) for one in (text, other))
    return abs(before - after) > len(sheet.rows) / 2 + 2


def page(planted: list[Planted]) -> str:
    """All tables as one page, each under a heading of its own."""
    parts = [f"<h2>{item.name}</h2><p>The figures are these.</p>{_table(item.sheet)}" for item in planted]
    return f"<!doctype html><html><head><title>Tables of Marlford Council</title></head><body><h1>Tables</h1>{''.join(parts)}</body></html>"


def _table(sheet: Sheet) -> str:
    head = "".join(f"<tr>{_head(row)}</tr>" for row in sheet.heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in sheet.rows
    )
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _head(row: list[str]) -> str:
    out: list[tuple[str, int]] = []
    for cell in row:
        if cell == "<":
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((cell, 1))
    return "".join(f'<th colspan="{span}">{html.escape(text)}</th>' for text, span in out)
