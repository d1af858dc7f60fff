"""A table spread out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.kernels.nets.rungs.tables import Columns
from ninelives.kernels.nets.rungs.tables import columns as module
from ninelives.kernels.nets.rungs.tables.columns import END, MISSING, MOST, NUMBER, OTHER, REACH, drawn_in
from tests.kernels.nets.rungs.tables.fitted import NAN, columns, table

FLOATS = st.floats(width=32, allow_infinity=False)


def learned(*values: list[float], categories: list[int] | None = None) -> tuple[Columns, np.ndarray]:
    x = np.array(values, np.float32).T
    return Columns.learn(x, np.array(categories or [0] * len(values))), x


def test_a_normal_number_is_told_in_deviations() -> None:
    draw = np.random.default_rng(0).normal(50, 4, 20_000).astype(np.float32)[:, None]
    found = Columns.learn(draw, np.zeros(1, int))
    assert found.code.tolist() == [NUMBER]
    assert found.middle[0] == pytest.approx(50, abs=0.1)
    assert found.spread[0] == pytest.approx(4, rel=0.03)
    assert found.expand(draw).std() == pytest.approx(1, rel=0.03)


def test_one_slip_moves_nothing_else() -> None:
    values = np.random.default_rng(0).normal(size=200).tolist()
    clean, x = learned(values)
    slipped, _ = learned([*values, 3e38])
    np.testing.assert_allclose(slipped.expand(x), clean.expand(x), atol=0.03)
    assert slipped.expand(np.float32([[3e38], [-3e38]])).ravel().tolist() == [END, -END]


def test_what_is_missing_is_the_middle_and_is_said() -> None:
    found, x = learned([1, 2, 3, 4, NAN])
    assert found.code.tolist() == [NUMBER, MISSING]
    assert found.expand(x)[4, 0] == 0
    assert found.expand(x)[:, 1].tolist() == pytest.approx([-0.2] * 4 + [0.8])
    never, _ = learned([1, 2, 3, 4])
    assert never.features == 1
    assert never.expand(np.float32([[NAN]])).tolist() == [[0]]


def test_each_common_category_is_a_feature_and_rarer_ones_are_one_together() -> None:
    found, x = learned([*[0] * 6, *[2] * 5, 1, 3], categories=[5])
    assert found.code.tolist() == [0, 2, OTHER]
    assert (found.expand(x) + found.middle > 0.5).astype(int)[[0, 6, 11, 12]].tolist() == [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 1],
    ]
    assert (found.expand(np.float32([[4], [NAN]])) + found.middle).round(9).tolist() == [[0, 0, 1], [0, 0, 0]]


def test_many_categories_take_a_bounded_number_of_features(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NAMED", 3)
    found, _ = learned(np.repeat(np.arange(10), np.arange(10, 20)).tolist(), categories=[10])
    assert found.code.tolist() == [7, 8, 9, OTHER]


def test_a_wide_table_names_fewer_categories_and_never_has_too_many_features() -> None:
    assert [module.named(many) for many in (0, 20, 400, 800, 4096, 10**6)] == [32, 32, 32, 18, 2, 1]
    for many in (1, 500, 4096):
        assert module.widest(np.full(many, 10**6)) <= MOST
    x = np.random.default_rng(0).integers(0, 9, (60, 5)).astype(np.float32)
    x[0] = NAN
    kinds = np.array([9, 0, 9, 0, 9])
    assert Columns.learn(x, kinds).features <= module.widest(kinds)


@pytest.mark.parametrize("values", [[1.0, 1, 1], [NAN, NAN, NAN], [0.0, 0, 0]])
def test_a_column_that_says_nothing_has_no_feature(values: list[float]) -> None:
    assert learned(values)[0].features == 0
    assert learned(values, categories=[2])[0].features == 0
    assert learned(values)[0].expand(np.float32([[2]])).shape == (1, 0)


def test_a_number_that_is_mostly_one_value_still_has_a_spread() -> None:
    for many in (30, 300, 3000):
        found, x = learned([*[0] * many, 1, 2, 5, 1e30])
        assert found.features == 1
        z = found.expand(x)[:, 0]
        assert z[0] == 0 < z[many] < z[many + 1] < z[many + 3] <= END


def test_no_row_at_all_has_no_feature() -> None:
    assert Columns.learn(np.zeros((0, 2), np.float32), np.array([0, 3])).features == 0


@given(arrays(np.float32, st.tuples(st.integers(1, 12), st.just(2)), elements=FLOATS), st.integers(0, 9))
def test_features_are_finite_and_bounded_whatever_the_numbers(x: np.ndarray, seed: int) -> None:
    found = Columns.from_arrays(Columns.learn(x, np.zeros(2, int)).arrays())
    new = np.random.default_rng(seed).permutation(x.ravel()).reshape(x.shape) * np.float32(0.5)
    z = found.expand(np.concatenate([x, new]))
    assert np.isfinite(z).all()
    assert (np.abs(z) <= END).all()


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=9))
def test_drawing_in_keeps_the_order_and_what_is_near(values: list[float]) -> None:
    z = np.sort(np.array(values))
    drawn = drawn_in(z)
    assert (np.diff(drawn) >= 0).all()
    np.testing.assert_array_equal(drawn[np.abs(z) <= REACH], z[np.abs(z) <= REACH])
    np.testing.assert_allclose(drawn_in(-z), -drawn)


def test_units_play_no_part() -> None:
    x = table(60)
    kinds = np.array([0, 0, 5])
    scaled = x * np.float32([1024, 0.125, 1])
    one, other = (Columns.learn(each, kinds).expand(each) for each in (x, scaled))
    np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


def test_it_is_what_a_loop_over_the_rows_says() -> None:
    found, x = columns(), table(50)
    for row, z in zip(x.astype(float), found.expand(x), strict=True):
        value, gap, other, one, three, rest = z
        assert value == pytest.approx(0 if np.isnan(row[0]) else drawn_in(np.array((row[0] - 1) / 1)))
        assert gap + 0.2 == pytest.approx(float(np.isnan(row[0])))
        assert other == pytest.approx(0 if np.isnan(row[1]) else drawn_in(np.array((row[1] + 3) / 2)))
        assert (one + 0.2, three + 0.2) == (pytest.approx(float(row[2] == 1)), pytest.approx(float(row[2] == 3)))
        assert rest + 0.6 == pytest.approx(float(row[2] in (0, 2, 4)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("column", np.array([-1, 0, 1, 2, 2, 2])),
        ("column", np.arange(6.0)),
        ("column", np.arange(5)),
        ("code", np.full(6, -4)),
        ("code", np.zeros(6)),
        ("middle", np.zeros(5)),
        ("spread", np.zeros(6)),
        ("spread", np.full(6, -1.0)),
        ("spread", np.ones((6, 1))),
        ("middle", np.full(6, 1e39)),
    ],
)
def test_arrays_that_cannot_be_columns_are_refused(name: str, value: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"entry|column|kind|above zero|beyond"):
        Columns.from_arrays({**columns().arrays(), name: value})


def test_more_features_than_memory_are_refused() -> None:
    many = {name: np.resize(array, MOST + 1) for name, array in columns().arrays().items()}
    with pytest.raises(ValueError, match="too many"):
        Columns.from_arrays(many)


def test_it_knows_what_it_reads() -> None:
    assert columns().reads(9).tolist() == [0, 1, 2]
    assert columns().reads(2).tolist() == [0, 1]
