from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from onnx import ModelProto, TensorProto

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.opening import opened
from ninelives.kernels.nets.foreign.reading import Told, read_input
from ninelives.kernels.nets.foreign.takes import Photos, Rows, Values
from tests.kernels.nets.foreign.builds import FLOAT, colours, model, node, trees, value


def read(made: ModelProto, **told: Any) -> Photos | Rows:
    return read_input(opened(made.SerializeToString()), Told(**told))


def photos(made: ModelProto, **told: Any) -> Photos:
    found = read(made, **told)
    assert isinstance(found, Photos)
    return found


def refused(made: ModelProto, **told: Any) -> str:
    with pytest.raises(NinelivesError) as caught:
        read(made, **told)
    assert caught.value.fix
    return caught.value.message


def bare(shape: Any, kind: int = FLOAT, **more: Any) -> ModelProto:
    """A graph that shows nothing of what it takes."""
    return model([node("Relu", ["x"], ["y"])], [value("x", shape, kind)], [value("y", None, kind)], **more)


def convolved(shape: Any, colours_: int, group: int = 1, *, first: str = "") -> ModelProto:
    nodes = [node(first, ["x", "s"], ["a"])] if first else []
    nodes.append(node("Conv", ["a" if first else "x", "w"], ["y"], group=group))
    arrays = {"w": np.zeros((3, colours_ // group, 3, 3), np.float32), "s": np.ones(1, np.float32)}
    return model(nodes, [value("x", shape)], [value("y", None)], arrays)


def test_the_shape_tells() -> None:
    found = photos(colours(shape=("n", 3, 8, 9)))
    assert (found.layout, found.height, found.width, found.channels, found.batch) == ("nchw", 8, 9, "rgb", None)
    found = photos(colours(shape=(4, 8, 9, 3)))
    assert (found.layout, found.height, found.width, found.batch) == ("nhwc", 8, 9, 4)
    assert photos(bare([1, 1, 8, 8])).channels == "grey"
    assert read(trees(zipmap=False, columns=5)) == Rows("x", "float32", None, 5)


def test_what_nothing_told_is_assumed_and_marked() -> None:
    found = photos(colours())
    assert (found.channels, found.values, found.fit) == ("rgb", "imagenet", "crop")
    assert found.assumed == ("channels", "values", "fit")
    open_ = photos(bare(["n", 3, "h", "w"]))
    assert (open_.height, open_.width) == (224, 224)
    assert open_.assumed == ("channels", "values", "fit", "size")
    told = photos(bare(["n", 3, "h", "w"]), channels="bgr", values="0-1", fit="squash", size=(32, 48))
    assert (told.channels, told.values, told.fit, told.height, told.width) == ("bgr", "0-1", "squash", 32, 48)
    assert told.assumed == ()
    assert photos(bare([1, 1, 8, 8])).assumed == ("values", "fit")


def test_a_file_that_takes_either_layout_is_known() -> None:
    assert photos(bare([None] * 4), layout="nhwc").either
    assert not photos(convolved([None] * 4, 3)).either
    assert not photos(colours()).either


def test_own_values_are_kept() -> None:
    own = Values(1, (1.0, 2.0, 3.0))
    assert photos(colours(), values=own).own == own
    assert photos(colours(), values=own).values == "own"


def test_pixels_as_they_are_need_no_values() -> None:
    found = photos(colours(kind=TensorProto.UINT8))
    assert (found.dtype, found.values) == ("uint8", "0-255")
    assert "values" not in found.assumed
    assert "takes pixels as they are" in refused(colours(kind=TensorProto.UINT8), values="0-1")


def test_the_first_convolution_tells_where_the_shape_does_not() -> None:
    assert photos(convolved([None] * 4, 3)).layout == "nchw"
    assert photos(convolved([None] * 4, 1)).channels == "grey"
    assert photos(convolved([None] * 4, 3, group=3)).channels == "rgb"
    assert photos(convolved([None] * 4, 3, first="Mul")).layout == "nchw"
    assert photos(convolved([1, 3, 8, 3], 3)).layout == "nchw"
    assert photos(colours(shape=("n", None, None, 3))).layout == "nhwc"


def test_metadata_tell() -> None:
    onnxs = {"Image.BitmapPixelFormat": "Bgr8", "Image.NominalPixelRange": "NominalRange_0_255"}
    found = photos(colours(metadata=onnxs))
    assert (found.channels, found.values, found.assumed) == ("bgr", "0-255", ("fit",))
    assert photos(colours(metadata=onnxs), channels="rgb").channels == "rgb"
    ultralytics = {"names": "{0: 'cat'}", "imgsz": "[64, 32]"}
    found = photos(bare(["n", 3, None, None], metadata=ultralytics))
    assert (found.height, found.width, found.values) == (64, 32, "0-1")
    assert photos(colours(metadata={"Image.BitmapPixelFormat": "Gray8"})).channels == "rgb"
    assert photos(bare(["n", 3, None, None], metadata={"imgsz": "[99999, 0]"})).height == 224


@pytest.mark.parametrize(
    ("shape", "told", "says"),
    [
        ([None] * 4, {}, "does not say where its colours stand"),
        ([1, 3, 8, 3], {}, "does not say where its colours stand"),
        ([1, 4, 8, 8], {}, "1 x 4 x 8 x 8: that is not 1 or 3 colours"),
        ([1, 3, 8, 8], {"layout": "nhwc"}, "not 1 or 3 colours where they belong"),
        ([1, 3, 8, 8], {"channels": "grey"}, "takes photos of 3 colours, and grey was told"),
        ([1, 1, 8, 8], {"channels": "bgr"}, "takes photos of 1 colours, and bgr was told"),
        ([1, 3, 8, 8], {"size": (8, 9)}, r"takes photos of 8 x 8 px (nchw), and (8, 9) was told"),
        ([1, 3, 9000, 8], {}, "takes photos of 9,000 px"),
        ([9000, 3, 8, 8], {}, "takes 9,000 photos or rows at once"),
        ([3, 8, 8], {}, "3 x 8 x 8, neither photos nor rows"),
        ([], {}, "is nothing, neither photos nor rows"),
        ([None, None], {}, "does not say how many columns"),
        ([None, 3], {"columns": 4}, "takes rows of 3 columns, and 4 were told"),
        ([None, 1 << 40], {}, "takes rows of 1,099,511,627,776 columns"),
    ],
)
def test_what_cannot_be_read_is_refused(shape: list[Any], told: dict[str, Any], says: str) -> None:
    assert says in refused(bare(shape), **told)


def test_a_choice_can_be_told() -> None:
    assert photos(bare([1, 3, 8, 3]), layout="nhwc").layout == "nhwc"
    assert photos(bare([None] * 4), layout="nchw", channels="grey").channels == "grey"
    assert read(bare([None, None]), columns=7) == Rows("x", "float32", None, 7)


def test_another_number_of_inputs_is_refused() -> None:
    two = model([node("Add", ["a", "b"], ["y"])], [value("a", [1, 3]), value("b", [1, 3])], [value("y", None)])
    assert "it has 2 inputs ('a', 'b'), and one is taken" in refused(two)
    none = model([node("Constant", [], ["y"], value_float=1.0)], [], [value("y", None)])
    assert "it has 0 inputs (none)" in refused(none)


def test_another_type_is_refused() -> None:
    assert "its input 'x' is of STRING" in refused(bare([1, 3], TensorProto.STRING))
    assert "its input 'x' is of type 99" in refused(bare([1, 3], 99))


def test_all_that_is_told_wrongly_is_told_at_once() -> None:
    with pytest.raises(NinelivesError) as caught:
        Told(layout="chwn", channels="cmyk", fit="stretch", values="0-100", size=(0, 8))
    for word in ("layout", "channels", "fit", "values", "size"):
        assert f"{word} must be" in caught.value.message
