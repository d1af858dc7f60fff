"""Numbers of properties, with as many digits as a rule about them needs."""

from __future__ import annotations

from math import floor, log10

SHORT, LONG = 2, 4  # significant digits: of what is measured from photos, and of what users tell
TELLS = 7  # significant digits after which a float32 says nothing more
SMALL = 1e-4  # under this, a number is written with an exponent


def threshold(name: str, value: float) -> str:
    """A number that a property is compared with, so that a rule copied from a page does the same.

    Args:
        name: of the property; those measured from the photos are shares and need two digits, users' may be anything.
        value: the number.

    Returns:
        ``0.062``, ``12.35``, ``2004.5``, ``1.234e-07``: without an exponent from 1e-4 on.
    """
    from ninelives.artifacts.properties import measured

    short = any(name == each.name for each in measured())
    if abs(value) < SMALL:
        return f"{value:.{SHORT if short else LONG}g}" if value else "0"
    whole = floor(log10(abs(value))) + 1  # digits before the point
    decimals = SHORT - whole if short else max(LONG - whole, min(2, TELLS - whole))
    text = f"{value:.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
