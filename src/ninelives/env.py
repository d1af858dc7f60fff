"""Registers the garden with Gymnasium: ``gymnasium.make("ninelives.env:ninelives/Rescue-v0")``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from gymnasium.envs.registration import register

from ninelives.errors import NinelivesError


def _conditions(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same, with a file of conditions read.

    Raises:
        NinelivesError: there is none, or what it says is impossible.
    """
    told = arguments.get("conditions")
    if not (isinstance(told, os.PathLike) or (isinstance(told, str) and told.endswith(".toml"))):
        return arguments
    from ninelives.artifacts.toml import Source
    from ninelives.kernels.world.task.ranges import Ranges

    file = Source(Path(told), what="file of conditions", example='wind = [4, 7]\nhours = 22\ntrees = "test"')
    try:
        return {**arguments, "conditions": Ranges.of(file.told)}
    except NinelivesError as error:
        raise NinelivesError(f"'{told}': {error.message}", fix=error.fix) from error


def rescue(**arguments: Any) -> Any:
    """One garden: see ``RescueEnv``; ``conditions`` may be a TOML file of ``Ranges``."""
    from ninelives.kernels.world.environment.single import RescueEnv

    return RescueEnv(**_conditions(arguments))


def rescues(num_envs: int = 1, **arguments: Any) -> Any:
    """Many gardens: see ``RescueVectorEnv``; ``conditions`` may be a TOML file of ``Ranges``."""
    from ninelives.kernels.world.environment.vector import RescueVectorEnv

    return RescueVectorEnv(num_envs, **_conditions(arguments))


_ARGUMENTS: dict[str, dict[str, str]] = {
    "Rescue-v0": {},
    "RescueState-v0": {"observation": "state"},
    "RescueMoves-v0": {"observation": "state", "action": "moves"},
}
for _name, _arguments in _ARGUMENTS.items():
    register(
        id=f"ninelives/{_name}",
        entry_point="ninelives.env:rescue",
        vector_entry_point="ninelives.env:rescues",
        kwargs=_arguments,
    )
