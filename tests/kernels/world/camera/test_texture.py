"""Hashes of cells."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.texture import cell, finish, salt


def test_a_cell_has_one_value_and_its_neighbours_others() -> None:
    one = cell(np.float32(1.2), np.float32(-0.5), np.float32(3.9))
    assert cell(np.float32(1.9), np.float32(-0.1), np.float32(3.0)) == one
    around = {
        int(cell(np.float32(x), np.float32(y), np.float32(z))) for x in range(-4, 4) for y in range(8) for z in range(8)
    }
    assert len(around) == 512


def test_bits_are_fair_and_depend_on_all() -> None:
    values = np.array([finish(np.uint32(n)) for n in range(4000)], np.uint32)
    shares = [((values >> np.uint32(bit)) & np.uint32(1)).mean() for bit in range(32)]
    assert min(shares) > 0.46
    assert max(shares) < 0.54
    assert len(set(values.tolist())) == 4000


def test_each_seed_has_a_salt_of_its_own() -> None:
    assert len({int(salt(np.uint64(seed))) for seed in range(1000)}) == 1000
