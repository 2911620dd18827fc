"""The period that a person types for a document: refused when it cannot be."""

from __future__ import annotations

FIRST, LAST = 1950, 2100
EXAMPLES = "Give a year or years, such as 2024, 2024/25 or 2024-2027."


def fault_of(period: str) -> str:
    """Why a period cannot be, in a sentence; empty when it can."""
    numbers = [part for part in "".join(char if char.isdigit() else " " for char in period).split() if part]
    years = [int(part) for part in numbers if len(part) == 4]
    if not years:
        return f"“{period}” names no year. {EXAMPLES}"
    wrong = next((year for year in years if not FIRST <= year <= LAST), None)
    if wrong is not None:
        return f"{wrong} is not a year that a paper can be of. {EXAMPLES}"
    if len(years) > 1 and years[-1] < years[0]:
        return f"{years[-1]} is before {years[0]}. {EXAMPLES}"
    short = numbers[1] if len(numbers) == 2 and len(numbers[0]) == 4 and len(numbers[1]) == 2 else ""
    if short and "/" in period and int(short) != (years[0] + 1) % 100:
        return (
            f"{period} is no financial year: {years[0]} is followed by {(years[0] + 1) % 100:02d}. {EXAMPLES}"
        )
    return ""
