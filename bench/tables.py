"""The ladder of a table: what a million rows cost, and how right each rung is, beside scikit-learn's boosting by hand.

    python bench/tables.py [--json] [--small]

A million rows of 20 columns, made up: twelve numbers, eight of categories (up to 200), a tenth missing; a class or a
number depends on some of them. The whole ladder climbs on one paired fold, in a process of its own. By hand:
HistGradientBoosting with its defaults, fitted on the same 800,000 rows and asked about the same 200,000, one thread
each. Then every rung on real tables, five folds, where they are there: tabular/titanic.csv (who survived) and
tabular/bike_hour.csv (how many bicycles were hired in an hour; a scene is a day). Data: tabular.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from ninelives.stages.train.tables.climb import Climbed, chosen, climb
from ninelives.stages.train.tables.rungs import CLASSES, NUMBERS, boosting, network
from ninelives.stages.train.tables.task import WHOLE, TableTask, folds_of
from table import Row, arguments, machine, publish

ROWS, FEW = 1_000_000, 240
SECONDS, MEMORY = 120.0, 3000.0  # of the whole ladder; MB
KINDS = np.array([0] * 12 + [2, 3, 5, 8, 12, 30, 80, 200])
HAND = "HistGradientBoosting by hand"
ABSENT = "NINELIVES_DATA names no folder with tabular: no real table was tried"
TITANIC = ("pclass", "sex", "age", "sibsp", "parch", "fare", "embarked")
BIKES = ("season", "yr", "mnth", "hr", "holiday", "weekday", "workingday", "weathersit", "temp", "hum", "windspeed")


def made_up(rows: int, *, numbers: bool) -> TableTask:
    """Columns that matter by themselves, in pairs, through a category or not at all, and noise."""
    draw = np.random.default_rng(0)
    x = np.empty((rows, len(KINDS)), np.float32)
    x[:, :12] = draw.standard_normal((rows, 12), np.float32)
    x[:, 6:9] = np.exp(x[:, 6:9] * 2)  # far ones
    for at, kinds in enumerate(KINDS[12:].tolist(), 12):
        x[:, at] = np.minimum(draw.geometric(2 / (kinds + 1), rows) - 1, kinds - 1)
    effect = draw.normal(size=200)
    truth = x[:, 0] + x[:, 1] * x[:, 2] + np.abs(x[:, 3]) + np.log(x[:, 6]) / 2 + effect[x[:, 19].astype(int)]
    truth = truth + np.where(x[:, 14] == 1, x[:, 4], 0) + draw.normal(0, 1, rows)
    x[draw.random(x.shape, dtype=np.float32) < 0.1] = np.nan
    y = 100 + 20 * truth.astype(float) if numbers else np.digitize(truth, [0.5, 2.0]).astype(np.int64)
    return TableTask(x, y, KINDS, np.arange(rows), () if numbers else ("low", "middle", "high"))


def climbed(task: TableTask) -> dict[str, Climbed]:
    fold = folds_of(task, 5, 0)
    return {name: climb(name, task, fold=fold) for name in (CLASSES if task.classes else NUMBERS)}


def by_hand(task: TableTask, fold: np.ndarray) -> tuple[float, float, Any]:
    """Score of the same rows, seconds and the last model of what somebody would write without us."""
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    start, said = time.perf_counter(), np.full(len(task.y), np.nan)
    kinds = np.flatnonzero(task.categories)
    model = (HistGradientBoostingClassifier if task.classes else HistGradientBoostingRegressor)(
        categorical_features=kinds, random_state=0
    )
    for number in range(1 if len(task.y) > WHOLE else int(fold.max()) + 1):
        out = fold == number
        with threadpool_limits(1):
            said[out] = model.fit(task.x[~out], task.y[~out]).predict(task.x[out])
    seconds, seen = time.perf_counter() - start, ~np.isnan(said)
    y = task.y[seen]
    if task.classes:
        return float((said[seen] == y).mean()), seconds, model
    return float(1 - ((said[seen] - y) ** 2).mean() / y.var()), seconds, model


def long_table(rows: int, *, numbers: bool) -> None:
    """What the child does: climb, tell time, memory and scores, and then the peer's."""
    if rows == FEW:
        network.LEAST, network.EACH, boosting.CHOOSING = 1_000, 1, 0
    task = made_up(rows, numbers=numbers)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.perf_counter()
    found = climbed(task)
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rungs = {name: [entry.score.score, entry.score.seconds, entry.learned] for name, entry in found.items()}
    told = {"seconds": seconds, "peak_mb": peak, "before_mb": before, "rungs": rungs, "chosen": chosen(found)}
    rung: Any = found["boosting"].rung
    told["judged"] = judged(rung.predict if numbers else rung.probabilities, task)
    *hand, model = by_hand(task, folds_of(task, 5, 0))
    told["hand_judged"] = judged(model.predict if numbers else model.predict_proba, task)
    print(json.dumps({**told, "hand": hand}))


