"""alibi-detect's kernel distance: its values frozen for the tests, and its time for the bench.

python3.11 -m venv /tmp/alibi && /tmp/alibi/bin/pip install -r bench/rivals/alibi-detect.txt
/tmp/alibi/bin/python bench/rivals/alibi.py                 # writes bench/rivals/alibi.json
/tmp/alibi/bin/python bench/rivals/alibi.py --time 1000     # seconds and MB of MMDDrift, 1,000 + 1,000, as JSON
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

WIDTHS = (0.7, 1.5, 4.0)


def sample(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two samples of five columns, rounded so that they are the same wherever they are made."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(40, 5)).round(3), rng.normal(0.3, 1.2, size=(55, 5)).round(3)


def told(seed: int) -> dict[str, Any]:
    """Statistics of one pair of samples.

    alibi-detect leaves out the pairs of a row with itself; ``squared`` has them, by the means of its own kernel, and
    ``without`` is its own word.
    """
    import torch
    from alibi_detect.cd import KSDrift
    from alibi_detect.utils.pytorch.distance import mmd2
    from alibi_detect.utils.pytorch.kernels import GaussianRBF

    x, y = sample(seed)
    one, other = torch.from_numpy(x), torch.from_numpy(y)
    row: dict[str, Any] = {"seed": seed, "squared": [], "without": []}
    for width in WIDTHS:
        kernel = GaussianRBF(sigma=torch.tensor([width], dtype=torch.float64))
        means = [float(kernel(*pair).detach().mean()) for pair in ((one, one), (other, other), (one, other))]
        row["squared"].append(means[0] + means[1] - 2 * means[2])
        row["without"].append(float(mmd2(one, other, kernel).detach()))
    row["distances"] = [float(d) for d in KSDrift(x).predict(y)["data"]["distance"]]
    return row


def timed(n: int) -> dict[str, float]:
    import torch
    from alibi_detect.cd import MMDDrift

    x = np.random.default_rng(0).normal(size=(2 * n, 32)).astype(np.float32)
    torch.set_num_threads(2)
    start = time.perf_counter()
    found = MMDDrift(x[:n], backend="pytorch", n_permutations=100, device="cpu").predict(x[n:])
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mb": peak, "p": float(found["data"]["p_val"])}


def main() -> int:
    if "--time" in sys.argv:
        print(json.dumps(timed(int(sys.argv[-1]))))
        return 0
    facts = {"alibi-detect": "0.13.0", "widths": WIDTHS, "pairs": [told(seed) for seed in range(3)]}
    Path(__file__).with_suffix(".json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
