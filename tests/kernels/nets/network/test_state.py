"""Where a training stands is kept whole, and taken up by that training alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network import state  # noqa: E402 - after the skip
from ninelives.kernels.nets.network.layers import build  # noqa: E402
from ninelives.kernels.nets.network.state import Shelf, State  # noqa: E402


@pytest.fixture
def training() -> tuple:
    net = build(2, seed=0)
    optimiser = torch.optim.AdamW(net.parameters())
    for _ in range(2):
        net(torch.rand(4, 3, 8, 8)).square().sum().backward()
        optimiser.step()
    return net, optimiser


def same(one: State, other: State) -> bool:
    return one.arrays.keys() == other.arrays.keys() and all(
        array.tobytes() == other.arrays[name].tobytes() for name, array in one.arrays.items()
    )


def test_what_was_taken_can_be_put_back_bit_for_bit(training: tuple) -> None:
    net, optimiser = training
    taken = State.take(net, optimiser, 7)
    assert {"net.0.0.weight", "net.0.2.running_var", "adam.0.exp_avg", "adam.0.step"} <= set(taken.arrays)
    with torch.no_grad():
        for weights in net.parameters():
            weights.fill_(3)
    taken.put(net, optimiser)
    assert same(State.take(net, optimiser, 7), taken)
    other = build(2, seed=1)
    fresh = torch.optim.AdamW(other.parameters())
    taken.put(other, fresh)
    assert same(State.take(other, fresh, 7), taken)
    assert other[0][0].weight.is_contiguous(memory_format=torch.channels_last)


def test_a_state_of_the_beginning_has_no_memory(training: tuple) -> None:
    net, optimiser = training
    begin = State.take(net, torch.optim.AdamW(net.parameters()), 0)
    begin.put(net, optimiser)
    assert not optimiser.state
    assert same(State.take(net, optimiser, 0), begin)


def test_a_state_is_finite_or_not(training: tuple) -> None:
    taken = State.take(*training, 0)
    assert taken.finite
    taken.arrays["net.0.0.weight"][0, 0, 0, 0] = np.inf
    assert not taken.finite


def test_kept_and_recalled(training: tuple, tmp_path: Path) -> None:
    path = tmp_path / "work" / "network fold 0"
    assert Shelf(path, "mine").recall() is None
    Shelf(path, "mine").keep(taken := State.take(*training, 7), at_once=True)
    found = Shelf(path, "mine").recall()
    assert found is not None
    assert found.step == 7
    assert same(found, taken)
    assert Shelf(path, "another's").recall() is None
    Shelf(None, "mine").keep(taken, at_once=True)
    assert Shelf(None, "mine").recall() is None


def test_it_is_written_every_few_seconds_and_never_backwards(
    training: tuple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(state.time, "monotonic", lambda: now[0])
    path, shelf = tmp_path / "kept", Shelf(tmp_path / "kept", "mine")
    first, then = State.take(*training, 50), State.take(*training, 100)
    shelf.keep(first)
    assert not path.exists()
    now[0] = state.EVERY + 1
    shelf.keep(first)
    shelf.keep(then)
    assert Shelf(path, "mine").recall().step == 50
    now[0] *= 3
    shelf.keep(then)
    shelf.keep(first, at_once=True)
    assert Shelf(path, "mine").recall().step == 100


def test_the_same_training_twice_at_once_does_not_stumble_over_the_other(
    training: tuple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, honest = tmp_path / "work" / "kept", Path.replace
    shelf, first, then = Shelf(path, "mine"), *(State.take(*training, step) for step in (50, 100))
    shelf.keep(first, at_once=True)

    def second(old: Path, new: Path) -> Path:
        if old == path:
            honest(old, new)  # by the other, just before
        return honest(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", second)
        shelf.keep(then, at_once=True)
    assert Shelf(path, "mine").recall().step == 100
    shutil.rmtree(path.parent)  # the other has written its model
    shelf.keep(State.take(*training, 150), at_once=True)
    assert Shelf(path, "mine").recall().step == 150


def test_a_folder_that_another_run_removes_meanwhile_ends_no_training(
    training: tuple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, honest = tmp_path / "work" / "kept", Path.write_bytes

    def removed(partial: Path, data: bytes) -> int:
        shutil.rmtree(partial.parent)
        return honest(partial, data)

    monkeypatch.setattr(Path, "write_bytes", removed)
    Shelf(path, "mine").keep(State.take(*training, 50), at_once=True)
    assert Shelf(path, "mine").recall() is None


def test_a_changed_byte_is_told_and_the_state_before_is_taken_up(training: tuple, tmp_path: Path) -> None:
    path, shelf = tmp_path / "kept", Shelf(tmp_path / "kept", "mine")
    for step in (50, 100):
        shelf.keep(State.take(*training, step), at_once=True)
    whole = path.read_bytes()
    for at in (0, 31, 32, 40, 700, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.warns(RuntimeWarning, match="the checkpoint '.*kept' is damaged and was not used"):
            assert Shelf(path, "mine").recall().step == 50
    for bad in (b"", whole[:20], whole[:-9], b"x" * 100):
        path.write_bytes(bad)
        with pytest.warns(RuntimeWarning, match="damaged"):
            assert Shelf(path, "mine").recall().step == 50
    before = path.with_name("kept.before")
    before.write_bytes(b"x")
    with pytest.warns(RuntimeWarning, match="damaged"):
        assert Shelf(path, "mine").recall() is None
