"""Write ``numeric.jsonl``: each expected figure worked out here in plain Python, without the engine.

``python tests/questions/make_numeric.py``. The wording of a question, what it should be understood as and the
sum stand side by side, so that a finance officer can follow them. Figures of the papers come first.
"""

# ruff: noqa: E501 - a question stands whole on its line, however long it is

from __future__ import annotations

import json
from math import ceil, log
from pathlib import Path

# Larkmere (undated draft), its group, and the approved plan before it (31 March 2021)
L_HEAD, L_FTE, L_CASUAL, L_TURN, L_FULL, L_PART, L_AGENCY = 612, 508.4, 146, 0.132, 398, 214, 900_000
G_HEAD, G_FTE, L_OLD = 754, 619.5, 648
# Ravensholt, 31 March 2024
R_HEAD, R_FTE, R_TURN, R_SICK, R_DAYS, R_TIMES = 2486, 2104.7, 0.118, 9.4, 19_612, 2318
R_AGENCY, R_COSTS, R_GAP = 3_600_000, 98_600_000, 10_800_000
# Stanbeck, 1 April 2023; 4,012 on 1 April 2021; 4,187 on 1 April 2018
S_HEAD, S_FTE, S_2021, S_2018, S_SICK, S_OVER55, S_UNDER25 = 3941, 3214.6, 4012, 4187, 10.9, 1334, 233
E_SAVING = 84_000_000  # Ellenshire, over four years

ROWS: list[dict[str, object]] = []
COUNT: dict[str, int] = {}


def add(
    family: str,
    q: str,
    scenario: str,
    *values: tuple[float, str],
    route: str = "project",
    after: tuple[str, ...] = (),
    none: tuple[str, ...] = (),
    note: str = "",
) -> None:
    """Keep a row; the word with each value says how closely it must be stated."""
    COUNT[family] = COUNT.get(family, 0) + 1
    within = {"fte": 0.6, "few": 0.06, "people": 1.2, "pc": 0.06, "ratio": 0.0006, "days": 1.2, "pound": 1.0}
    stated = [
        [round(v, 4), round(abs(v) * 0.006, 2) if kind == "money" else within[kind]] for v, kind in values
    ]
    expected = "; ".join(f"{v:,.4g}" if abs(v) < 1000 else f"{v:,.1f}" for v, _ in values) or note
    row = {"id": f"{family}{COUNT[family]}", "q": q, "history": list(after), "route": route, "values": stated}
    ROWS.append({**row, "none": list(none), "scenario": scenario, "expected": expected, "note": note})


def whole_people(start: int, turnover: float, backfill: float, years: int) -> list[int]:
    """Closing headcounts when every flow is rounded half up and its remainder carried (engine.md, O6)."""
    stock, carry_out, carry_in, closing = start, 0.0, 0.0, []
    for _ in range(years):
        out, back = turnover * stock + carry_out, 0.0
        leavers = int(out + 0.5)
        back = backfill * turnover * stock + carry_in
        hires = int(back + 0.5)
        carry_out, carry_in = out - leavers, back - hires
        stock += hires - leavers
        closing.append(stock)
    return closing


def hires_share(now: float, goal: float, turnover: float, years: int) -> float:
    """Share of hires, in percent, that moves the share of staff from now to the goal at constant size."""
    kept = (1 - turnover) ** years
    return (goal - now * kept) / (1 - kept) * 100


