from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.photos import scenes as room
from ninelives.kernels.photos.hashes import Fingerprint, fingerprint
from ninelives.kernels.photos.scenes import bursts, duplicate_pairs, scenes
from ninelives.kernels.photos.survey import Facts, survey
from tests.kernels.photos.pictures import scene


def pairs_of(prints: list[Fingerprint] | list[Facts]) -> np.ndarray:
    columns = (np.stack([getattr(p, name) for p in prints]) for name in ("gradient", "dct", "sketch"))
    thumbs = np.stack([p.thumb for p in prints])
    return duplicate_pairs(*columns, lambda at: thumbs[at])


def same_picture(one: Fingerprint, two: Fingerprint) -> bool:
    bits = [np.unpackbits(a ^ b).sum() for a, b in ((one.gradient, two.gradient), (one.dct, two.dct))]
    return max(bits) <= 40 and np.corrcoef(one.thumb.ravel(), two.thumb.ravel())[0, 1] >= 0.98


def looking_alike(draw: np.random.Generator, n: int) -> list[Fingerprint]:
    """Noisy copies of a few scenes, some of them beyond recognition."""
    out = []
    for _ in range(n):
        picture = scene(160, 160, seed=int(draw.integers(0, 4))).astype(float)
        picture += draw.normal(0, draw.choice([0, 3, 30]), picture.shape)
        out.append(fingerprint(np.clip(picture, 0, 255).astype(np.uint8)))
    return out


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(0, 40), st.sampled_from([2, 5, 256]))
def test_components_are_those_of_all_pairs(seed, n, leaf):
    prints = looking_alike(np.random.default_rng(seed), n)
    slow = np.array([(i, j) for i, j in combinations(range(n), 2) if same_picture(prints[i], prints[j])], int)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_LEAF", leaf)
        patch.setattr(room, "_CHUNK", 3)
        patch.setattr(room, "_STRETCH", 7)
        fast = pairs_of(prints) if n else np.empty((0, 2), int)
    assert scenes(n, fast).tolist() == scenes(n, slow).tolist()
    assert len(fast) == n - len(set(scenes(n, fast).tolist()))  # a spanning set, no pair too many
    assert all(same_picture(prints[i], prints[j]) for i, j in fast)
    assert sorted(map(tuple, fast.tolist())) == list(map(tuple, fast.tolist()))


def test_no_items_and_one_item():
    assert duplicate_pairs(*(np.empty((0, k), t) for k, t in ((32, "u1"), (32, "u1"), (12, "f4"))), None).shape == (
        0,
        2,
    )
    assert pairs_of([fingerprint(scene())]).shape == (0, 2)


def test_items_without_a_sketch_take_no_part():
    flat = fingerprint(np.full((50, 50, 3), 7, np.uint8))
    assert pairs_of([flat, flat, fingerprint(scene()), fingerprint(scene())]).tolist() == [[2, 3]]


SCALE = """
import resource, sys, time
import numpy as np
from ninelives.kernels.photos.hashes import FREQUENCIES
from ninelives.kernels.photos.scenes import duplicate_pairs
n, frames = 100_000, int(sys.argv[1])
draw = np.random.default_rng(0)
sketch = draw.normal(size=(n, 12)) * [1 / np.hypot(*at) for at in FREQUENCIES]
sketch /= np.sqrt((sketch**2).sum(axis=1, keepdims=True) + .64 * draw.normal(size=(n, 1)) ** 2)
sketch = sketch.astype(np.float32)
bits = draw.integers(0, 256, (n, 32), np.uint8)
thumb = draw.integers(0, 256, (1, 32, 32), np.uint8)
sketch[:frames] = sketch[0] + draw.normal(0, .01, (frames, 12))  # one fixed camera
bits[:frames] = bits[0]
thumbs = lambda at: np.repeat(thumb, len(at), axis=0)
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
pairs = duplicate_pairs(bits, bits, sketch, thumbs)
more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(len(pairs), more < 60, time.process_time() - start < 30)
"""


