"""Decode photos and squash them to 160 px on two threads: ours against Pillow, and against decoding alone.

    python bench/decode.py [--json] [--rounds N] [--small]

The contestants take turns, round by round, on the same bytes in memory; the best round of each counts, and the median
round of the share of the limit. Memory is the peak of a child process of its own that reads the photos from disk.
Data: the 800 photos of dogcat/train.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import cv2
import numpy as np
from PIL import Image

from ninelives.kernels.photos import decode as room
from ninelives.kernels.photos.header import read_header
from table import Row, arguments, machine, publish

SIDE, THREADS = 160, 2
TARGETS = {"ours_per_s": 2600, "share_of_limit": 0.70, "peak_mb": 80}
AS_RGB = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
AT = {1: 0, 2: cv2.IMREAD_REDUCED_GRAYSCALE_2, 4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}


def photos() -> list[Path]:
    root = Path(os.environ.get("NINELIVES_DATA", Path(__file__).parents[2] / "shared" / "data"))
    return sorted((root / "dogcat" / "train").glob("*/*.jpg"))


def ours(data: bytes) -> None:
    room.resize(room.decode(data, least=SIDE), SIDE)


def pillow(data: bytes) -> None:
    Image.open(io.BytesIO(data)).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BILINEAR)


def pillow_draft(data: bytes) -> None:
    picture = Image.open(io.BytesIO(data))
    picture.draft("RGB", (SIDE, SIDE))
    picture.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BILINEAR)


def flags(data: bytes) -> int:
    """Those under which OpenCV decodes at the fraction that `ours` takes; worked out before the clock starts."""
    header = read_header(data)
    short = min(header.width, header.height)
    return AS_RGB | AT[max(f for f in AT if f == 1 or short // f >= SIDE)]


def rate(work: Callable[..., object], *columns: Iterable[object]) -> float:
    """Photos a second on all threads."""
    rows = list(zip(*columns, strict=True))
    with ThreadPoolExecutor(THREADS) as pool:
        start = time.perf_counter()
        for done in [pool.submit(stretch, work, rows[part::THREADS]) for part in range(THREADS)]:
            done.result()
        return len(rows) / (time.perf_counter() - start)


def stretch(work: Callable[..., object], rows: list[tuple[object, ...]]) -> None:
    for row in rows:
        work(*row)


def peak_mb() -> dict[str, float]:
    """Peak memory of a child that does our work, and of what it had before the first photo."""
    done = subprocess.run([sys.executable, __file__, "--child"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def child() -> None:
    files = photos()
    started = high_water_mb()
    rate(lambda file: ours(file.read_bytes()), files)
    print(json.dumps({"peak_mb": high_water_mb(), "started_mb": started}))


def high_water_mb() -> float:
    """Of this process alone: getrusage would count what the parent held when it forked."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def measure(rounds: int) -> dict[str, float]:
    datas = [file.read_bytes() for file in photos()]
    buffers, at = [np.frombuffer(data, np.uint8) for data in datas], [flags(data) for data in datas]
    contestants: dict[str, Callable[[], float]] = {
        "limit_per_s": lambda: rate(cv2.imdecode, buffers, at),
        "ours_per_s": lambda: rate(ours, datas),
        "pillow_per_s": lambda: rate(pillow, datas),
        "pillow_draft_per_s": lambda: rate(pillow_draft, datas),
    }
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, run in contestants.items():
            rates[name].append(run())
    shares = [one / limit for one, limit in zip(rates["ours_per_s"], rates["limit_per_s"], strict=True)]
    best = {name: max(each) for name, each in rates.items()}
    return {"photos": len(datas), **best, "share_of_limit": median(shares), **peak_mb()}


def rows(found: dict[str, float]) -> list[Row]:
    words, draft = f"decode + resize to {SIDE} px, {THREADS} threads", "Pillow with draft"
    return [
        Row(words, found["ours_per_s"], "photos/s", found["pillow_per_s"], "Pillow", TARGETS["ours_per_s"]),
        Row("the same", found["ours_per_s"], "photos/s", found["pillow_draft_per_s"], draft),
        Row("the same", found["ours_per_s"], "photos/s", found["limit_per_s"], "decoding alone, at the same fraction"),
        Row("of decoding alone", 100 * found["share_of_limit"], "%", 100, "the limit", 100 * TARGETS["share_of_limit"]),
        Row("peak memory", found["peak_mb"], "MB", found["started_mb"], "imports", TARGETS["peak_mb"], less=True),
    ]


def main() -> int:
    parser = arguments(__doc__, rounds=5)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not photos():
        sys.exit("bench/decode.py: no photos: NINELIVES_DATA names no folder with dogcat/train")
    if options.child:
        child()
        return 0
    began = machine()
    return publish(rows(measure(1 if options.small else options.rounds)), options, began)


if __name__ == "__main__":
    sys.exit(main())