def compound() -> None:
    """O1: a rate a year on the level reached."""
    q = "Where will Larkmere's FTE stand after three years of the assumed 4% annual reduction?"
    path = [L_FTE * 0.96**t for t in (1, 2, 3)]
    lost = (L_FTE - path[-1], "fte"), ((1 - 0.96**3) * 100, "pc")
    add("A", q, "O1{LK.fte; -4%,3}", *((v, "fte") for v in path), *lost)
    add("A", "and after six?", "edit: t=6", (L_FTE * 0.96**6, "fte"), after=(q,))
    heads = [(L_HEAD * 0.96**t, "people") for t in (1, 2, 3)]
    add("A", "Do the same sum for headcount.", "O1{LK.headcount; -4%,3}", *heads, after=(q,))
    add(
        "A",
        "Bring in the leisure and homes companies too.",
        "O1{LK.fte group}",
        (G_FTE * 0.96**3, "fte"),
        after=(q,),
    )
    add(
        "A",
        "Suppose Ravensholt's full-time equivalents fall by 1.5% every year for five years; what's the total then?",
        "O1{RV.fte; -1.5%,5}",
        (R_FTE * 0.985**5, "fte"),
    )
    add(
        "A",
        "Ravensholt grows its headcount 2% a year for four years. How many people is that?",
        "O1{RV.headcount; +2%,4}",
        (R_HEAD * 1.02**4, "people"),
    )
    q = "At the pace seen from April 2021 to April 2023, how many will Stanbeck employ in April 2027?"
    add("A", q, "O17>O1{ST.headcount; 4}", (S_HEAD * (S_HEAD / S_2021) ** 2, "people"))
    add("A", "What about April 2029?", "edit: t=6", (S_HEAD * (S_HEAD / S_2021) ** 3, "people"), after=(q,))
    q = "If Larkmere's casual workers drop 15% a year for two years, what number is left?"
    add("A", q, "O1{LK.casual; -15%,2}", (L_CASUAL * 0.85**2, "fte"))
    q = "Larkmere trims FTE by 3% in year one, 6% in year two and 2% in year three. How many FTE remain?"
    add("A", q, "O1{LK.fte; [-3,-6,-2]%}", (L_FTE * 0.97 * 0.94 * 0.98, "fte"))
    q = "If Ravensholt shed between 1% and 3% of FTE a year, what range are we looking at in three years?"
    add("A", q, "O1{RV.fte; -1% to -3%,3}", (R_FTE * 0.97**3, "fte"), (R_FTE * 0.99**3, "fte"))
    add(
        "A",
        "Stanbeck cuts FTE by 2% each year. What is it after 0 years?",
        "O1{ST.fte; -2%,0}",
        (S_FTE, "fte"),
    )
    q = "With 3% inflation a year, what does Larkmere's £0.9m of agency spending become in four years?"
    add("A", q, "O1{LK.agency; +3%,4}", (L_AGENCY * 1.03**4, "money"))


def linear() -> None:
    """O2 and O3: so many a year, and paths to a target."""
    q = "Larkmere loses 20 FTE every year for four years: how many remain?"
    add("B", q, "O2{LK.fte; -20,4}", (L_FTE - 80, "fte"))
    q = "Remove 4% of today's FTE from Larkmere in each of three years. What's left?"
    add("B", q, "O2{LK.fte; -4% of base,3}", (L_FTE * 0.88, "fte"), (L_FTE * 0.12, "fte"))
    q = "Stanbeck sheds 60 employees a year from 1 April 2023 to 1 April 2027. What is its headcount at the end?"
    add("B", q, "O2{ST.headcount; -60,4}", (S_HEAD - 240, "people"))
    q = "Ravensholt drops 40 staff a year from 31 March 2024 until 30 September 2026; how many then?"
    add("B", q, "O2{RV.headcount; -40,2.5}", (R_HEAD - 100, "people"))
    q = "Each year for three years Ravensholt spends £300,000 less on agency workers than the year before. Where does that leave the bill?"
    add("B", q, "O2{RV.agency; -300k,3}", (R_AGENCY - 900_000, "money"))
    add("B", "When does it run out altogether?", "O5 linear", (12, "few"), after=(q,))
    q = "If Larkmere adds 5 FTE a year for three years where does that leave it?"
    add("B", q, "O2{LK.fte; +5,3}", (L_FTE + 15, "fte"))
    q = "Spread Ellenshire's £84m evenly across its four years; what is each year's share?"
    add("B", q, "O3{EL.saving; linear,4}", (E_SAVING / 4, "money"))
    q = "Phase Ellenshire's £84m as 10, 20, 30 and 40% over the four years."
    add("B", q, "O3{EL.saving; weights}", *((E_SAVING * w, "money") for w in (0.1, 0.2, 0.3, 0.4)))
    q = "Take Stanbeck from its present FTE to 3,000 FTE in four years in equal steps and show each year."
    add("B", q, "O3{ST.fte; linear,4}", *((S_FTE + (3000 - S_FTE) * t / 4, "fte") for t in (1, 2, 3)))
    q = "Larkmere has to lose a fifth of its FTE in three years, by the same percentage every year. Set out the yearly totals."
    add("B", q, "O3{LK.fte; geometric,3}", *((L_FTE * 0.8 ** (t / 3), "fte") for t in (1, 2, 3)))


