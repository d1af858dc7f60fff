"""All tests together: exact under the null, blind to order, with power beside it, and clear where none can tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import lfilter
from scipy.stats import binom, chi2_contingency, ks_2samp

from ninelives.kernels.stats.shift import Compared, Part, Units, compare, ordered, scened, scores
from ninelives.kernels.stats.shift import compare as function


def plain(n: int, m: int) -> Units:
    return scened(np.arange(n), np.arange(m))


def table(seed: int, n: int, m: int, *, moved: float = 0.0, columns: int = 3) -> list[Part]:
    """Numbers, tied numbers, gaps and names; the new rows' first column is moved."""
    draw = np.random.default_rng(seed)
    numbers = {f"x{at}": draw.normal(size=n + m) for at in range(columns)}
    numbers["x0"][n:] += moved
    numbers["tied"] = draw.integers(0, 3, n + m).astype(float)
    numbers["gaps"] = np.where(draw.random(n + m) < 0.3, np.nan, draw.normal(size=n + m))
    outputs = np.where(draw.random(n + m) < 0.8, 1.0, draw.random(n + m))
    return [
        Part("inputs", numbers, {"kind": draw.integers(0, 4, n + m)}),
        Part("outputs", {"p": outputs}, {"class": draw.integers(0, 2, n + m)}),
    ]


def leaning(seed: int, n: int, m: int, rho: float, columns: int, moved: float = 0.0) -> list[Part]:
    draw = np.random.default_rng(seed)
    sides = [
        lfilter([1.0], [1.0, -rho], draw.normal(size=(rows + 300, columns)) * np.sqrt(1 - rho**2), axis=0)[300:]
        for rows in (n, m)
    ]
    sides[1][:, 0] += moved
    rows = np.concatenate(sides)
    return [Part("inputs", {f"x{at}": rows[:, at] for at in range(columns)})]


def by(found: Compared, name: str, column: str | None = None) -> list[float]:
    return [test.p for test in found.tests if test.name == name and column in (None, test.column)]


def test_statistics_are_scipys() -> None:
    parts = table(0, 60, 45)
    found = compare(parts, plain(60, 45), draws=99)
    for test in found.tests:
        part = next(part for part in parts if part.name == test.part)
        if test.name == "ks":
            values = np.nan_to_num(part.numbers[test.column or ""], nan=1e9)
            assert test.statistic == pytest.approx(ks_2samp(values[:60], values[60:]).statistic)
        elif test.name == "chi2":
            codes = part.names[test.column or ""]
            counts = np.stack([np.bincount(side, minlength=4) for side in (codes[:60], codes[60:])])
            counts = counts[:, counts.sum(axis=0) > 0]
            assert test.statistic == pytest.approx(chi2_contingency(counts, correction=False).statistic)
    names = [(test.part, test.name) for test in found.tests]
    assert all((part, name) in names for part in ("inputs", "outputs") for name in ("ks", "chi2", "mmd", "classifier"))


@pytest.mark.slow
def test_all_together_cry_wolf_once_in_twenty_and_ties_and_gaps_change_nothing() -> None:
    runs, alarms = 150, 0
    for seed in range(runs):
        alarms += compare(table(seed, 24, 17), plain(24, 17), draws=99, seed=seed).p <= 0.05
    assert 1 <= alarms <= binom.isf(0.01, runs, 0.05)


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.5, 0.9, 0.98])
def test_rows_that_lean_cry_wolf_no_oftener_than_eight_in_hundred(rho: float) -> None:
    runs, alarms = 60, 0
    for seed in range(runs):
        parts = leaning(seed, 400, 400, rho, 3)
        alarms += compare(parts, ordered(parts, 400), draws=199, seed=seed).p <= 0.05
    assert alarms <= binom.isf(0.01, runs, 0.08)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 32])
def test_one_deviation_among_rows_that_lean_by_half_is_found(columns: int) -> None:
    for seed in range(5):
        parts = leaning(seed, 2000, 2000, 0.5, columns, moved=1.0)
        found = compare(parts, ordered(parts, 2000), seed=seed)
        assert found.p <= 0.05
        assert min(by(found, "ks", "x0")) <= 0.05


def test_the_column_that_moved_is_told_and_the_classifier_points_at_its_rows() -> None:
    parts, units = table(1, 150, 120, moved=1.2), plain(150, 120)
    found = compare(parts, units, draws=499)
    assert by(found, "ks", "x0")[0] == found.p == pytest.approx(1 / 500)
    assert all(p > 0.05 for p in by(found, "ks", "x1") + by(found, "chi2"))
    score = scores(parts, units)[150:]
    assert score.shape == (120,)
    assert np.corrcoef(score, parts[0].numbers["x0"][150:])[0, 1] > 0.6


