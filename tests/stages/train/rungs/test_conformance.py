"""What every rung of the ladder keeps to."""

from __future__ import annotations

import numpy as np
import pytest
from safetensors.numpy import load, save

from ninelives.kernels.nets.rungs import RUNGS, Rung
from ninelives.report.facts.model import PHRASES
from ninelives.stages.train.rungs import FITS, Lesson, fit
from ninelives.stages.train.spec import LADDER
from tests.stages.train.rungs.lessons import NAMES, lesson, seen

Blobs = tuple[np.ndarray, np.ndarray]
EACH = [*LADDER, "fine-tuned"]  # that one is climbed on wish, and stands above them all
every_rung = pytest.mark.parametrize("name", EACH)
every_taught_rung = pytest.mark.parametrize("name", [name for name in EACH if name != "zero-shot"])


def packed(rung: Rung) -> bytes:
    return save(rung.arrays())


def test_every_rung_can_be_fitted_loaded_and_spoken_of() -> None:
    assert set(EACH) == set(RUNGS) - {"kinds", "foreign"} == set(FITS) == set(PHRASES)  # these stand on no ladder


@every_rung
def test_rows_are_distributions(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    p = fit(name, lesson(x, y, 3)).probabilities(x)
    assert p.shape == (90, 3)
    assert p.dtype == np.float64
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1)


@every_rung
def test_it_is_at_least_as_good_as_the_majority(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    least = 1 / 3 if name == "majority" else 0.9
    assert (fit(name, lesson(x, y, 3)).probabilities(x).argmax(axis=1) == y).mean() >= least


@every_rung
def test_the_order_of_the_classes_is_irrelevant(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    y = np.where(y == 2, 0, y)  # one class twice as common, so that the majority has one to name
    other = np.array([2, 0, 1])
    as_is = fit(name, lesson(x, y, 3)).probabilities(x)
    names = tuple(NAMES[at] for at in np.argsort(other))
    renamed = fit(name, Lesson(x, other[y], names)).probabilities(x)
    np.testing.assert_allclose(renamed[:, other], as_is, atol=2e-3)
    assert (other[as_is.argmax(axis=1)] == renamed.argmax(axis=1)).all()


@every_rung
def test_the_same_seed_gives_the_same_bytes(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    assert packed(fit(name, lesson(x, y, 3, seed=5))) == packed(fit(name, lesson(x.copy(), y.copy(), 3, seed=5)))


@every_rung
def test_arrays_are_saved_and_loaded_bit_for_bit(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    rung = fit(name, lesson(x, y, 3))
    again = RUNGS[name].from_arrays(load(packed(rung)))
    assert packed(again) == packed(rung)
    assert again.probabilities(x).tobytes() == rung.probabilities(x).tobytes()
    assert again.parameters == rung.parameters > 0


@every_rung
def test_an_absent_class_is_tolerated_and_is_the_least_likely(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    few = y != 1
    p = fit(name, lesson(x[few], y[few], 3)).probabilities(x)
    assert np.isfinite(p).all()
    assert (p[:, 1] <= p.max(axis=1)).all()
    assert p[few].argmax(axis=1).tolist().count(1) == 0


@every_taught_rung
def test_a_single_class_left_is_what_it_says(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    p = fit(name, lesson(x[y == 2], y[y == 2], 3)).probabilities(x)
    assert (p.argmax(axis=1) == 2).all()


@every_taught_rung
def test_equal_photos_and_a_single_one_are_no_reason_to_fail(name: str) -> None:
    x = np.full((6, 12), 0.5, np.float32)
    p = fit(name, lesson(x, np.arange(6) % 2, 2)).probabilities(x)
    np.testing.assert_allclose(p, 0.5, atol=1e-6)
    assert np.isfinite(fit(name, lesson(x[:1], np.array([1]), 2)).probabilities(x)).all()


@every_rung
def test_missing_foreign_and_broken_arrays_are_refused(name: str, blobs: Blobs) -> None:
    x, y = seen(name, blobs[0]), blobs[1]
    held = fit(name, lesson(x, y, 3)).arrays()
    for gone in held:
        with pytest.raises(ValueError, match="expected the arrays"):
            RUNGS[name].from_arrays({key: array for key, array in held.items() if key != gone})
        for bad in (np.nan, np.inf):
            with pytest.raises(ValueError, match="finite"):
                RUNGS[name].from_arrays({**held, gone: np.full(held[gone].shape, bad)})
