"""Who survives, told by a passenger list, and what gives it away: ``python examples/titanic.py titanic.csv``."""

import sys

import polars as pl

import ninelives as nl


def main(table: str) -> None:
    list_ = pl.read_csv(table)
    model = nl.train(list_, target="survived", rungs="majority,rules,perceptron")
    for leak in model.facts["leaks"]:
        print("left out:" if leak["left_out"] else "look at: ", leak["words"])
    share, (low, high) = model.accuracy()
    print(f"{model.chosen} is right in {share:.1%} ({low:.1%} to {high:.1%}) of {model.facts['items']:,} passengers")
    for column in model.facts["swayed"][:3]:
        step = column["step"] or 0  # of numbers, the width of a bin
        told = [f"{f'from {where * step:g}' if step else where}: {said:.0%}" for where, _, said in column["bins"][:6]]
        print(f"'{column['class']}' by {column['feature']}: {', '.join(told)}")

    first = list_.drop("survived").head(1)
    print(f"the first passenger: {model.predict_proba(first)[0, 1]:.0%} sure of '{model.classes[1]}'")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
