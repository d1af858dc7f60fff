"""Your own model gets a score, calibration and an envelope: ``python examples/bring_your_own.py mine.model``.

A pipeline of scikit-learn on real rows (569 tumours). A network for photos goes the same way:
``nl.adopt("net.onnx", data="photos/")``, and so do a torch module, a function, and a table of predictions.
"""

import sys

import polars as pl
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import ninelives as nl


def main(out: str) -> None:
    held = load_breast_cancer()
    kind = pl.Series("kind", held.target_names[held.target].tolist())
    rows = pl.DataFrame(held.data, schema=held.feature_names.tolist()).with_columns(kind).sample(569, seed=0)
    learn, judge = rows[:250], rows[250:]
    mine = make_pipeline(StandardScaler(), LogisticRegression()).fit(learn.drop("kind"), learn["kind"])

    use = nl.Deployment.parse("mean radius=20-30", columns=["mean radius"])
    told = {"trained_on": learn, "axes": "mean radius", "deployment": use}
    model = nl.adopt(mine, data=judge, target="kind", out=out, **told)
    share, (low, high) = model.accuracy()
    print(f"right in {share:.1%} ({low:.1%} to {high:.1%}) of {model.facts['items']} rows that are new to it")
    print(f"trained where: {', '.join(model.envelope.seen())}")
    print(f"of large tumours it has seen too little: {len(model.facts['gaps'])} of 10 mm")
    print(f"two new rows: {', '.join(model.predict(judge[:2]))}")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