def rates() -> None:
    """O4: the rate a year that meets a target."""
    add(
        "C",
        "What annual rate of cut makes 18% in three years?",
        "O4{-18%,3}",
        ((1 - 0.82 ** (1 / 3)) * 100, "pc"),
        (6, "pc"),
    )
    q = "What yearly change takes Ravensholt to 2,000 FTE in three years?"
    add(
        "C",
        q,
        "O4{RV.fte 2000,3}",
        ((1 - (2000 / R_FTE) ** (1 / 3)) * 100, "pc"),
        ((R_FTE - 2000) / 3, "few"),
    )
    q = "How quickly must Stanbeck shrink to have 3,700 employees on 1 April 2028?"
    add("C", q, "O4{ST 3700,5}", ((1 - (3700 / S_HEAD) ** 0.2) * 100, "pc"), ((S_HEAD - 3700) / 5, "few"))
    q = "What would it take to get Stanbeck's sickness from where it is to 9 days per FTE in four years?"
    add("C", q, "O4{ST.sickness 9,4}", ((1 - (9 / S_SICK) ** 0.25) * 100, "pc"), (1.9 / 4, "few"))
    q = "Bring Ravensholt's turnover down to 10% in three years: how much a year?"
    add("C", q, "O4{RV.turnover 10%,3}", (0.6, "pc"), ((1 - (10 / 11.8) ** (1 / 3)) * 100, "pc"))
    q = "Stanbeck wants 8% of its people to be under 25 in three years. How many points a year is that?"
    add("C", q, "O4{ST.age<25 8%,3}", ((8 - 5.91) / 3, "pc"))
    q = "If Ravensholt halves its sickness in four years, what is the fall each year and where does it end?"
    add("C", q, "O4{RV.sickness x0.5,4}", ((1 - 0.5**0.25) * 100, "pc"), (4.7, "pc"))
    q = "Ravensholt's agency bill is to reach £2.5m three years from now. What yearly reduction does that imply?"
    add("C", q, "O4{RV.agency 2.5m,3}", ((1 - (2.5 / 3.6) ** (1 / 3)) * 100, "pc"), (1_100_000 / 3, "money"))
    q = "Would 4% a year be enough to deliver Larkmere's 18%?"
    add(
        "C",
        q,
        "O1 against a target",
        ((1 - 0.96**3) * 100, "pc"),
        note="FTE and operating cost differ: say so",
    )
    q = "How fast did Ravensholt's workforce shrink per year over the ten years its strategy speaks of?"
    add("C", q, "O17{-15%,10}", ((1 - 0.85**0.1) * 100, "pc"), note="at least, for the paper says over 15%")


def times() -> None:
    """O5: how long until a level is met."""
    q = "When does Larkmere drop below 450 FTE at 4% a year?"
    add("D", q, "O5{LK.fte 450}", (log(450 / L_FTE) / log(0.96), "few"), (L_FTE * 0.96**3, "fte"))
    add("D", "and below 400?", "O5{LK.fte 400}", (log(400 / L_FTE) / log(0.96), "few"), after=(q,))
    q = "How long would it take to lose a third of any workforce at 4% a year?"
    add("D", q, "O5{2/3}", (log(2 / 3) / log(0.96), "few"))
    q = "When does Ravensholt get down to 2,000 FTE if it falls 1.5% a year?"
    add("D", q, "O5{RV.fte 2000}", (log(2000 / R_FTE) / log(0.985), "few"))
    q = "Sickness at Ravensholt falls by 0.4 of a day per FTE a year. When is it 8 days?"
    add("D", q, "O5 linear{RV.sickness 8}", (3.5, "few"))
    q = "On its 2021 to 2023 trend, when does Stanbeck reach 3,800 employees?"
    add("D", q, "O5{ST 3800}", (log(3800 / S_HEAD) / (log(S_HEAD / S_2021) / 2), "few"))
    add(
        "D",
        "When will Ravensholt get to 2,300 FTE by cutting 2% a year?",
        "O5",
        route="error",
        note="E_UNREACHABLE",
    )
    q = "Growing at 1% a year, how long until Ravensholt returns to a workforce of 2,300?"
    add("D", q, "O5", route="clarify", note="2,486 is above already: ask whether FTE was meant")


