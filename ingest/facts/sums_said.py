"""A claim that fails, in plain words: what was added, what that gives, and what the paper prints."""

from __future__ import annotations

from ingest.facts.sums_claim import Claim
from ingest.facts.sums_sheet import Line, Num, Sheet
from ingest.model import Document
from ingest.slip import Slip

_SCALES = {1e3: "k", 1e6: "m", 1e9: "bn"}
_MOST_DECIMALS = 3


def slip_of(sheet: Sheet, claim: Claim, document: Document, heading: str) -> Slip:
    """The slip that a failed claim is."""
    start, end = _span(sheet, claim)
    printed = claim.printed.value if claim.printed else 100.0
    computed, figure = (
        _written(claim.computed, claim.printed),
        claim.printed.text if claim.printed else "100%",
    )
    place = _place(sheet, claim)
    return Slip(
        document=document.id,
        page=document.page_of(start),
        start=start,
        end=end,
        kind=claim.kind.split()[0],
        terms=_labels(sheet, claim),
        computed=round(claim.computed, _MOST_DECIMALS),
        printed=printed,
        difference=round(printed - claim.computed, _MOST_DECIMALS),
        figure=figure,
        place=place,
        sentence=_sentence(sheet, claim, computed, figure),
        heading=heading,
    )


def _span(sheet: Sheet, claim: Claim) -> tuple[int, int]:
    """The printed figure; where none is printed, the shares from the first to the last."""
    if claim.printed:
        return claim.printed.start, claim.printed.end
    nums = [num for line, _ in claim.terms if (num := sheet.lines[line].nums[claim.at])]
    return min(num.start for num in nums), max(num.end for num in nums)


def _labels(sheet: Sheet, claim: Claim) -> tuple[str, ...]:
    """The labels of what was added, in the order of the page."""
    if claim.kind == "share of total":
        column = sheet.across[claim.terms[0][0]]
        return (
            f"{_name(sheet.lines[claim.result])}, {column}",
            f"{_name(sheet.lines[claim.terms[1][0]])}, {column}",
        )
    lines = [line for line, _ in claim.terms]
    return tuple(
        _name(sheet.lines[line]) for line in (sorted(lines) if claim.kind in ("total", "hundred") else lines)
    )


def _name(line: Line) -> str:
    return " ".join(line.path.strip(" ,").split()) or "the first column"


def _place(sheet: Sheet, claim: Claim) -> str:
    across, line = sheet.across[claim.at], _name(sheet.lines[claim.result])
    if not claim.printed:
        return across
    return f"{line}, {across}" if sheet.down else f"{across}, {line}"


def _sentence(sheet: Sheet, claim: Claim, computed: str, figure: str) -> str:
    across = sheet.across[claim.at].strip() or ("the figures" if sheet.down else "the row")
    result = _name(sheet.lines[claim.result])
    names = _labels(sheet, claim)
    where = "column" if sheet.down else "row"
    if claim.kind == "hundred":
        return f"The shares in the {where} “{across}” add up to {computed}%, not to 100%."
    if claim.kind == "total":
        short = " The other columns fall short too: a row may be missing." if claim.also else ""
        return (
            f"The {where} “{across}” adds up to {computed}, the paper prints {figure} for “{result}”.{short}"
        )
    if claim.kind == "difference":
        return f"For “{across}”, “{names[0]}” less “{names[1]}” is {computed}, the paper prints {figure} for “{result}”."
    first, second = _parts(sheet, claim)
    if claim.kind == "change":
        return (
            f"For “{across}”, from {second} to {first} is a change of {computed}, the paper prints {figure}."
        )
    of = (
        f"{first} of {first} and {second} together"
        if claim.kind == "share of both"
        else f"{first} of {second}"
    )
    row = result if claim.kind == "share of total" else across
    return f"For “{row}”, {of} is {computed}, the paper prints {figure}."


def _parts(sheet: Sheet, claim: Claim) -> tuple[str, str]:
    """The two printed figures that a share or a change is worked out of."""
    (one, _), (other, _) = claim.terms
    if claim.kind == "share of total":
        nums = (sheet.lines[claim.result].nums[one], sheet.lines[other].nums[one])
    else:
        nums = (sheet.lines[one].nums[claim.at], sheet.lines[other].nums[claim.at])
    return nums[0].text if nums[0] else "", nums[1].text if nums[1] else ""


def _written(value: float, like: Num | None) -> str:
    """A computed figure written as the printed one is: its pound sign, decimals, scale and percent."""
    if like is None:
        return f"{round(value, _MOST_DECIMALS):,.10g}"
    text = like.text.lower()
    scale = next((size for size, word in _SCALES.items() if text.rstrip(")").endswith(word)), 1.0)
    decimals = max(0, _decimals(like.step / scale))
    number = f"{abs(value) / scale:,.{decimals}f}"
    pound, percent = "£" if "£" in text else "", "%" if "%" in text else ""
    suffix = _SCALES.get(scale, "")
    minus = "" if value >= 0 or not number.strip("0.,") else "−"
    return f"{minus}{pound}{number}{suffix}{percent}"


def _decimals(step: float) -> int:
    """How many decimals a last digit of this size stands for."""
    return next((places for places in range(7) if round(step * 10**places, 6) >= 1), 6)
