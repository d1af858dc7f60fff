"""``python -m ninelives --data FILE``: the whole main job in one line; otherwise the same as ``ninelives``."""

from __future__ import annotations

import sys

from ninelives.cli import main


def _arguments(given: list[str]) -> list[str]:
    """``--data FILE …`` means ``train FILE …``."""
    if given[:1] == ["--data"]:
        return ["train", *given[1:]]
    if given[:1] and given[0].startswith("--data="):
        return ["train", given[0].removeprefix("--data="), *given[1:]]
    return given


if __name__ == "__main__":
    main(_arguments(sys.argv[1:]))