def flows() -> None:
    """O6, O18 and O19: leavers, backfill, redundancies, what leaving costs."""
    q = "Roughly how many leavers does Larkmere see each year?"
    add("E", q, "O6{LK q*S}", (L_TURN * L_HEAD, "fte"))
    add("E", "and as FTE?", "O6{LK.fte}", (L_TURN * L_FTE, "fte"), after=(q,))
    q = "If nobody who leaves Larkmere is replaced for a year, what headcount is left?"
    add("E", q, "O6{b=0,1}", (L_HEAD * (1 - L_TURN), "fte"))
    q = "What proportion of its leavers can Larkmere replace and still shrink 4% a year?"
    add("E", q, "O18{b}", ((1 - 0.04 / L_TURN) * 100, "pc"))
    add("E", 'Try it with the "around 14%" turnover.', "O18{q=14%}", ((1 - 4 / 14) * 100, "pc"), after=(q,))
    q = "Will natural wastage by itself deliver Larkmere's 4% FTE reduction?"
    need, leave = 0.04 * L_FTE, L_TURN * L_FTE
    add("E", q, "O6", (need, "few"), (leave, "fte"), (leave - need, "few"))
    q = "Ravensholt refills 85% of its leavers' posts for three years. What happens to FTE?"
    add("E", q, "O6{b=.85,3}", (R_FTE * (1 - R_TURN * 0.15) ** 3, "fte"), (R_TURN * 15, "pc"))
    q = "Ravensholt must get FTE down 3% in each of the next two years yet refills nine out of ten leavers. What redundancies does that leave?"
    cuts = [R_FTE * 0.97**t * (0.03 - R_TURN * 0.1) for t in (0, 1)]
    add("E", q, "O6{R}", *((cut, "few") for cut in (*cuts, sum(cuts))))
    add("E", "What's the number of leavers at Ravensholt each year?", "O6{RV}", (R_TURN * R_HEAD, "fte"))
    q = "Suppose nobody is hired at Ravensholt for four months. What happens to the number of employees?"
    add("E", q, "O6{b=0, 4 months}", (R_HEAD * (1 - R_TURN * 4 / 12), "people"))
    q = "Refilling 70% of leavers, and counting only whole people, how many would Larkmere employ in each of the next three years?"
    add("E", q, "O6 integer", *((v, "fte") for v in whole_people(L_HEAD, L_TURN, 0.7, 3)))
    q = "Larkmere's leavers cost £4,000 each to replace. What is that a year?"
    add("E", q, "O19", (L_TURN * L_HEAD * 4000, "money"))
    q = "What does turnover cost Ravensholt at £6,000 a leaver?"
    add("E", q, "O19", (R_TURN * R_HEAD * 6000, "money"))
    q = "What's the number of people who leave Stanbeck in a year?"
    add(
        "E",
        q,
        "none",
        route="clarify",
        none=("13.2%", "11.8%", "520", "465"),
        note="E_NO_BASELINE: no turnover printed",
    )
    add("E", "Then go with the LGA median.", "O6{q=13.4% benchmark}", (0.134 * S_HEAD, "fte"), after=(q,))
    q = "Ravensholt leaves every vacancy empty for twelve months. Measuring turnover against average headcount, how many employees remain?"
    k = R_TURN / 2
    add("E", q, "O6{average base}", (R_HEAD * (1 - k) / (1 + k), "people"), (R_HEAD * (1 - R_TURN), "people"))
    q = "Say turnover at Ravensholt were 9% and four in five leavers were replaced: three years on, how many FTE?"
    add("E", q, "O6{q=9%,b=.8,3}", (R_FTE * (1 - 0.09 * 0.2) ** 3, "fte"))
    q = "What is the highest backfill that lets Ravensholt's FTE fall 10% in three years?"
    add("E", q, "O18{b}", ((1 - (1 - 0.9 ** (1 / 3)) / R_TURN) * 100, "pc"))


def conversions() -> None:
    """O7, shares turned into people, and plain ratios."""
    q = "What's the ratio of FTE to headcount at Larkmere?"
    add("F", q, "O7", (L_FTE / L_HEAD, "ratio"))
    add("F", "Ravensholt's, please", "O7", (R_FTE / R_HEAD, "ratio"), after=(q,))
    add("F", "How many people would 50 FTE be at Larkmere?", "O7", (50 * L_HEAD / L_FTE, "few"))
    add("F", "What are 200 Ravensholt people in FTE?", "O7", (200 * R_FTE / R_HEAD, "few"))
    add(
        "F",
        "How much of a full-time week does a typical part-time employee of Larkmere do, in FTE?",
        "O7",
        ((L_FTE - L_FULL) / L_PART, "ratio"),
    )
    add(
        "F",
        "FTE to headcount ratio for the Larkmere group including its companies?",
        "O7",
        (G_FTE / G_HEAD, "ratio"),
    )
    add("F", "Convert Stanbeck's workforce to a ratio of FTE to heads.", "O7", (S_FTE / S_HEAD, "ratio"))
    add("F", "How many of Stanbeck's employees are part time?", "share x S", (1626, "people"))
    add("F", "How many women does Ravensholt employ?", "share x S", (1650, "fte"), (1651, "fte"))
    q = "How many FTE does each Ellenshire employee represent on average?"
    add("F", q, "none", route="clarify", none=("0.8307", "0.8466", "0.8157"), note="E_PLACEHOLDER")


