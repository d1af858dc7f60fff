"""Learn cats and dogs from a few hundred photos, judge thousands: how many right, and where the time went.

python examples/cats_and_dogs.py FOLDER     with FOLDER/train/cat, FOLDER/train/dog, FOLDER/test/cat, FOLDER/test/dog
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

import ninelives as nl
from ninelives.flow import digits
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.header import read_header

SHARED = Path(os.environ.get("NINELIVES_DATA", Path(__file__).parents[2] / "shared" / "data")) / "dogcat"


def folders() -> tuple[Path, Path]:
    """What was named; else cats and dogs where they are at hand; else the demo's digits."""
    if len(sys.argv) == 1 and not SHARED.is_dir():
        return digits.write(Path(tempfile.mkdtemp()) / "digits")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    return folder / "train", folder / "test"


train, test = folders()
model = nl.train(train)
gauge, rung = model.gauge(), model.rungs[model.chosen]  # what the model looks at, and what it concludes from that
files = sorted(test.glob("*/*[0-9].jpg"))  # the digits' nights end otherwise: ninelives demo is about those
vectors, loading, start = [], 0.0, perf_counter()
for file in files:
    begun = perf_counter()
    header = read_header(data := file.read_bytes())
    picture = decode(data, least=256, header=header)
    loading += perf_counter() - begun
    vectors.append(gauge.vector(gauge.measure(picture, header)))
said = np.array(model.classes)[rung.probabilities(np.stack(vectors)).argmax(axis=1)]
network = perf_counter() - start - loading
print(f"{model.chosen}, learned from {model.facts['items']:,} photos in {model.seconds:.1f} s")
print(f"{np.mean(said == [file.parent.name for file in files]):.1%} of {len(files):,} right, on one thread")
print(
    f"loading {loading:.1f} s, {len(files) / loading:,.0f}/s    network {network:.1f} s, {len(files) / network:,.0f}/s"
)
