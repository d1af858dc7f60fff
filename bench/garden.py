"""Photos of the garden as an archive: how many are drawn, measured and written in a second of one core.

    python bench/garden.py [--json] [--rounds N] [--small]

20,000 pictures of 64 x 64 of each view, with all that is true of them, through ``nl``'s own writer with its digests.
Seconds are those of the processor, so that other work on the machine counts little: one million in five minutes on two
cores are 1,667 a second of one. The peer draws the same pictures and writes each as a PNG, as a script would.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2

from ninelives.kernels.world import photos as room
from ninelives.stages.collect.garden.spec import VIEWS, PhotosSpec
from ninelives.stages.collect.garden.write import asked, photos
from table import Row, arguments, machine, publish

TARGET = 1_000_000 / 600
BLOCK = 340  # pictures at a time, as the writer takes them
FIRST = 1_000  # the first few hundred are looked at by an ideal observer too, which only the archive has use for


def archive(view: str, count: int, where: Path) -> None:
    photos(out=where / "ours.archive", n=count, view=view, seed=1, progress=False)


def files(view: str, count: int, where: Path) -> None:
    wanted = asked(PhotosSpec(n=count, view=view, seed=1))
    for start in range(FIRST, FIRST + count, BLOCK):
        pictures, _ = room.photos(wanted, start, min(start + BLOCK, FIRST + count))
        for at, picture in enumerate(pictures, start):
            cv2.imwrite(str(where / f"{at}.png"), picture[..., ::-1])


def seconds(draw: Callable[[str, int, Path], None], view: str, count: int) -> float:
    """Of the processor."""
    where = Path(tempfile.mkdtemp())
    try:
        began = time.process_time()
        draw(view, count, where)
        return time.process_time() - began
    finally:
        shutil.rmtree(where)


def main() -> int:
    options = arguments(__doc__, rounds=1).parse_args()
    began = machine()
    count, few = (40, 20) if options.small else (20_000, 2_000)
    rows = []
    for view in VIEWS:
        seconds(archive, view, 20)  # compiled
        ours = count / min(seconds(archive, view, count) for _ in range(options.rounds))
        peer = few / min(seconds(files, view, few) for _ in range(options.rounds))
        rows.append(Row(f"photos of view {view}, a second of one core", ours, "/s", peer, "PNG files", TARGET))
    return publish(rows, options, began)


if __name__ == "__main__":
    sys.exit(main())
