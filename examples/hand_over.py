"""A model of your own decides what it may, and a person the rest: ``python examples/hand_over.py said.csv``.

1,797 handwritten digits: 500 teach a classifier of scikit-learn, 800 calibrate the hand-over, the others come in use.
Then its answers become worse, and the checks of what it decided alone tell.
"""

import sys

import numpy as np
import polars as pl
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

import ninelives as nl

DIGITS = [str(each) for each in range(10)]


def answers(p: np.ndarray, truth: np.ndarray) -> pl.DataFrame:
    frame = pl.DataFrame(p, schema=[f"p_{digit}" for digit in DIGITS])
    names = {"item": [str(at) for at in range(len(p))], "truth": [DIGITS[each] for each in truth]}
    return frame.with_columns(**{name: pl.Series(values) for name, values in names.items()})


def main(out: str) -> None:
    images, truth = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(images))
    learn, judge, use = np.split(order, [500, 1300])
    mine = LogisticRegression(max_iter=2000).fit(images[learn], truth[learn])

    answers(mine.predict_proba(images[judge]), truth[judge]).write_csv(out)
    handoff = nl.defer(out, risk=0.02)
    print(handoff.sentence)

    came = answers(mine.predict_proba(images[use]), truth[use])
    told = handoff.decide(came)
    alone = told["decision"] == "alone"
    wrong = (told["prediction"] != came["truth"]).to_numpy()
    print(f"in use: decides {alone.mean():.1%} alone, {wrong[alone.to_numpy()].mean():.1%} of them wrong")
    print(f"the first that it asks about: {told.filter(~alone)['reason'][0]}")

    score = told.filter(alone)["score"].to_numpy()
    before = handoff.state.threshold
    worse = np.random.default_rng(1).random(len(score)) < 0.3  # three of ten answers are wrong from now on
    handoff.learn(score[:100], worse[:100])
    print(f"after 100 checks of a worse day: from {before:.3f} to {handoff.state.threshold or 'nothing alone'}")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