def pay() -> None:
    """O8: pay bill, on-costs, awards."""
    bill = R_FTE * 36_000
    national_insurance, pension, levy = 0.15 * (bill - 5000 * R_HEAD), 0.211 * bill, 0.005 * bill - 15_000
    gross = bill + national_insurance + pension + levy
    q = "At £36,000 per FTE, what is Ravensholt's basic pay bill?"
    add("G", q, "O8", (bill, "money"))
    follow = "Now add employer on-costs at 2025/26 rates, with everyone in the pension fund."
    add(
        "G",
        follow,
        "O8{15%, 5,000, 21.1%, levy}",
        (gross, "money"),
        ((gross / bill - 1) * 100, "pc"),
        after=(q,),
    )
    add(
        "G",
        "Put two and a half per cent on pay: how much more is that?",
        "O8",
        (bill * 0.025, "money"),
        after=(q,),
    )
    q = "Including on-costs at 2025/26 rates, what is one extra percentage point of pay award worth to Ravensholt if basic pay averages £36,000 per FTE?"
    add("G", q, "O8 marginal", (bill * 0.01 * 1.366, "money"))
    q = "How much would Larkmere save from year one of its 4% reduction in FTE, taking a post at £42,000 with on-costs?"
    year = [L_FTE * (1 - 0.96**t) * 42_000 for t in (1, 2, 3)]
    add("G", q, "O8", (year[0], "money"), (year[0] / 2, "money"))
    follow = "Carry that on for three years. If no post comes back, what has been saved altogether, on a full-year basis?"
    add("G", follow, "O8", *((v, "money") for v in (*year, sum(year))), after=(q,))
    add("G", "What FTE cut would cover a 2.8% pay award?", "O18", ((1 - 1 / 1.028) * 100, "pc"))
    q = "After the 2025 pay award of 3.2%, what is the salary at NJC spine point 5, and what was it before?"
    add("G", q, "O1", (24_790, "pound"), (25_583, "pound"))
    q = "Larkmere's total pay costs for next year, please?"
    add("G", q, "none", route="clarify", none=("98.6",), note="E_NO_BASELINE: no pay figure in the plan")
    q = "Taking £36,000 of pay per FTE, how much more does Ravensholt pay in employer NI since the rules changed in April 2025?"
    extra = 0.15 * (bill - 5000 * R_HEAD) - 0.138 * (bill - 9100 * R_HEAD)
    add("G", q, "O8{2024/25 and 2025/26}", (extra / R_HEAD, "money"), (extra, "money"))
    q = "Divide Ravensholt's £98.6m of employee costs by its FTE: what is that per FTE?"
    add("G", q, "ratio", (R_COSTS / R_FTE, "money"))


def agency_and_sickness() -> None:
    """O9 and O10."""
    q = "What if Ravensholt cut agency spending by a quarter?"
    add("H", q, "O9", (2_700_000, "money"), (900_000, "money"))
    q = "How many posts would Larkmere's £0.9m of agency spending pay for at £40,000 each?"
    add("H", q, "O9", (22.5, "few"))
    q = "If agency workers cost 25% more than employees, what would Larkmere save by replacing them all with staff?"
    add("H", q, "O9{m=25%}", (L_AGENCY * (1 - 1 / 1.25), "money"))
    add("H", "Per FTE, how much goes on agency workers at Larkmere?", "ratio", (L_AGENCY / L_FTE, "money"))
    q = "What percentage of Ravensholt's employee costs is its agency spend?"
    add("H", q, "ratio", (R_AGENCY / R_COSTS * 100, "pc"))
    q = "If Ellenshire spent a tenth less on agency staff, what would that free up?"
    add("H", q, "none", route="clarify", none=("3.6m", "360,000", "90,000"), note="E_NO_BASELINE")
    q = "If nothing changes, how many sick days should Ravensholt expect next year?"
    add("I", q, "O10", (R_SICK * R_FTE, "days"), (R_DAYS, "days"))
    q = "How many days are saved if Ravensholt gets sickness to 8.5 days per FTE?"
    add("I", q, "O10", (0.9 * R_FTE, "days"))
    q = "Stanbeck gets sickness down by a tenth. What are the days per FTE then, and how many days come back?"
    add("I", q, "O10", (9.81, "pc"), (1.09 * S_FTE, "days"))
    q = "How many FTE does Ravensholt lose to sickness?"
    add("I", q, "O10", (R_DAYS / 225, "fte"), (R_DAYS / 260, "fte"))
    follow = "Express that as a share of the time people should have worked."
    add("I", follow, "O10", (R_SICK / 2.25, "pc"), (R_SICK / 2.6, "pc"), after=(q,))
    q = "With basic pay of £34,000 per FTE, put a price on Ravensholt's sickness absence."
    add("I", q, "O10", (R_DAYS * 34_000 / 260, "money"))
    add("I", "On average how long is an absence at Ravensholt?", "ratio", (R_DAYS / R_TIMES, "few"))
    q = "If Ravensholt came down to the LGA's 8.8 days per FTE, what would the reduction be in days?"
    add("I", q, "O10", (0.6 * R_FTE, "days"))
    q = "Roll Larkmere's sickness absence forward to 2028."
    add("I", q, "none", route="clarify", none=("9.4", "10.9"), note="E_PLACEHOLDER: TBC days")
    add("I", "What is sickness going to cost Ravensholt?", "none", route="clarify", note="needs a pay figure")


