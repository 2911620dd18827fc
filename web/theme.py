"""The council's colour, made readable: text on it, links in it, and its paler twin for dark pages."""

from __future__ import annotations

from functools import lru_cache

Rgb = tuple[float, float, float]
CONTRAST = 5.0


@lru_cache(maxsize=8)
def theme_css(colour: str) -> str:
    """A stylesheet of custom properties; every pair meets WCAG 2.2 AA whatever the colour is."""
    brand = _rgb(colour)
    on_brand = "#ffffff" if contrast(brand, (1, 1, 1)) >= contrast(brand, (0, 0, 0)) else "#000000"
    light = _hex(_readable(brand, (1.0, 1.0, 1.0), 0.0))
    dark = _hex(_readable(brand, _rgb("#14181b"), 1.0))
    return (
        f":root{{--brand:{colour};--on-brand:{on_brand};--accent:{light};--on-accent:#fff}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:#0b0c0c}}}}\n"
    )


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of WCAG 2.2 (relative luminance), from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _readable(colour: Rgb, ground: Rgb, towards: float) -> Rgb:
    for step in range(21):
        part = step / 20
        mixed = (
            colour[0] * (1 - part) + towards * part,
            colour[1] * (1 - part) + towards * part,
            colour[2] * (1 - part) + towards * part,
        )
        if contrast(mixed, ground) >= CONTRAST:
            return mixed
    return (towards, towards, towards)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
