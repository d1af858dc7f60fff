"""What Python shows of an artifact: a few short lines, for whoever prints one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

FEW = 6  # names in one line
WIDEST = 40  # letters of one name


def lines(*told: str) -> str:
    """The lines that say something, those after the first set in."""
    first, *rest = filter(None, told)
    return "\n  ".join([first, *rest])


def few(names: Iterable[str], most: int = FEW) -> str:
    """The first names, and how many more there are: ``cat, dog and 35 more``."""
    every = [name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…" for name in names]
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return ", ".join(map(_plain, every[:most])) + more


def counted(of: Mapping[str, int]) -> str:
    """Names with their counts, the commonest first: ``500 cat, 300 dog``."""
    return few(f"{count:,} {name}" for name, count in sorted(of.items(), key=lambda pair: (-pair[1], pair[0])) if count)


def plural(count: int, noun: str) -> str:
    """``1 photo``, ``800 photos``."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def right(score: float, interval: Sequence[float]) -> str:
    """A share with its interval: ``98.6 % (97.3-99.3)``."""
    low, high = interval
    return f"{100 * score:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


def _plain(name: str) -> str:
    return name if name.isprintable() else ascii(name)[1:-1]