def judged(judge: Callable[[np.ndarray], np.ndarray], task: TableTask) -> float:
    """Rows a second, on one thread."""
    start = time.perf_counter()
    with threadpool_limits(1):
        judge(task.x)
    return len(task.y) / (time.perf_counter() - start)


def child(rows: int, *, numbers: bool) -> dict[str, Any]:
    command = [sys.executable, __file__, "--child", str(rows), "numbers" if numbers else "classes"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def real(path: Path, names: tuple[str, ...], target: str, classes: tuple[str, ...], scene: str | None) -> TableTask:
    """A table of a file, its texts as categories."""
    with path.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    columns, kinds = [], []
    for name in names:
        texts = [line[name] for line in lines]
        try:
            columns.append([float(text or "nan") for text in texts])
            kinds.append(0)
        except ValueError:
            known = sorted({text for text in texts if text})
            columns.append([float(known.index(text)) if text else float("nan") for text in texts])
            kinds.append(len(known))
    y = np.array([float(line[target]) for line in lines])
    of = [line[scene] for line in lines] if scene else list(range(len(lines)))
    number = np.unique(of, return_inverse=True)[1]
    x = np.array(columns, np.float32).T
    return TableTask(x, y.astype(np.int64) if classes else y, np.array(kinds), number, classes)


def beside(what: str, task: TableTask) -> list[Row]:
    """Rows of a real table: every rung beside the peer on the same folds."""
    found, (hand, seconds, _) = climbed(task), by_hand(task, folds_of(task, 5, 0))
    score = "right" if task.classes else "explained"
    best = chosen(found)
    rows = [
        Row(f"{what}, {name}{' (chosen)' * (name == best)}: {score}", 100 * entry.score.score, "%", 100 * hand, HAND)
        for name, entry in found.items()
    ]
    took = found["boosting"].score.seconds
    return [*rows, Row(f"{what}, boosting: five folds and the final fit", took, "s", seconds, HAND, less=True)]


def long_rows(rows: int, *, numbers: bool, counted: bool) -> list[Row]:
    told = child(rows, numbers=numbers)
    hand, seconds = told["hand"]
    what = f"{rows:,} rows x {len(KINDS)} columns, {'a number' if numbers else 'three classes'}"
    score = "explained" if numbers else "right"
    before = "the table in memory"
    limits = (SECONDS, MEMORY) if counted else (None, None)
    found = [
        Row(f"{what}: the whole ladder", told["seconds"], "s", seconds, HAND, limits[0], less=True),
        Row(f"{what}: peak memory", told["peak_mb"], "MB", told["before_mb"], before, limits[1], less=True),
        Row(f"{what}: boosting judges", told["judged"], "rows/s", told["hand_judged"], HAND),
    ]
    for name, (share, took, learned) in told["rungs"].items():
        words = f"{name}, fitted on {learned:,}, {took:.0f} s{', chosen' * (name == told['chosen'])}: {score}"
        found.append(Row(f"{what}, {words}", 100 * share, "%", 100 * hand, HAND))
    return found


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        long_table(int(sys.argv[2]), numbers=sys.argv[3] == "numbers")
        return 0
    options = arguments(__doc__, rounds=1).parse_args()
    began, rows = machine(), FEW if options.small else ROWS
    found = [row for numbers in (False, True) for row in long_rows(rows, numbers=numbers, counted=not options.small)]
    folder = Path(os.environ.get("NINELIVES_DATA", Path(__file__).parents[2] / "shared" / "data")) / "tabular"
    notes = []
    if not folder.is_dir():
        notes.append(ABSENT)
    elif not options.small:
        found += beside("titanic", real(folder / "titanic.csv", TITANIC, "survived", ("died", "survived"), None))
        found += beside("bicycles", real(folder / "bike_hour.csv", BIKES, "cnt", (), "dteday"))
    return publish(found, options, began, notes=notes)


if __name__ == "__main__":
    sys.exit(main())
