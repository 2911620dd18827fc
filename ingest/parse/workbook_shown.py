"""What a spreadsheet shows for a number under a number format ("£#,##0.0", "0.0%", "[Red](#,##0)", "#,##0,").

The codes are those of ECMA-376 part 1, §18.8.31. Fractions and scientific notation are shown plainly.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?](?:[0#?,.]*[0#?.])?(?P<scale>,*))|(?P<point>\.[0#?]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ODD = re.compile(r"[?#0]/[?#0\d]|0[Ee][+-]")  # a fraction, scientific notation
_PLAIN = 10  # significant digits of the format General


def shown(value: float, code: str) -> str:
    """The number as the format shows it; an empty text when the format hides it."""
    if not code or code.lower() in ("general", "@"):
        return plain(value)
    section, negative = _section(value, _sections(code))
    if "general" in section.lower():
        return re.sub("general", lambda _: plain(abs(value) if negative else value), section, flags=re.I)
    return plain(value) if _ODD.search(section) else _filled(value, section, negative)


def plain(value: float) -> str:
    """The number under the format General: as many digits as it needs, up to ten."""
    number = _decimal(value)
    if number == number.to_integral_value() and abs(number) < 10**15:
        return str(int(number))
    return f"{Decimal(f'{value:.{_PLAIN}g}'):f}"


def _decimal(value: float) -> Decimal:
    """The number by its shortest digits, so that 2.675 is not 2.67499999…"""
    return Decimal(repr(float(value)))


def _sections(code: str) -> list[str]:
    """The code cut at its semicolons, except quoted and escaped ones."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)', code) or [code]


def _section(value: float, sections: list[str]) -> tuple[str, bool]:
    """The section for this number, and whether the section itself says that it is negative."""
    conditional = [(section, _condition(section)) for section in sections[:2]]
    if any(condition for _, condition in conditional):
        for section, condition in conditional:
            if condition is None or _holds(value, *condition):
                return section, False
        return sections[min(2, len(sections) - 1)], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _condition(section: str) -> tuple[str, float] | None:
    for found in re.findall(r"\[([^\]]*)\]", section):
        if match := _CONDITION.fullmatch(found):
            return match.group(1), float(match.group(2))
    return None


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _filled(value: float, section: str, negative: bool) -> str:
    """The section's literals with the number in the place of its digits."""
    tokens = list(_TOKEN.finditer(section))
    number = abs(_decimal(value))
    number *= 100 ** sum(token["other"] == "%" for token in tokens)
    out: list[str] = []
    digits = ""
    for token in tokens:
        if (token["digits"] or token["point"]) and not digits:
            digits = token["digits"] or token["point"]
            out.append(_digits(number, digits, len(token["scale"] or "")))
        elif not token["digits"] and not token["point"]:
            out.append(_literal(token))
    text = " ".join("".join(out).split())
    below = value < 0 and not negative and any(char in "123456789" for char in text)
    return f"-{text}" if below else text


def _literal(token: re.Match[str]) -> str:
    if token["space"] is not None:
        return " " if token["space"] in " -" else ""
    found = token["quoted"] or token["escaped"] or token["currency"] or token["other"]
    return found or ""


def _digits(number: Decimal, pattern: str, scale: int) -> str:
    """The number by placeholders: 0 always, # when it counts, ? as a blank."""
    pattern = pattern.rstrip(",")
    whole, _, part = pattern.partition(".")
    number = number / 1000**scale
    try:
        rounded = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    except InvalidOperation:
        return f"{number:g}"
    head, _, tail = f"{rounded:f}".partition(".")
    kept = len(part.rstrip("#?"))
    tail = tail[:kept] + tail[kept:].rstrip("0")
    least = sum(char == "0" for char in whole)
    head = head.lstrip("0").zfill(least)
    if "," in whole and len(head) > 3:
        head = f"{int(head):,}"
    return f"{head}.{tail}" if tail else head
