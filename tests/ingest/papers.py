"""Small papers of fictional councils for tests of the library, and the words to look for in them."""

from pathlib import Path

WESTMARCH = """# Westmarch Borough Council

## Workforce Plan 2023-2027

Westmarch Borough Council employs 1,204 people. Staff turnover was 11.2% at 31 March 2023.

## Our priorities

- Recruit and keep skilled colleagues
- Grow apprenticeships
- Support health and wellbeing

## Action plan

| Action | Lead | Target date |
|---|---|---|
| Review the recruitment pages | Head of People | June 2024 |
| Launch a mentoring scheme | Learning Manager | September 2024 |
"""

EASTMERE = """# Eastmere County Council

## People Strategy 2022-2025

Eastmere County Council wants to be an employer of choice.
Sickness absence stood at 9.1 days for each employee.

## Savings

The council plans savings of £2.4m over three years.
"""


def write_papers(folder: Path, count: int = 2) -> list[Path]:
    """The two papers, and numbered ones up to ``count``, as Markdown files."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"westmarch.md": WESTMARCH, "eastmere.md": EASTMERE}
    for number in range(2, count):
        text = WESTMARCH.replace("Westmarch", f"Northvale {_word(number)}").replace(
            "1,204", f"1,{200 + number}"
        )
        texts[f"paper-{number:03}.md"] = text
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return sorted(folder.iterdir())


def _word(number: int) -> str:
    return "Abcdefghij"[number % 10].upper() + "xyzuvw"[number // 10 % 6] * 3 + "ton"