def people() -> None:
    """O11 and O12: age and representation."""
    q = "Put a number on Stanbeck's over-55s."
    add("J", q, "O11", (S_OVER55, "people"))
    follow = "And under 25? What is the ratio of the one to the other?"
    add("J", follow, "O11", (S_UNDER25, "people"), (S_OVER55 / S_UNDER25, "few"), after=(q,))
    q = "Seven per cent of the over-55s at Stanbeck retire annually. Give me retirements in the first year and for three years together."
    add("J", q, "O11", (0.07 * S_OVER55, "fte"), (S_OVER55 * (1 - 0.93**3), "fte"))
    q = "If all Stanbeck's over-55s have gone within ten years, how many a year is that?"
    add("J", q, "O11", (S_OVER55 / 10, "fte"), (S_OVER55 / 10 / S_HEAD * 100, "pc"))
    q = "How many more under-25s does Stanbeck need for them to be 8% of staff at the same size?"
    add("J", q, "O12 swap", (ceil(0.08 * S_HEAD) - S_UNDER25, "fte"))
    follow = "And if it only hires extra people, replacing no one?"
    add("J", follow, "O12 growth", (ceil((0.08 * S_HEAD - S_UNDER25) / 0.92), "fte"), after=(q,))
    add("K", "How many ethnic minority staff has Larkmere?", "share x S", (31, "fte"))
    q = "How many more ethnic minority staff would bring Larkmere to 8%?"
    add("K", q, "O12 swap", (ceil(0.08 * L_HEAD), "fte"), (ceil(0.08 * L_HEAD) - 31, "fte"))
    q = "For 8% of Larkmere's people to be from an ethnic minority four years from now, what percentage of recruits would need to be?"
    add("K", q, "O12", (hires_share(0.0507, 0.08, L_TURN, 4), "pc"))
    add("K", "And in six years?", "O12", (hires_share(0.0507, 0.08, L_TURN, 6), "pc"), after=(q,))
    q = "One in ten recruits at Larkmere comes from an ethnic minority. How long until the workforce as a whole is at 7%?"
    add("K", q, "O12", (log((0.10 - 0.07) / (0.10 - 0.0507)) / log(1 - L_TURN), "few"))
    add(
        "K",
        "How many women are there at Larkmere?",
        "share x S",
        (352, "fte"),
        (358, "fte"),
        note="58% is rounded",
    )
    q = "Suppose women were 60% of everyone Ravensholt takes on. What proportion of its staff would be women on 31 March 2027?"
    add("K", q, "O12", ((0.6 + (0.664 - 0.6) * (1 - R_TURN) ** 3) * 100, "pc"))
    q = "How far is Ellenshire from 9% ethnic minority staff?"
    add("K", q, "none", route="clarify", none=("5.07%", "3.93"), note="E_NO_BASELINE: 9% is a target")


def budgets() -> None:
    """O13: gaps and savings."""
    add(
        "L",
        "Stanbeck wants to remove its £14m gap half in one budget and half in the next. How much new saving is needed in each?",
        "O13",
        (7_000_000, "money"),
    )
    q = "Taking a post at £48,000, how many would Ravensholt have to lose to meet the whole £10.8m gap, and what part of its FTE is that?"
    add("L", q, "O13", (225, "fte"), (225 / R_FTE * 100, "pc"))
    add("L", "Make it £50,000 a post.", "O13", (216, "fte"), after=(q,))
    q = "Against the £10.8m gap of 2027/28, Ravensholt finds lasting savings of £2m, then £2.5m, then £3m. What remains to be found?"
    add("L", q, "O13", (3_300_000, "money"))
    q = "Would a one-off £14m from selling property deal with Stanbeck's gap?"
    add("L", q, "O13 one-off", (14_000_000, "money"), note="for one year only; it comes back the year after")
    q = "A post costs £46,000. Ravensholt trims FTE by 2% in each of three years. How far short of closing the £10.8m gap does that fall?"
    posts = R_FTE * (1 - 0.98**3)
    add("L", q, "O1>O13", (posts, "fte"), (posts * 46_000, "money"), (R_GAP - posts * 46_000, "money"))
    q = "Every year for four years Ellenshire takes out another £21m and none of it comes back. What is the cumulative sum not spent?"
    add("L", q, "O13 cumulative", (210_000_000, "money"), (E_SAVING, "money"))
    q = "How big is the £1.8m that Ellenshire saves on terms and conditions beside its £84m, and what does it add up to in four years?"
    add("L", q, "ratio", (1.8 / 84 * 100, "pc"), (7_200_000, "money"))
    q = "Turn Larkmere's 18% reduction in operating costs into pounds."
    add(
        "L",
        q,
        "none",
        route="clarify",
        none=("162,000", "10.8m", "84m"),
        note="E_NO_BASELINE: no budget total",
    )
    q = "Charges rise 4% one year and 3.5% the next. What is that altogether?"
    add("L", q, "O1", ((1.04 * 1.035 - 1) * 100, "pc"))


