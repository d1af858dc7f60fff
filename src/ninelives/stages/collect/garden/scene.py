"""Options of pictures and films of the garden. Standard library only: a help text must not cost any waiting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.errors import NinelivesError
from ninelives.stages.collect.garden.faults import SEEDS, Fault, among, between, refuse, within
from ninelives.stages.collect.garden.spec import TREES

if TYPE_CHECKING:
    from ninelives.kernels.world.task.ranges import Ranges

VIEWS = ("outside", "drone", "ground", "satellite")
LAMPS = ("auto", "on", "off")
SEASONS = {"spring": "2026-04-28", "summer": "2026-06-21", "autumn": "2026-10-20", "winter": "2026-01-15"}
SIZES = {"look": (16, 2048), "film": (72, 2160)}  # px
_BOUNDS: dict[str, tuple[float, float, str]] = {
    "hour": (0, 24, "h"),
    "wind": (0, 20, "m/s"),
    "fog": (0, 0.3, "1/m"),
    "seed": (*SEEDS, ""),
}


def checked(verb: str, told: dict[str, Any]) -> dict[str, Any]:
    """Options of ``look`` or ``film``, with the day that is meant.

    Args:
        verb: which.
        told: by name; ``date`` and ``season`` may be None.

    Returns:
        The same, with ``date`` as ISO text and without ``season``.

    Raises:
        NinelivesError: all faults at once, each with its field and the allowed range.
    """
    faults = [fault for name, bound in _BOUNDS.items() for fault in within(name, told[name], *bound)]
    faults += within("size", told["size"], *SIZES[verb], "px", even=verb == "film")
    choices = {"view": VIEWS, "lamp": LAMPS, "trees": TREES, "season": SEASONS}
    faults += [
        fault for name, some in choices.items() if told.get(name) is not None for fault in among(name, told[name], some)
    ]
    day, wrong = _day(told["date"], told["season"], told.get("view"))
    refuse(verb, [*faults, *wrong])
    return {**{name: value for name, value in told.items() if name != "season"}, "date": day}


def ranges(told: dict[str, Any]) -> Ranges:
    """The same as conditions of a world."""
    from ninelives.kernels.world.task.ranges import Ranges

    hour = float(told["hour"]) % 24
    held = {name: told[name] for name in ("wind", "fog", "lamp", "trees")}
    return Ranges.of({"hours": (hour, hour), "dates": told["date"], **held})


def free(out: Path | None, default: Path) -> Path:
    """Where a file goes: a name that is told must be free; the usual one gives way to ``NAME-2``.

    Raises:
        NinelivesError: something lies there.
    """
    if out is not None:
        if out.exists():
            raise NinelivesError(f"there is a '{out}' already", fix="choose another name with -o, or remove it")
        return out
    number, path = 1, default
    while path.exists():
        number += 1
        path = default.with_stem(f"{default.stem}-{number}")
    return path


def suffixed(out: Path | None, known: tuple[str, ...]) -> None:
    """Refuse a name whose ending tells no kind of file that can be written.

    Raises:
        NinelivesError: it does.
    """
    if out is not None and out.suffix.lower() not in known:
        raise NinelivesError(
            f"-o must end in {' or '.join(known)}, got '{out}'", fix=f"-o {out.with_suffix(known[0]).name}"
        )


def _day(day: str | None, season: str | None, view: str | None) -> tuple[str, list[Fault]]:
    """The day that is meant, and what is wrong with it."""
    if day is not None and season is not None:
        return day, [("date and season are both told: one is enough", f"--date {day}")]
    text = day or SEASONS.get(season or "summer", SEASONS["summer"])
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text, [(f"date must be a day such as 2026-06-21, got {text!r}", "--date 2026-06-21")]
    return str(found), between("date", found, view)
