"""Arguments as they are given, read and checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ninelives.errors import NinelivesError
from ninelives.kernels.world.task.ranges import NAMED, Ranges
from ninelives.kernels.world.task.reward import Flags


def chosen(name: str, value: str, among: Iterable[str]) -> str:
    """``value``, if it is one of them.

    Raises:
        NinelivesError: it is none.
    """
    some = list(among)
    if value not in some:
        near = difflib.get_close_matches(str(value), some, n=1)
        fix = f'{name}="{near[0] if near else some[0]}"'
        raise NinelivesError(f"{name} must be one of {', '.join(some)}, got {value!r}", fix=fix)
    return value


def conditioned(conditions: str | Mapping[str, Any] | Ranges, told: Mapping[str, Any]) -> Ranges:
    """Ranges by their name, or of their own; and single fields that differ.

    Raises:
        NinelivesError: there are none of that name, or a field is unknown or impossible.
    """
    if not isinstance(conditions, (str, Mapping, Ranges)):
        raise NinelivesError(
            f"conditions must be a name, a file or fields of Ranges, got {conditions!r}", fix='conditions="story"'
        )
    if isinstance(conditions, str):
        start = NAMED[chosen("conditions", conditions, NAMED)]
    else:
        start = conditions if isinstance(conditions, Ranges) else Ranges.of(conditions)
    return Ranges.of(told, start=start) if told else start


def drawing(render_mode: str | None) -> str | None:
    """``rgb_array``, or None.

    Raises:
        NinelivesError: anything else: there is no window.
    """
    return render_mode if render_mode is None else chosen("render_mode", render_mode, ("rgb_array",))


def optional(options: object) -> Mapping[str, Any]:
    """The options of a reset.

    Raises:
        NinelivesError: they are no mapping.
    """
    if options is None or isinstance(options, Mapping):
        return options or {}
    raise NinelivesError(
        f"options must be a dict, got {options!r}", fix='env.reset(options={"conditions": {"hours": 22}})'
    )


def once(told: object, start: Ranges) -> Ranges | None:
    """The conditions of one episode alone, or None where nothing is told of it.

    Raises:
        NinelivesError: a field is unknown or impossible, or belongs to the environment as a whole.
    """
    if not told:
        return None
    if not isinstance(told, Mapping):
        raise NinelivesError(
            f"the conditions of one episode must be fields of Ranges, got {told!r}",
            fix='env.reset(options={"conditions": {"hours": 22}})',
        )
    for name in ("air", "camera"):
        if name in told:
            raise NinelivesError(
                f"{name} is the same in all episodes", fix=f'gymnasium.make(..., {name}="{told[name]}")'
            )
    return Ranges.of(told, start=start)


def seeded(
    seed: int | Sequence[int | None] | None, worlds: int, *, fresh: bool
) -> tuple[npt.NDArray[np.uint64], Flags]:
    """The seed of each world, and which of them are given; as Gymnasium's vector environments read ``seed``.

    Args:
        seed: of world 0, the others follow; or one for each.
        worlds: how many.
        fresh: whether those without a seed need one that nobody knows.

    Raises:
        NinelivesError: not one for each world, below zero, or no whole number.
    """
    each = _each(seed, worlds)
    if len(each) != worlds or not all(part is None or (_whole(part) and 0 <= part < 2**63) for part in each):
        raise NinelivesError(
            f"seed must be a whole number >= 0, or {worlds} of them, got {seed!r}", fix="env.reset(seed=0)"
        )
    given = np.array([part is not None for part in each])
    if fresh and not given.all():
        entropy = np.random.SeedSequence().generate_state(worlds, np.uint64) >> np.uint64(1)
        return np.where(given, np.array([part or 0 for part in each], np.uint64), entropy), np.ones(worlds, bool)
    return np.array([part or 0 for part in each], np.uint64), given


def _each(seed: int | Sequence[int | None] | None, worlds: int) -> list[int | None]:
    if seed is None:
        return [None] * worlds
    if _whole(seed):
        return [int(seed) + world for world in range(worlds)]  # type: ignore[arg-type]
    return list(seed) if isinstance(seed, (Sequence, np.ndarray)) else []


def _whole(value: object) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)
