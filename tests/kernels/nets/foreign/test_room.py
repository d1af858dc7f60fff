from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.foreign import room
from ninelives.kernels.nets.foreign.opening import opened
from ninelives.kernels.nets.foreign.room import check_room, told
from tests.kernels.nets.foreign.builds import colours, model, node, trees, value


def texts(made: Any, sizes: tuple[int, ...] = (1, 8)) -> str:
    return "; ".join(fault.text for fault in check_room(opened(made.SerializeToString()), {"x": sizes}))


def flat(nodes: list[Any], **arrays: Any) -> Any:
    held = {name: np.asarray(array) for name, array in arrays.items()}
    return model(nodes, [value("x", ["n", 8])], [value("y", None)], held)


def test_honest_networks_have_room() -> None:
    assert texts(colours(), (1, 3, 8, 8)) == ""
    assert texts(trees(zipmap=False), (1, 2)) == ""


@pytest.mark.parametrize(
    "nodes",
    [
        [node("ConstantOfShape", ["huge"], ["c"]), node("ReduceMax", ["c"], ["m"]), node("Add", ["x", "m"], ["y"])],
        [node("Expand", ["one", "huge"], ["c"]), node("ReduceMax", ["c"], ["y"])],
        [node("Tile", ["x", "huge"], ["y"])],
        [node("Pad", ["x", "pads"], ["y"])],
        [node("Resize", ["x", "", "scales"], ["y"])],
    ],
)
def test_ten_gigabytes_out_of_nothing_are_refused(nodes: list[Any]) -> None:
    arrays = {
        "one": np.ones((1, 1), np.float32),
        "huge": np.array([20_000, 200_000 * 8]),
        "pads": np.array([0, 0, 10**5, 10**6]),
        "scales": np.array([1e4, 1e6], np.float32),
    }
    made = flat(nodes, **arrays)
    assert "at once, at its operator" in texts(made)
    assert "1.0 GiB is the most" in texts(made)


def test_a_product_of_two_small_arrays_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 10_000)
    nodes = [node("MatMul", ["tall", "wide"], ["c"]), node("ReduceMax", ["c"], ["m"]), node("Add", ["x", "m"], ["y"])]
    made = flat(nodes, tall=np.zeros((100, 1), np.float32), wide=np.zeros((1, 100), np.float32))
    assert "it would take 0.0 MiB at once, at its operator 'MatMul'" in texts(made)


def test_what_is_alive_together_is_added_up_and_what_is_done_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 2 * 8 * 4 * 1000 + 1000)
    big = node("Expand", ["x", "shape"], ["a"])
    chain = [big, *(node("Relu", [one], [other]) for one, other in ("ab", "bc", "cd", "dy"))]
    assert texts(flat(chain, shape=np.array([1000, 8]))) == ""
    kept = [*chain[:-1], node("Sum", ["a", "b", "c", "d"], ["y"])]
    assert "at its operator 'Relu'" in texts(flat(kept, shape=np.array([1000, 8])))


def test_endless_work_in_little_room_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [*(f"a{at}" for at in range(100)), "y"]
    chain = [node("Relu", ["x"], [names[0]])]
    chain += [node("Relu", [one], [other]) for one, other in pairwise(names)]
    assert texts(flat(chain)) == ""
    monkeypatch.setattr(room, "MADE", 100 * 8 * 4)
    assert "it would make more than 0.0 MiB of numbers for each answer" in texts(flat(chain))


def test_what_can_be_known_only_by_running_it_is_refused() -> None:
    nodes = [
        node("NonZero", ["x"], ["where"]),
        node("ReduceMax", ["where"], ["shape"]),
        node("Expand", ["x", "shape"], ["y"]),
    ]
    assert "nobody can say beforehand how large what its operator 'NonZero' makes, 'where'," in texts(flat(nodes))
    secret = [
        node("Cast", ["x"], ["whole"], to=7),
        node("Reshape", ["whole", "eight"], ["shape"]),
        node("Expand", ["x", "shape"], ["y"]),
    ]
    assert "how large what its operator 'Expand' makes" in texts(flat(secret, eight=np.array([8])))


def test_what_is_open_is_bounded_by_what_goes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = [
        node("Cast", ["x"], ["whole"], to=7),
        node("ReduceMax", ["whole"], ["cut"], keepdims=1),
        node("Reshape", ["cut", "one"], ["end"]),
        node("Slice", ["x", "start", "end"], ["part"]),
        node("Add", ["part", "x"], ["y"]),
    ]
    made = flat(secret, one=np.array([1]), start=np.array([0]))
    assert texts(made) == ""
    monkeypatch.setattr(room, "MOST", 600)  # 32 bytes times 32 could come of the sum
    assert "at its operator 'Add'" in texts(made)


def test_an_input_that_does_not_fit_is_said() -> None:
    assert "'MatMul' cannot take what it is given" in texts(colours(), (1, 1, 8, 8))


def test_the_lists_of_operators_hold_operators() -> None:
    from onnx import defs

    known = {(each.domain, each.name) for each in defs.get_all_schemas_with_history()}
    assert {("", name) for name in room.KEEPS | room.JOINS} <= known
    assert {("ai.onnx.ml", name) for name in room.TREES} <= known
    assert room.WIDENS <= room.KEEPS
    assert not room.KEEPS & room.JOINS


def test_bytes_are_told_as_people_say_them() -> None:
    assert told(3 << 29) == "1.5 GiB"
    assert told(3 << 19) == "1.5 MiB"
