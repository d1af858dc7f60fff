"""Photos as a cheap camera would see them by night: ``python examples/make_night.py photos/ night/``.

For demos, tests and benches only: nothing that trains may see this night beforehand.
"""

import sys
import zlib
from pathlib import Path

import cv2

from ninelives.artifacts.archive import open_source
from ninelives.errors import NinelivesError
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.header import NotAPicture
from ninelives.kernels.photos.night import night


def main(day: str, dark: str) -> None:
    source = open_source(Path(day))
    made = 0
    for index, item in enumerate(source.items):
        try:
            picture = decode(source.read(index))
        except NotAPicture as reason:
            print(f"{item}: {reason}")
            continue
        path = (Path(dark) / item).with_suffix(".png")  # PNG: a JPEG would smooth the noise away
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), night(picture, seed=zlib.crc32(item.encode()))[:, :, ::-1])
        made += 1
    print(f"{made:,} of {len(source.items):,} photos by night in {dark}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python examples/make_night.py PHOTOS NIGHT")
    try:
        main(*sys.argv[1:])
    except NinelivesError as error:
        sys.exit(f"make_night: {error}")