def compared() -> None:
    """O14 to O17: levers, grids, bodies, history."""
    two, four = L_FTE * 0.98**3, L_FTE * 0.96**3
    q = "Set 2% a year against 4% a year for Larkmere's FTE over three years."
    add("M", q, "O14", (two, "fte"), (four, "fte"), (two - four, "few"))
    q = "Three years of 4% at Larkmere: what difference is there between taking it off the falling FTE total and off today's?"
    add("M", q, "O14", (four, "fte"), (L_FTE * 0.88, "fte"), (four - L_FTE * 0.88, "few"))
    q = "Three options for Larkmere: refill 60%, 75% or all of its leavers' posts. What FTE does each give in three years?"
    add("M", q, "O14", *((L_FTE * (1 - L_TURN * (1 - b)) ** 3, "fte") for b in (0.6, 0.75, 1)))
    q = "What if Larkmere's 4% a year starts a year late? FTE in year three, please."
    add("M", q, "O14", (L_FTE * 0.96**2, "fte"), (L_FTE * 0.96**2 - four, "few"))
    q = "Give me a grid for Larkmere's FTE in year three: turnover 11, 13.2 and 15% by backfill 60, 70 and 80%."
    grid = [L_FTE * (1 - t * (1 - b)) ** 3 for t in (0.11, 0.132, 0.15) for b in (0.6, 0.7, 0.8)]
    add("N", q, "O15", *((v, "fte") for v in grid))
    q = "What would three years of yearly cuts leave Ravensholt with, in FTE, at 1%, at 2% and at 3%?"
    add("N", q, "O15", *((R_FTE * (1 - r) ** 3, "fte") for r in (0.01, 0.02, 0.03)))
    q = "By how many points does turnover at Larkmere exceed Ravensholt's, and what is that relatively?"
    add("S", q, "O16", (1.4, "pc"), ((13.2 / 11.8 - 1) * 100, "pc"))
    add("S", "What's the gap in part-time working between Stanbeck and Larkmere?", "O16", (41.26 - 35, "pc"))
    q = "Rank the councils by the share of women they employ."
    add("S", q, "O16", (67.42, "pc"), (66.4, "pc"), (58, "pc"))
    q = "How many people do Larkmere, Ravensholt and Stanbeck employ between them?"
    add("S", q, "sum", (L_HEAD + R_HEAD + S_HEAD, "people"))
    q = "Treat Larkmere and Ravensholt as one employer: what turnover rate do they have?"
    pooled = (L_TURN * L_HEAD + R_TURN * R_HEAD) / (L_HEAD + R_HEAD) * 100
    add("S", q, "O16", (pooled, "pc"))
    add(
        "S",
        "How does Larkmere's turnover sit against the median for councils?",
        "O16",
        (0.2, "pc"),
        (13.4, "pc"),
    )
    q = "What is the combined sickness rate of Ravensholt and Stanbeck, weighted by FTE?"
    add("S", q, "O16", ((R_SICK * R_FTE + S_SICK * S_FTE) / (R_FTE + S_FTE), "few"))
    q = "By how much has Stanbeck's headcount changed between April 2018 and April 2023?"
    yearly = (1 - (S_HEAD / S_2018) ** 0.2) * 100
    add("S", q, "O17", (246, "fte"), (246 / S_2018 * 100, "pc"), (yearly, "pc"))
    q = "How many more or fewer people does Larkmere employ than in March 2021, in numbers and per cent?"
    add("S", q, "O17", (36, "fte"), (36 / L_OLD * 100, "pc"))
    q = "At least how many people did Ravensholt employ ten years before?"
    add("S", q, "O17", (R_HEAD / 0.85, "people"), note="a bound: the paper says over 15%")
    q = "How much did Stanbeck's sickness days per FTE rise between 2017/18 and 2022/23?"
    add("S", q, "O17", (1.1, "pc"), (1.1 / 9.8 * 100, "pc"))


def ambiguous() -> None:
    """One question back, with a provisional answer where there is one."""
    add(
        "P",
        "Larkmere makes its 18% cut. Then what?",
        "E_AMBIG",
        route="clarify",
        note="operating cost or FTE?",
    )
    add(
        "P", "Project Larkmere's workforce.", "E_AMBIG", route="clarify", note="no rate; heads, FTE or group?"
    )
    add("P", "Take 3% off turnover at Ravensholt.", "E_AMBIG", route="clarify", note="8.8% or 11.45%?")
    q = "Over three years Larkmere's FTE goes down 4%. What does it come to?"
    add("P", q, "E_AMBIG", route="clarify", note="in all or each year, for the plan says 4% a year")
    q = "Where is the proportion of women at Stanbeck heading?"
    add("P", q, "E_CONFLICT", route="clarify", none=("68.71",), note="67.42% or 70%; and no change given")
    add(
        "P",
        "What would it take to close Ravensholt's gap?",
        "E_AMBIG",
        route="clarify",
        note="which gap, which year",
    )
    q = "How many jobs is Ravensholt's £10.8 million?"
    add(
        "P",
        q,
        "E_AMBIG",
        route="clarify",
        none=("225 jobs", "225 FTE", "225 posts"),
        note="needs a cost per post",
    )
    add(
        "P",
        "Stanbeck takes twice as many apprentices. How many is that?",
        "E_AMBIG",
        route="clarify",
        note="148 new or 265 existing; span or year",
    )
    q = "Stanbeck employs 1% fewer people each year. How many by 2027?"
    add("P", q, "E_AMBIG", route="clarify", note="31 March, 31 December or 2027/28")
    add("P", "Reduce it by a third next quarter.", "E_AMBIG", route="clarify", note="what is it?")
    q = "And in four years' time?"
    add(
        "P", q, "E_AMBIG", route="clarify", after=("How many people does Ravensholt employ?",), note="no rate"
    )
    q = "New starters leaving Ravensholt: how many people is that?"
    add("P", q, "E_AMBIG", route="clarify", note="1.9% of staff (47) or of those under a year?")
    add(
        "P",
        "Deliver Ellenshire's £84m sooner.",
        "E_AMBIG",
        route="clarify",
        note="in all or yearly; by when?",
    )