@settings(max_examples=10)
@given(st.integers(0, 99))
def test_the_order_of_columns_and_of_rows_in_a_unit_plays_no_part(seed: int) -> None:
    parts = table(seed, 40, 32, moved=0.6)
    units = scened(np.arange(40) // 2, np.arange(32) // 2)
    want = {(test.part, test.name, test.column): test.p for test in compare(parts, units, draws=59).tests}
    turned = np.arange(72) ^ 1  # the two rows of each scene change places
    again = [
        Part(
            part.name,
            {name: part.numbers[name][turned] for name in reversed(part.numbers)},
            {name: part.names[name][turned] for name in reversed(part.names)},
        )
        for part in parts
    ]
    for test in compare(again, units, draws=59).tests:
        assert test.p == pytest.approx(
            want[test.part, test.name, test.column], abs=0.04 if test.column is None else 0.02
        )


@settings(max_examples=5)
@given(st.integers(0, 99))
def test_samples_that_are_the_same_are_not_told_apart(seed: int) -> None:
    parts = table(seed, 30, 30)
    for part in parts:
        for values in (*part.numbers.values(), *part.names.values()):
            values[30:] = values[:30]
    found = compare(parts, plain(30, 30), draws=99)
    assert found.p > 0.5
    assert all(test.raw_p == 1 for test in found.tests if test.name in {"ks", "chi2"})


def test_what_never_moves_is_left_out_and_told() -> None:
    parts = table(0, 20, 20)
    numbers = dict(parts[0].numbers) | {"flat": np.full(40, 3.0), "empty": np.full(40, np.nan)}
    found = compare([Part("inputs", numbers, {"one": np.zeros(40, np.int64)})], plain(20, 20), draws=99)
    told = {test.column: test.why for test in found.tests if not test.valid}
    assert told == {"flat": "the same in every row", "empty": "missing in every row", "one": "the same in every row"}
    assert all(test.p == 1 for test in found.tests if not test.valid)


def test_nothing_that_moves_at_all() -> None:
    found = compare([Part("inputs", {"flat": np.ones(8)})], plain(4, 4), draws=99)
    assert found.p == 1
    assert not found.can_tell


def test_a_gap_or_a_name_that_was_never_there_is_found() -> None:
    draw = np.random.default_rng(0)
    values, codes = draw.normal(size=300), draw.integers(0, 3, 300)
    values[150:][draw.random(150) < 0.2] = np.nan
    codes[150:][draw.random(150) < 0.1] = 9
    found = compare([Part("inputs", {"x": values}, {"kind": codes})], plain(150, 150))
    assert by(found, "ks", "x")[0] <= 0.05
    assert by(found, "chi2", "kind")[0] <= 0.05


def test_where_no_p_value_can_be_small_enough_it_is_said() -> None:
    found = compare(table(0, 3, 3, moved=9), plain(3, 3))
    assert found.least == pytest.approx(1 / 20)
    assert found.can_tell
    found = compare(table(0, 3, 2, moved=9), plain(3, 2))
    assert found.p >= found.least == pytest.approx(0.1)
    assert not found.can_tell
    assert "no p-value below 0.1 is attainable" in found.tests[0].why
    assert not any(test.valid for test in found.tests)
    assert all(test.smallest_detectable is None for test in found.tests)


def test_many_columns_take_fewer_relabellings_and_long_samples_are_thinned(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    room = sys.modules[function.__module__]
    monkeypatch.setattr(room, "COUNTED", 100 * 200 * 300)
    draw = np.random.default_rng(0)
    found = compare([Part("x", {f"{at}": draw.normal(size=60) for at in range(200)})], plain(30, 30))
    assert found.draws == 301
    assert "300 relabellings" in found.notes[0]
    monkeypatch.setattr(room, "ROWS", 400)
    monkeypatch.setattr(room, "PAIRED", 300)
    values = draw.normal(size=2500)
    values[2000:] += 1
    found = compare([Part("x", {"x": values})], scened(np.arange(2000) // 4, np.arange(500)))
    assert "of 2,500 rows, drawn by unit" in found.notes[0]
    assert "300 of " in found.notes[-1]
    assert found.p <= 0.05


@pytest.mark.slow
def test_a_hundred_thousand_columns_of_ten_rows_take_seconds() -> None:
    draw = np.random.default_rng(0)
    rows = draw.normal(size=(20, 100_000)) + np.repeat([0.0, 0.4], 10)[:, None]
    found = compare([Part("inputs", {f"{at}": column for at, column in enumerate(rows.T)})], plain(10, 10))
    assert found.seconds < 120
    assert min(by(found, "mmd") + by(found, "classifier")) <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize(("name", "together"), [("ks", 1), ("mmd", 1), ("chi2", 1), ("ks", 25), ("chi2", 25)])
def test_the_smallest_shift_is_told_in_four_cases_of_five(name: str, together: int) -> None:
    runs, told, size = 60, 0, 0.0
    units = scened(np.arange(300) // together, np.arange(300) // together)
    for seed in range(runs):
        draw = np.random.default_rng(seed)
        x, kind = draw.normal(size=(600, 3)), draw.integers(0, 3, 600)
        x[:, 0] *= 1.5  # widest
        names = {"kind": kind}

        def part(x: np.ndarray = x, names: dict[str, np.ndarray] = names) -> list[Part]:
            return [Part("inputs", {f"{at}": x[:, at] for at in range(3)}, names)]

        first = compare(part(), units, draws=199, seed=seed)
        smallest = next(test.smallest_detectable for test in first.tests if test.name == name)
        assert smallest is not None
        size += smallest / runs
        if name == "chi2":
            common = np.bincount(kind).argmax()
            rest = draw.permutation(np.flatnonzero(kind[300:] != common)) + 300
            kind[rest[: round(smallest * 300)]] = common
        else:
            x[300:, 0] += smallest * 1.5
        told += min(by(compare(part(), units, draws=199, seed=seed + 1), name)) <= 0.05
    assert binom.ppf(0.005, runs, 0.7) <= told <= binom.ppf(0.995, runs, 0.95), (told, size)


@pytest.mark.parametrize(("call", "told"), [
    (lambda: compare([], plain(2, 2)), "parts need 4 rows each"),
    (lambda: compare([Part("x", {"a": np.ones(3)})], plain(2, 2)), r"parts need 4 rows each, got \[3\]"),
])  # fmt: skip
def test_parts_of_other_rows_are_refused(call: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        call()  # type: ignore[operator]
