"""Learn cats and dogs from a few hundred photos, judge thousands: ``python examples/cats_and_dogs.py photos/ new/``."""

import sys
import tempfile

import ninelives as nl


def main(learn: str, judge: str) -> None:
    model = nl.train(learn)
    print(f"{model.chosen} learned from {model.facts['fitted_on']:,} photos in {model.seconds:.1f} s")

    with tempfile.TemporaryDirectory() as folder:
        told = nl.predict(model, judge, out=f"{folder}/predictions.parquet").facts
    loading, network = told["seconds"] - told["network_s"], told["network_s"]
    if told["interval"]:  # folders of another sort name no truth
        low, high = told["interval"]
        print(f"right in {told['accuracy']:.1%} ({low:.1%} to {high:.1%}) of {told['known']:,} new photos")
    print(f"loading took {loading:.1f} s, the network {network:.1f} s: {told['items'] / told['seconds']:,.0f} photos/s")


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 3 else sys.exit(__doc__)
