"""The rules that hold for any quantity: sums, shares, means, differences and products. Shares are in per cent."""

from __future__ import annotations

import math

from engine.rules_model import BadStep, Of, Options, Rule, number, one, several
from engine.rules_of_people import counted, fitting


def total(of: Of, options: Options) -> float:
    """The items together; ``lasting`` ones, one a year, count again in each year that follows."""
    items = several(of, "items")
    if options.get("lasting"):
        return math.fsum(item * (len(items) - place) for place, item in enumerate(items))
    return math.fsum(items)


def net(of: Of, options: Options) -> float:
    """What counts for less what counts against."""
    return math.fsum(several(of, "plus")) - math.fsum(several(of, "minus"))


def less(of: Of, options: Options) -> float:
    """The whole less its parts."""
    return one(of, "whole") - math.fsum(several(of, "parts"))


def share(of: Of, options: Options) -> float:
    """The part in per cent of the whole."""
    return 100.0 * one(of, "part") / one(of, "whole")


def part(of: Of, options: Options) -> float:
    """A share of a whole; with ``decimals`` it counts people from a share printed so, a whole number when one fits."""
    if "decimals" in options:
        return counted(one(of, "share"), one(of, "whole"), int(number(options, "decimals", 0)))
    return one(of, "share") / 100.0 * one(of, "whole")


def whole(of: Of, options: Options) -> float:
    """The whole of which a part is a share."""
    return 100.0 * one(of, "part") / one(of, "share")


def rest(of: Of, options: Options) -> float:
    """What a share leaves of a hundred per cent."""
    return 100.0 - one(of, "share")


def mean(of: Of, options: Options) -> float:
    """The items shared out evenly."""
    items = several(of, "items")
    return math.fsum(items) / len(items)


def weighted_mean(of: Of, options: Options) -> float:
    """The items, each counted by its weight."""
    items, weights = several(of, "items"), several(of, "weights")
    if len(items) != len(weights):
        raise BadStep(f"{len(items)} items and {len(weights)} weights.")
    return math.fsum(i * w for i, w in zip(items, weights, strict=True)) / math.fsum(weights)


def difference(of: Of, options: Options) -> float:
    """The first less the second."""
    return one(of, "first") - one(of, "second")


def relative_change(of: Of, options: Options) -> float:
    """The first less the second, in per cent of the second."""
    return 100.0 * (one(of, "first") - one(of, "second")) / one(of, "second")


def times(of: Of, options: Options) -> float:
    """How many of the second the first is; a first for each second where their units differ."""
    return one(of, "first") / one(of, "second")


def product(of: Of, options: Options) -> float:
    """Factors and shares multiplied, divided by what each is for."""
    shares = (percent / 100.0 for percent in several(of, "shares"))
    return math.prod(several(of, "factors")) * math.prod(shares) / math.prod(several(of, "divisors"))


def uplift(of: Of, options: Options) -> float:
    """The amount with a per cent on top."""
    return one(of, "amount") * (1.0 + one(of, "on_top") / 100.0)


def scaled(of: Of, options: Options) -> float:
    """The amount times one number over another: a run rate, a part of a year, an amount a month."""
    return one(of, "amount") * number(options, "times", 1.0) / number(options, "over", 1.0)


def fewest(of: Of, options: Options) -> float:
    """The least whole number of people that is printed as this share."""
    return float(_band(of, options)[0])


def most(of: Of, options: Options) -> float:
    """The greatest whole number of people that is printed as this share."""
    return float(_band(of, options)[1])


def named(of: Of, options: Options) -> float:
    """The figure itself."""
    return one(of, "figure")


def _band(of: Of, options: Options) -> tuple[int, int]:
    band = fitting(one(of, "share"), one(of, "whole"), int(number(options, "decimals", 0)))
    if band is None:
        raise BadStep("No whole number of people has that share.")
    return band


_PART, _WHOLE, _SHARE = "the part", "the whole", "share in %"
_ITEMS = {"items": "what is added"}
_TWO = {"first": "the first", "second": "the second"}
_SHARED = {"share": _SHARE, "whole": _WHOLE}
RULES = (
    Rule("sum", _ITEMS, "added up", total),
    Rule("net", {"plus": "what counts for", "minus": "what counts against"}, "added and taken off", net),
    Rule("less", {"whole": _WHOLE, "parts": "what is left out"}, "the whole less parts", less),
    Rule("share", {"part": _PART, "whole": _WHOLE}, "the part in % of the whole", share),
    Rule("part", _SHARED, "the share of the whole", part),
    Rule("whole", {"part": _PART, "share": _SHARE}, "the whole of which the part is a share", whole),
    Rule("rest", {"share": _SHARE}, "what is left of 100%", rest),
    Rule("mean", {"items": "what is averaged"}, "the mean", mean),
    Rule(
        "weighted mean", {"items": "rates", "weights": "their weights"}, "the mean by weight", weighted_mean
    ),
    Rule("difference", _TWO, "the first less the second", difference),
    Rule("relative change", _TWO, "the difference in % of the second", relative_change),
    Rule("times", _TWO, "the first over the second", times),
    Rule(
        "product",
        {"factors": "what is multiplied", "shares": "shares in %", "divisors": "what is divided by"},
        "multiplied out",
        product,
    ),
    Rule("uplift", {"amount": "the amount", "on_top": "added in %"}, "with a per cent on top", uplift),
    Rule("scaled", {"amount": "the amount"}, "scaled to the time asked", scaled),
    Rule("fewest people", _SHARED, "the least that rounds to the share", fewest),
    Rule("most people", _SHARED, "the most that rounds to the share", most),
    Rule("named", {"figure": "the figure"}, "as it stands", named),
)