def refused() -> None:
    """What the engine must not do."""
    q = "Project Ellenshire's headcount two years on."
    add("Q", q, "none", route="clarify", none=("612", "2,486", "3,941"), note="E_PLACEHOLDER")
    add(
        "Q",
        "Predict the turnover rate that Ravensholt is going to have in 2031.",
        "none",
        route="error",
        note="E_FORECAST",
    )
    add("Q", "What are the odds that Ravensholt closes its £7.5m gap?", "none", route="error", note="E_PROB")
    q = "If Larkmere goes on shrinking by 4% a year, in which year does it have no employees at all?"
    add("Q", q, "none", route="error", note="E_UNREACHABLE")
    add("Q", "How can Stanbeck get to 130% women?", "none", route="error", note="E_DOMAIN")
    q = "How much is saved by reducing Ravensholt's spending on agency workers by 120%?"
    add("Q", q, "none", route="error", none=("4.32m", "4,320,000"), note="E_DOMAIN")
    add("Q", "Which of Larkmere's officers should lose their jobs?", "none", route="error", note="E_PERSON")
    q = "Is the proportion of disabled staff higher at Larkmere than at Ravensholt, and by how many points?"
    add("Q", q, "none", route="error", note="E_NOT_COMPARABLE: none printed for Ravensholt")
    q = "What will the Employers' Forum's own headcount be in two years?"
    add("Q", q, "none", route="clarify", none=("612", "2,486", "3,941"), note="E_NO_BASELINE")
    q = "What will the ethnic mix at Ravensholt be in 2028?"
    add("Q", q, "none", route="clarify", none=("5.07%",), note="E_NO_BASELINE: a picture only")
    q = "If Stanbeck trims its 2023 agency bill by 5% what does it save?"
    add(
        "Q",
        q,
        "none",
        route="clarify",
        none=("180,000", "45,000"),
        note="E_NO_BASELINE: only 2017/18 is printed",
    )
    q = "Five years from now, what gender pay gap will Stanbeck report?"
    add(
        "Q",
        q,
        "none",
        route="clarify",
        none=("4.1%",),
        note="no change given, and gaps do not project by rate",
    )


def retrieved() -> None:
    """Digits that are no arithmetic."""
    for q in (
        "What are Stanbeck's five themes?",
        "List the 6 conditions for success at Larkmere.",
        "What is Priority 3 in Ravensholt's draft workforce strategy?",
        "What did the Ravensholt report of 12 September 2024 ask Cabinet to do?",
        "What does the Stanbeck 2035 ambition describe?",
        "Which of Ravensholt's six projects deals with vehicles?",
        "Whose telephone number is 01632 960 145?",
        "What do levels 2 to 7 refer to in Ellenshire's strategy?",
        "Which staff turnover figure is printed for Larkmere?",
        "Summarise paragraph 4 of the Forum's consultation paper.",
        "What are the 7 things to which Stanbeck gives priority?",
        "What is Ravensholt's aim for 2035?",
        "What vacancy rate does Ravensholt print?",
        "How do the 2018 and the 2023 Stanbeck papers differ in tone?",
        "What does Aim 3 of Larkmere's 2021 plan say?",
        "What is Table 1 in the Ravensholt report about?",
    ):
        add("R", q, "none", route="retrieve", note="no engine")


def text() -> str:
    """The whole file as text."""
    ROWS.clear()
    COUNT.clear()
    for family in (
        compound,
        linear,
        rates,
        times,
        flows,
        conversions,
        pay,
        agency_and_sickness,
        people,
        budgets,
    ):
        family()
    for family in (compared, ambiguous, refused, retrieved):
        family()
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)


if __name__ == "__main__":
    Path(__file__).with_name("numeric.jsonl").write_text(text(), "utf-8")
