"""The arrays of many worlds."""

from __future__ import annotations

import pytest
import torch

from ninelives.kernels.world.garden import BRANCHES, Conditions, Flight, Garden, empty


@pytest.mark.parametrize("kind", [Garden, Conditions, Flight])
def test_each_world_has_a_row_that_torch_shares(kind: type[Garden | Conditions | Flight]) -> None:
    made = empty(kind, 5)
    assert set(made._fields) == set(kind._fields)
    assert all(len(part) == 5 and part.flags.c_contiguous for part in made)
    shared = torch.from_numpy(made[0])
    made[0][:] = 3
    assert (shared == 3).all()


def test_drones_start_level_and_branches_lie_by_component() -> None:
    assert empty(Flight, 2).attitude.tolist() == [[1, 0, 0, 0]] * 2
    assert empty(Garden, 2).branches.shape == (2, 7, BRANCHES)
    with pytest.raises(ValueError, match="worlds must be >= 1, got 0"):
        empty(Garden, 0)