@pytest.mark.parametrize("frames", [2, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_hundred_thousand_in_little_time_and_memory(frames):
    done = subprocess.run([sys.executable, "-c", SCALE, str(frames)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(frames - 1), "True", "True"]


# --- bursts


def test_bursts_by_hand():
    captured = np.array([0, 9, 19.5, 20, 100, np.nan, 108, 0, 5])
    device = ["a"] * 7 + ["b", None]
    assert bursts(device, captured).tolist() == [0, 0, 2, 2, 4, 5, 4, 7, 8]


def test_a_burst_ends_after_a_minute():
    assert bursts(["a"] * 9, np.arange(9) * 10.0).tolist() == [0, 0, 0, 0, 0, 0, 0, 7, 7]


def test_dates_without_cameras_are_no_burst():
    assert bursts([None] * 3, np.zeros(3)).tolist() == [0, 1, 2]


shots = st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.integers(0, 200) | st.none()), max_size=30)


@given(shots, st.randoms(use_true_random=False))
def test_bursts_are_short_dense_and_independent_of_order(taken, random):
    captured = np.array([np.nan if t is None else t for _, t in taken], float)
    burst = bursts([d for d, _ in taken], captured)
    for first in set(burst.tolist()):
        members = np.flatnonzero(burst == first)
        times = np.sort(captured[members])
        assert members[0] == first
        assert len(members) == 1 or (np.diff(times) <= 10).all()
        assert len(members) == 1 or times[-1] - times[0] <= 60
        assert len({taken[i][0] for i in members}) == 1
    order = list(range(len(taken)))
    random.shuffle(order)
    again = bursts([taken[i][0] for i in order], captured[order] if order else captured)
    together = {(a, b) for a, b in combinations(range(len(taken)), 2) if burst[a] == burst[b]}
    assert together == {
        tuple(sorted((order[a], order[b]))) for a, b in combinations(range(len(order)), 2) if again[a] == again[b]
    }


# --- scenes


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=12),
            st.lists(st.lists(st.integers(-1, 4), min_size=n, max_size=n), max_size=2),
        )
    )
)
def test_scenes_agree_with_flooding(case):
    n, pairs, groups = case
    linked = {(a, b) for a, b in pairs} | {
        (a, b) for group in groups for a in range(n) for b in range(n) if group[a] == group[b] >= 0
    }
    want = list(range(n))
    for _ in range(n):
        for a, b in linked:
            want[a] = want[b] = min(want[a], want[b])
    found = scenes(n, np.array(pairs, np.int64).reshape(-1, 2), *(np.array(group, np.int64) for group in groups))
    assert found.tolist() == want


def test_no_scenes():
    assert scenes(0, np.empty((0, 2), np.int64)).tolist() == []


# --- real photos


@pytest.fixture(scope="module")
def photos(data) -> tuple[list[str], list[Facts]]:
    files = sorted((data / "dogcat/train").glob("*/*.jpg"))
    return [file.stem for file in files], [survey(file.read_bytes()) for file in files]


def test_the_800_photos_hold_the_one_known_pair(photos):
    names, facts = photos
    assert [(names[i], names[j]) for i, j in pairs_of(facts)] == [("dog.0074", "dog.0180")]


def test_reencoded_copies_join_their_originals(data, photos):
    names, facts = photos
    copies = sorted((data / "odd/reencoded_copies").iterdir())
    originals = [f"cat.{int(copy.stem.split('.')[1]):04d}" for copy in copies]
    known = [(copy, name) for copy, name in zip(copies, originals, strict=True) if name in names]
    assert len(known) >= 3
    found = pairs_of(facts + [survey(copy.read_bytes()) for copy, _ in known])
    joined = {(names[i], j - len(names)) for i, j in found if j >= len(names)}
    assert joined == {(name, at) for at, (_, name) in enumerate(known)}
    assert len(found) == 1 + len(known)


def test_digits_do_not_collapse():
    from sklearn.datasets import load_digits

    drawn = [
        cv2.resize((digit * 255 / 16).astype(np.uint8), (64, 64), interpolation=cv2.INTER_CUBIC)
        for digit in load_digits().images
    ]
    found = pairs_of([fingerprint(np.repeat(digit[:, :, None], 3, axis=2)) for digit in drawn])
    assert len(set(found.ravel().tolist())) < 0.01 * len(drawn)
