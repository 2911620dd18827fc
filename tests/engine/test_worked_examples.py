"""The worked examples of the specification as a table: each line one scenario and the figures it must give.

Bodies' figures stand as typed values. COL has 879 staff and 761.5 FTE; STO 3,204 staff and 2,621.5 FTE on 30
September 2023; SEF 3,666 staff on 1 April 2022. Pay and costs are values an asker typed.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.writing import Json, fig, make, project, rate, rates, result_of, step, target, years

COL, COL_FTE = fig(879, "heads"), fig(761.5, "fte")
STO, STO_FTE = fig(3204, "heads", as_of="2023-09-30"), fig(2621.5, "fte", as_of="2023-09-30")
SEF = fig(3666, "heads", as_of="2022-04-01")
SEF_2020 = fig(3708, "heads", as_of="2020-04-01")
COL_Q, STO_Q = fig(14.3, "%"), fig(12.6, "%")
MEDIAN = {"parameter": "turnover.sector_median"}
SICK, STO_DAYS = fig(10.1, "days_per_fte"), fig(26154, "days")
AGENCY = fig(1.1e6, "£")
GAP = fig(9e6, "£", period="2026/27")
PAY, COST = fig(33000, "£ each"), fig(45000, "£ each")
ON_COSTS = {"on_costs": "yes", "tax_year": "2025/26"}
STO_BILL = {"baseline": STO_FTE, "pay": PAY, "headcount": STO}
OVER_55, UNDER_25 = fig(37.40, "%", decimals=2), fig(6.41, "%")
THREE, NONE = years(3), fig(0, "%")


def trend() -> Json:
    """The yearly rate of SEF between 1 April 2020 and 1 April 2022, as a change."""
    return {"kind": "rate", "amount": result_of(make("history", baseline=SEF_2020, end=SEF), "rate")}


def col_cut(percent: float = -5, length: float = 3, **more: Any) -> Json:
    return make("project_compound", baseline=COL_FTE, changes=[rate(percent)], horizon=years(length), **more)


def sto_cut() -> Json:
    return make("project_compound", baseline=STO_FTE, changes=[rate(-2)], horizon=THREE)


def backfill(share: float, **more: Any) -> Json:
    fields = {"baseline": COL_FTE, "turnover": COL_Q, "horizon": THREE, **more}
    return make("stock_flow", backfill=fig(share, "%"), **fields)


def col_bill(length: float, *changes: Json) -> Json:
    return make(
        "pay_bill",
        baseline=COL_FTE,
        pay=COST,
        changes=[rate(-5), *changes],
        horizon=years(length),
        choices={"on_costs": "included"},
    )


def ni(year: str) -> Json:
    choices = {"on_costs": "yes", "tax_year": year}
    return make("pay_bill", **STO_BILL, choices=choices, outputs=["ni"], lgps_rate=fig(21.1, "percent"))


def pension(percent: float) -> Json:
    base = fig(10e6, "£")
    return make(
        "pay_bill", baseline=base, lgps_rate=fig(percent, "percent"), outputs=["lgps"], choices=ON_COSTS
    )


CASES: list[tuple[str, Json, dict[str, float]]] = [
    # O1 compound
    (
        "COL FTE at -5% for 3 years",
        col_cut(),
        {"value": 652.891, "fall": 108.609, "change_percent": -14.2625},
    ),
    (
        "STO FTE at -2% for 4 years",
        make("project_compound", baseline=STO_FTE, changes=[rate(-2)], horizon=years(4)),
        {"value": 2417.988},
    ),
    (
        "COL path -5, -7, -3%",
        make("project_compound", baseline=COL_FTE, changes=[rates(-5, -7, -3)]),
        {"value": 652.609},
    ),
    (
        "SEF on its trend, April 2026",
        make("project_compound", baseline=SEF, changes=[trend()], horizon={"end": "2026-04-01"}),
        {"value": 3583.415},
    ),
    (
        "Fees 7.5% then 6.7%: 1.075 x 1.067",
        make("project_compound", changes=[rates(7.5, 6.7)]),
        {"change_percent": 14.7025},
    ),
    (
        "COL FTE a year late",
        make("project_compound", baseline=COL_FTE, changes=[rate(-5, delay=1)], horizon=THREE),
        {"value": 687.254},
    ),
    (
        "COL -5% in all over 3 years",
        make("project_compound", baseline=COL_FTE, changes=[rate(-5, "total")], horizon=THREE),
        {"value": 723.425},
    ),
    (
        "spine point 10 after 3.2%",
        make(
            "project_compound",
            baseline={"parameter": "njc.spine.scp10", "on": "2024/25"},
            horizon=years(1),
            changes=[{"kind": "rate", "amount": {"parameter": "njc.award.percent", "on": "2025/26"}}],
        ),
        {"value": 27693.72},
    ),
    # O2 linear
    (
        "COL -38 a year for 3",
        make("project_linear", baseline=COL_FTE, changes=[step(-38, "fte")], horizon=THREE),
        {"value": 647.5},
    ),
    (
        "COL 5% of today's FTE for 3",
        make("project_linear", baseline=COL_FTE, changes=[rate(-5)], horizon=THREE),
        {"value": 647.275, "fall": 114.225},
    ),
    (
        "STO -50 a year to 31 March 2027",
        make("project_linear", baseline=STO, changes=[step(-50, "heads")], horizon={"end": "2026/27"}),
        {"value": 3029.0},
    ),
    # O3 trajectory
    (
        "COL to 75%, geometric",
        make(
            "trajectory_to_target",
            baseline=COL_FTE,
            changes=[target(75, "percent")],
            horizon=THREE,
            choices={"shape": "geometric"},
        ),
        {"value": 571.125},
    ),
    (
        "120m phased 40, 30, 20, 10%",
        make("trajectory_to_target", total=fig(120e6, "£"), weights=[fig(w, "%") for w in (40, 30, 20, 10)]),
        {"instalment": 48e6, "value": 120e6},
    ),
    (
        "120m evenly over 4 years",
        make("trajectory_to_target", total=fig(120e6, "£"), horizon=years(4)),
        {"instalment": 30e6},
    ),
    # O4 required rate
    (
        "25% in 3 years",
        make("required_rate", changes=[rate(-25, "total")], horizon=THREE),
        {"rate": -9.1440, "step_percent": -8.3333},
    ),
    (
        "STO to 2,400 on 31 March 2027",
        make("required_rate", baseline=STO_FTE, changes=[target(2400, "fte")], horizon={"end": "2027-03-31"}),
        {"rate": -2.490684, "step": -63.2857, "years": 3.5},
    ),
    (
        "STO turnover to 10% in 2 years: points first",
        make("required_rate", baseline=STO_Q, changes=[target(10, "%")], horizon=years(2)),
        {"points": -1.3, "rate": -10.9129},
    ),
    # O5 time to target
    (
        "COL -5% to 700",
        make("time_to_target", baseline=COL_FTE, changes=[rate(-5), target(700, "fte", "under")]),
        {"years": 1.641732, "year": 2, "level": 687.2538},
    ),
    (
        "three quarters at -5%",
        make("time_to_target", changes=[rate(-5), target(75, "percent")]),
        {"years": 5.6086, "year": 6},
    ),
    (
        "SEF to 3,500 on its trend",
        make("time_to_target", baseline=SEF, changes=[trend(), target(3500, "heads")]),
        {"years": 8.135573, "year": 9, "calendar_year": 2031},
    ),
    (
        "agency to nothing at 150k a year",
        make("time_to_target", baseline=AGENCY, changes=[step(-150e3, "£"), target(0, "£")]),
        {"years": 7.3333, "year": 8},
    ),
    # O6 stock and flow
    ("COL leavers", make("stock_flow", baseline=COL, turnover=COL_Q), {"leavers": 125.697}),
    ("COL at 80% backfill for 3 years", backfill(80), {"value": 698.0123, "net_rate": -2.86}),
    (
        "COL keeps 80% but must fall 5% a year",
        backfill(80, changes=[rate(-5)]),
        {"redundancies": 46.484625, "value": 652.8911},
    ),
    (
        "can attrition give COL's 5%",
        make("stock_flow", baseline=COL_FTE, turnover=COL_Q, changes=[rate(-5)]),
        {"needed": 38.075, "leavers": 108.8945, "refillable": 70.8195, "redundancies": 0.0},
    ),
    (
        "STO six-month freeze",
        make(
            "stock_flow", baseline=STO, turnover=STO_Q, backfill=NONE, horizon={"length": 6, "unit": "months"}
        ),
        {"value": 3002.148},
    ),
    (
        "STO no backfill, average stock",
        make(
            "stock_flow",
            baseline=STO,
            turnover=STO_Q,
            backfill=NONE,
            horizon=years(1),
            choices={"leaver_base": "average"},
        ),
        {"value": 2824.2258},
    ),
    (
        "STO no backfill, start stock",
        make("stock_flow", baseline=STO, turnover=STO_Q, backfill=NONE, horizon=years(1)),
        {"value": 2800.296},
    ),
    (
        "SEF leavers at the LGA median",
        make("stock_flow", baseline=SEF, turnover=MEDIAN),
        {"leavers": 491.244},
    ),
    # O7 FTE and heads
    ("COL FTE per head", make("fte_headcount", baseline=COL_FTE, headcount=COL), {"ratio": 0.86633}),
    (
        "100 FTE at COL in heads",
        make("fte_headcount", baseline=COL_FTE, headcount=COL, convert=fig(100, "fte")),
        {"converted": 115.4301},
    ),
    (
        "100 heads at STO in FTE",
        make("fte_headcount", baseline=STO_FTE, headcount=STO, convert=fig(100, "heads")),
        {"converted": 81.8196},
    ),
    (
        "COL part-timers",
        make("fte_headcount", baseline=COL_FTE, headcount=COL, full_time=fig(647, "heads")),
        {"part_time_fte": 0.49353, "part_timers": 232},
    ),
    # O8 pay bill
    (
        "STO bill with 2025/26 on-costs",
        make("pay_bill", **STO_BILL, choices=ON_COSTS),
        {
            "basic": 86_509_500,
            "ni": 10_573_425,
            "lgps": 18_253_504.5,
            "levy": 417_547.5,
            "gross": 115_753_977,
            "on_cost_percent": 33.8049,
            "one_percent": 865_095,
            "one_percent_all_in": 1_181_719.77,
            "marginal_percent": 36.6,
        },
    ),
    (
        "STO 3% award",
        make("pay_bill", baseline=STO_FTE, pay=PAY, changes=[rate(3, on="pay")]),
        {"award_cost": 2_595_285},
    ),
    (
        "April 2025 change in NI at STO",
        make("compare", scenarios=[ni("2024/25"), ni("2025/26")]),
        {"difference": 2_658_697.2, "difference_ni_per_head": 829.81},
    ),
    (
        "first year of COL's cut at 45,000 a post",
        col_bill(1),
        {"saving": 1_713_375, "saving_in_year": 856_687.5},
    ),
    (
        "three years of it",
        col_bill(3),
        {"saving_year_2": 3_341_081.25, "saving_end": 4_887_402.19, "saving_total": 9_941_858.44},
    ),
    (
        "COL cut and 3% awards, full-year basis",
        col_bill(3, rate(3, on="pay")),
        {
            "bill_start": 34_267_500,
            "bill_end": 32_104_426.0,
            "bill_change": -2_163_074.0,
            "bill_end_average": 32_949_279.0,
            "effect_fte": -4_887_402.19,
            "effect_pay": 3_177_522.27,
            "interaction": -453_194.08,
        },
    ),
    (
        "pension at 29.4% rather than 21.1% on 10m",
        make("compare", scenarios=[pension(21.1), pension(29.4)]),
        {"difference": 830_000},
    ),
    # O9 agency
    (
        "COL agency -20%",
        make("agency", baseline=AGENCY, changes=[rate(-20, "total")]),
        {"value": 880_000, "saving": 220_000},
    ),
    ("agency in posts", make("agency", baseline=AGENCY, cost_per_post=COST), {"posts": 24.4444}),
    (
        "agency replaced at a 30% premium",
        make("agency", baseline=AGENCY, premium=fig(30, "%")),
        {"replacement_saving": 253_846.15},
    ),
    # O10 sickness
    (
        "STO days next year",
        make("sickness", baseline=SICK, fte=STO_FTE, days=STO_DAYS),
        {
            "days_run_rate": 26_477.15,
            "days_printed": 26_154,
            "average_fte_implied": 2589.505,
            "fte_lost": 116.24,
            "fte_lost_paid": 100.592,
            "share_of_time": 4.48889,
            "share_of_time_paid": 3.884615,
        },
    ),
    (
        "STO to 9.0",
        make("sickness", baseline=SICK, fte=STO_FTE, changes=[target(9.0, "days_per_fte")]),
        {"days_saved": 2883.65},
    ),
    ("STO cost", make("sickness", days=STO_DAYS, pay=PAY), {"cost": 3_319_546.15, "cost_per_day": 126.923}),
    (
        "STO days at the size after three cuts",
        make("sickness", baseline=SICK, fte=result_of(sto_cut())),
        {"days_run_rate": 24_919.98},
    ),
    # O11 age
    (
        "SEF over-55s retire at 8%",
        make("age_exposure", baseline=OVER_55, headcount=SEF, retirement_rate=fig(8, "%"), horizon=THREE),
        {"count": 1371, "first_year": 109.68, "total": 303.4187},
    ),
    (
        "all gone in ten years",
        make("age_exposure", baseline=OVER_55, headcount=SEF, horizon=years(10), choices={"all_gone": "yes"}),
        {"per_year": 137.1, "per_year_share": 3.73977},
    ),
    # O12 representation
    (
        "COL to 10%",
        make("representation", baseline=fig(6.74, "%"), headcount=COL, changes=[target(10, "%")]),
        {"count_target": 88, "extra": 29},
    ),
    (
        "COL hires in 5 years",
        make(
            "representation",
            baseline=fig(6.74, "%"),
            turnover=COL_Q,
            changes=[target(10, "%")],
            horizon=years(5),
        ),
        {"hires_share": 12.8026},
    ),
    (
        "COL hires in 3 years",
        make(
            "representation",
            baseline=fig(6.74, "%"),
            turnover=COL_Q,
            changes=[target(10, "%")],
            horizon=THREE,
        ),
        {"hires_share": 15.5370},
    ),
    (
        "SEF under 25 to 10%",
        make("representation", baseline=UNDER_25, headcount=SEF, target=fig(10, "%")),
        {"extra": 132, "extra_growth": 147},
    ),
    (
        "COL at 12% of hires to 9%",
        make(
            "representation",
            baseline=fig(6.74, "%"),
            turnover=COL_Q,
            hires_share=fig(12, "%"),
            changes=[target(9, "%")],
        ),
        {"years": 3.638727, "year": 4},
    ),
    (
        "SEF women to 60%",
        make(
            "representation",
            baseline=fig(65.9, "%"),
            turnover=MEDIAN,
            changes=[target(60, "%")],
            horizon=years(4),
        ),
        {"hires_share": 52.41632},
    ),
    (
        "STO women in March 2027 at 60% of hires",
        make(
            "representation",
            baseline=fig(68.2, "%", as_of="2023-09-30"),
            turnover=STO_Q,
            hires_share=fig(60, "%"),
            horizon={"end": "2027-03-31"},
        ),
        {"share_after": 65.118042},
    ),
    # O13 budget gap
    (
        "9m less 2, 3 and 3m",
        make("budget_gap", baseline=GAP, savings=[fig(m * 1e6, "£") for m in (2, 3, 3)]),
        {"residual": 1e6},
    ),
    (
        "9m in posts",
        make("budget_gap", baseline=GAP, cost_per_post=COST, fte=STO_FTE),
        {"posts": 200, "posts_share": 7.62922},
    ),
    ("9m in three equal steps", make("budget_gap", baseline=GAP, horizon=THREE), {"per_year": 3e6}),
    (
        "30m more each year, each lasting",
        make("budget_gap", changes=[step(30e6, "£")], horizon=years(4)),
        {"cumulative": 300e6, "yearly_level": 120e6},
    ),
    (
        "one-off land sale",
        make("budget_gap", baseline=GAP, savings=[fig(9e6, "£", nature="one_off")]),
        {"residual": 0, "residual_next_year": 9e6},
    ),
    (
        "what three cuts of 2% leave of 9m",
        make("budget_gap", baseline=GAP, posts=result_of(sto_cut(), "fall"), cost_per_post=COST),
        {
            "residual": 2_062_567.3,
            "posts_saving": 6_937_432.7,
            "posts_gone": 154.1652,
            "residual_in_year": 3_195_527.13,
        },
    ),
    # O14 compare
    (
        "COL -3% and -5%",
        make("compare", scenarios=[col_cut(-3), col_cut(-5)]),
        {"value_1": 695.0005, "value_2": 652.8911, "difference": -42.1094},
    ),
    (
        "compound and straight line",
        make("compare", scenarios=[col_cut(basis="compound"), col_cut(basis="linear")]),
        {"difference": -5.6161},
    ),
    # O16 benchmark
    (
        "COL and STO turnover",
        make("benchmark", values=[COL_Q, STO_Q], weights=[COL, STO]),
        {"difference": 1.7, "difference_percent": 13.4921, "pooled": 12.96598},
    ),
    (
        "part-time from counts",
        make(
            "benchmark",
            values=[fig(44.44, "%"), fig(26, "%")],
            weights=[SEF, COL],
            counts=[fig(1629, "heads"), fig(232, "heads")],
        ),
        {"difference": 18.44, "difference_from_counts": 18.0416},
    ),
    ("staff of three", make("sum", values=[COL, STO, SEF]), {"value": 7749}),
    # O17 history
    (
        "SEF 2020 to 2022",
        make("history", baseline=SEF_2020, end=SEF),
        {"change": -42, "change_percent": -1.1327, "rate": -0.567956, "years": 2},
    ),
    (
        "STO over 20% in 12 years",
        make("history", change=fig(-20, "percent", approx="over"), end=STO, horizon=years(12)),
        {"rate": -1.842347, "start_level": 4005},
    ),
    # O18 solve for
    (
        "cut that pays for a 3.2% award",
        make(
            "solve_for",
            goal={"unknown": "change", "value": 0, "result": "bill_change"},
            scenarios=[make("pay_bill", changes=[rate(0), rate(3.2, on="pay")], horizon=years(1))],
        ),
        {"value": -3.10078},
    ),
    (
        "most backfill that allows -25% in 3 years",
        make(
            "solve_for",
            goal={"unknown": "backfill", "value": -25, "result": "change_percent"},
            scenarios=[make("stock_flow", baseline=COL_FTE, turnover=COL_Q, horizon=THREE)],
        ),
        {"value": 36.0561},
    ),
    (
        "backfill for a net fall of 5%",
        make(
            "solve_for",
            goal={"unknown": "backfill", "value": -5, "result": "net_rate"},
            scenarios=[make("stock_flow", baseline=COL, turnover=COL_Q)],
        ),
        {"value": 65.0350},
    ),
    # O19 turnover cost
    (
        "COL at 5,000 a leaver",
        make("turnover_cost", baseline=COL, turnover=COL_Q, cost_per_leaver=fig(5000, "£ each")),
        {"cost": 628_485},
    ),
    (
        "STO at 2,232 a leaver",
        make(
            "turnover_cost",
            baseline=STO,
            turnover=STO_Q,
            cost_per_leaver={"parameter": "cost_per_leaver.east_devon"},
        ),
        {"cost": 901_067.3},
    ),
    # plain steps
    ("COL agency spend per FTE", make("ratio", baseline=AGENCY, denominator=COL_FTE), {"value": 1444.517}),
    (
        "STO days an absence",
        make("ratio", baseline=STO_DAYS, denominator=fig(2911, "number")),
        {"value": 8.98454},
    ),
    (
        "2.4m of 120m, and over four years",
        make("ratio", baseline=fig(2.4e6, "£"), denominator=fig(120e6, "£"), horizon=years(4)),
        {"percent": 2.0, "total": 9.6e6},
    ),
    ("SEF part time", make("share_of_stock", baseline=fig(44.44, "%"), stock=SEF), {"count": 1629}),
    (
        "COL women, 45%",
        make("share_of_stock", baseline=fig(45, "%"), stock=COL),
        {"count_low": 392, "count_high": 399},
    ),
    (
        "STO turnover two points lower",
        make("adjust", baseline=STO_Q, stock=STO, changes=[step(-2, "points")]),
        {"value": 10.6, "count_before": 403.704, "count_after": 339.624},
    ),
    (
        "STO turnover 2% lower",
        make("adjust", baseline=STO_Q, stock=STO, changes=[rate(-2, "total")]),
        {"value": 12.348, "count_after": 395.63},
    ),
]


@pytest.mark.parametrize(("scenario", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_worked_examples_come_out_as_published(scenario: Json, expected: dict[str, float]) -> None:
    projection = project(scenario)

    found = {name: projection.result(name).value for name in expected}

    assert found == {name: pytest.approx(value, rel=2e-5, abs=1e-6) for name, value in expected.items()}


SHOWN: list[tuple[str, Json, str, str]] = [
    ("FTE, 1 decimal", col_cut(), "value", "652.9 FTE"),
    ("a fall, 2 decimals", col_cut(), "change_percent", "−14.26%"),
    ("people, whole", make("stock_flow", baseline=COL, turnover=COL_Q), "leavers", "126"),
    ("ratio, 4 decimals", make("fte_headcount", baseline=COL_FTE, headcount=COL), "ratio", "0.8663"),
    ("money to the nearest thousand", col_bill(1), "saving", "£1.713m"),
    ("money from ten million", make("pay_bill", baseline=STO_FTE, pay=PAY), "basic", "£86.5m"),
    ("pay to the pound", make("ratio", baseline=AGENCY, denominator=COL_FTE), "value", "£1,445"),
    ("a day's pay to the penny", make("sickness", days=STO_DAYS, pay=PAY), "cost_per_day", "£126.92"),
    ("several people fit", make("share_of_stock", baseline=fig(45, "%"), stock=COL), "count", "392 to 399"),
    ("nobody fits", make("share_of_stock", baseline=fig(6.74, "%"), stock=COL), "count", "about 59"),
    ("points", make("benchmark", values=[COL_Q, STO_Q]), "difference", "1.7 points"),
]


@pytest.mark.parametrize(("scenario", "name", "display"), [c[1:] for c in SHOWN], ids=[c[0] for c in SHOWN])
def test_figures_are_shown_with_the_decimals_of_their_kind(scenario: Json, name: str, display: str) -> None:
    assert project(scenario).result(name).display == display


def test_a_rate_without_a_basis_leads_with_compound_and_shows_the_straight_line_beside_it() -> None:
    projection = project(col_cut())

    assert [point.display for point in projection.series] == [
        "761.5 FTE",
        "723.4 FTE",
        "687.3 FTE",
        "652.9 FTE",
    ]
    assert [(item.name, item.display) for item in projection.readings] == [("linear", "647.3 FTE")]


def test_a_stated_basis_is_followed_and_the_other_is_not_shown() -> None:
    assert project(col_cut(basis="compound")).readings == ()
    assert project(col_cut(basis="linear")).display == "647.3 FTE"


def test_the_straight_line_reading_reaches_through_a_chain_of_scenarios() -> None:
    gap = make("budget_gap", baseline=GAP, posts=result_of(sto_cut(), "fall"), cost_per_post=COST)

    projection = project(gap)

    assert projection.display == "£2.063m"
    assert [item.display for item in projection.readings] == ["£1.922m"]  # 9m - 0.06 x 2,621.5 x 45,000


def test_whole_people_are_conserved_in_each_year() -> None:
    whole = backfill(65, baseline=COL, choices={"people": "whole"})

    table = project(whole).frame()

    assert list(table["closing"]) == [835, 793, 753]
    assert list(table["leavers"]) == [126, 119, 114]
    assert list(table["hires"]) == [82, 77, 74]
    assert (table["opening"] - table["leavers"] + table["hires"] == table["closing"]).all()


def test_a_range_is_followed_to_both_ends() -> None:
    ranged = make("project_compound", baseline=COL_FTE, changes=[rate(-3, high=-5)], horizon=THREE)

    projection = project(ranged)

    assert projection.display == "652.9 FTE to 695.0 FTE"  # 761.5 x 0.857375 and x 0.912673


def test_about_fifteen_percent_has_a_band_of_half_its_last_digit() -> None:
    about = make("stock_flow", baseline=COL, turnover=fig(15, "%", approx="about"))

    ends = {item.name: item.value for item in project(about).readings}

    assert ends == {"low": pytest.approx(879 * 0.145), "high": pytest.approx(879 * 0.155)}


def test_a_lower_bound_on_a_fall_gives_at_least() -> None:
    over = make("history", change=fig(-20, "percent", approx="over"), end=STO, horizon=years(12))

    assert project(over).display == "a fall of at least 1.84%"
    assert project({**over, "outputs": ["start_level"]}).display == "at least 4,005"


def test_a_lower_bound_that_pulls_the_result_down_gives_at_most() -> None:
    over = make(
        "stock_flow", baseline=COL, turnover=fig(14, "%", approx="over"), backfill=NONE, horizon=years(1)
    )

    assert project(over).bound == "at most"


def test_the_grid_of_turnover_and_backfill_is_the_published_one() -> None:
    axes = [{"name": "turnover", "values": [12, 14.3, 16]}, {"name": "backfill", "values": [50, 65, 80]}]

    projection = project(make("sensitivity", scenarios=[backfill(65)], vary=axes))

    assert projection.table.displays == (
        ("12%", "632.5 FTE", "669.5 FTE", "708.0 FTE"),
        ("14.3%", "609.6 FTE", "652.8 FTE", "698.0 FTE"),
        ("16%", "593.0 FTE", "640.6 FTE", "690.7 FTE"),
    )
    assert projection.result("cell_2_2").label == "base case"


def test_two_levers_have_an_interaction() -> None:
    cut = make(
        "pay_bill", baseline=COL_FTE, pay=COST, changes=[rate(-5)], horizon=THREE, outputs=["bill_end"]
    )
    award = {**cut, "changes": [rate(3, on="pay")]}

    projection = project(make("compare", scenarios=[cut, award], choices={"interaction": "yes"}))

    assert projection.result("effect_1").value == pytest.approx(-4_887_402.19)
    assert projection.result("effect_2").value == pytest.approx(3_177_522.27, abs=1)
    assert projection.result("interaction").value == pytest.approx(-453_194, abs=1)


def test_a_linear_fall_stops_at_nothing_and_says_when() -> None:
    gone = make("project_linear", baseline=AGENCY, changes=[step(-150e3, "£")], horizon=years(10))

    projection = project(gone)

    assert projection.value == 0
    assert projection.warnings == ("It reaches 0 after 7.33 years and stops there.",)


def test_no_time_leaves_the_baseline_as_it_is() -> None:
    assert project(col_cut(length=0)).value == 761.5


def test_fewer_than_five_people_are_never_counted_out() -> None:
    few = make("share_of_stock", baseline=fig(0.34, "%"), stock=COL)  # 3 of 879

    assert project(few).display == "fewer than 5"
