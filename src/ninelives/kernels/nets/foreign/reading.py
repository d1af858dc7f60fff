"""What the input of a foreign network is: read off its shape, its first operators and its metadata, or told.

ONNX says how large an input is, and next to never what its numbers mean. So everything here is a reading, and what
nothing told is marked as assumed. What is told wins where the file leaves a choice, and is refused where it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from ninelives.kernels.nets.foreign.faults import Fault, named, refuse
from ninelives.kernels.nets.foreign.takes import COLOURS, FITS, LAYOUTS, VALUES, Columns, Photos, Rows, Values

DTYPES: Final = {"FLOAT": "float32", "FLOAT16": "float16", "DOUBLE": "float64", "UINT8": "uint8"}
WHOLE: Final = {"INT64": "int64", "INT32": "int32"}  # of rows, which may be whole numbers too
MIXED: Final = DTYPES | WHOLE | {"BOOL": "bool", "STRING": "str"}  # of columns one by one
SIDE: Final = 224  # px, where nothing tells
LONGEST: Final = 4096  # px, and photos of a fixed batch
MOST_COLUMNS: Final = 1 << 20
FOLLOWED: Final = 12  # operators from the input on
_PASSES: Final = frozenset({"Identity", "Cast", "Sub", "Add", "Mul", "Div", "QuantizeLinear", "DequantizeLinear"})
_FORMATS: Final = {"gray8": "grey", "rgb8": "rgb", "bgr8": "bgr"}  # ONNX's own image metadata, MetadataProps.md
_RANGES: Final = {"nominalrange_0_255": "0-255", "normalized_0_1": "0-1", "normalized_1_1": "-1-1"}
_ONE: Final = "export a model of one input, or scikit-learn's with an input [None, 1] for each column"
_TYPE: Final = "export it with an input of float32, or of uint8 for pixels as they are"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the user says of the input; None where nothing is said.

    Attributes:
        layout: ``nchw`` or ``nhwc``.
        size: height and width, px.
        channels: ``rgb``, ``bgr`` or ``grey``.
        values: a key of ``takes.VALUES``, or the numbers.
        fit: ``crop`` or ``squash``.
        columns: of a network that takes rows.
    """

    layout: str | None = None
    size: tuple[int, int] | None = None
    channels: str | None = None
    values: str | Values | None = None
    fit: str | None = None
    columns: int | None = None

    def __post_init__(self) -> None:
        choices = {"layout": LAYOUTS, "channels": COLOURS, "fit": FITS}
        faults = [
            Fault(
                f"{name} must be one of {', '.join(known)}, got {getattr(self, name)!r}",
                f"--{name} {next(iter(known))}",
            )
            for name, known in choices.items()
            if getattr(self, name) is not None and getattr(self, name) not in known
        ]
        if isinstance(self.values, str) and self.values not in VALUES:
            faults.append(Fault(f"values must be one of {', '.join(VALUES)}, got {self.values!r}", "--values 0-1"))
        if self.size and not all(1 <= side <= LONGEST for side in self.size):
            faults.append(Fault(f"size must be 1 to {LONGEST:,} px, got {self.size}", f"--size {SIDE}"))
        refuse("the network", faults)


def read_input(model: Any, told: Told | None = None) -> Photos | Rows | Columns:
    """What the input of a model is, or all of its inputs.

    Args:
        model: as ``opening.opened`` gives it.
        told: what the user says.

    Raises:
        NinelivesError: it has several inputs, none of photos or rows, or one that contradicts what was told.
    """
    from onnx import TensorProto

    inputs = list(model.graph.input)
    if (columns := _columns(inputs)) is not None:
        return columns
    listed = ", ".join(named(each.name) for each in inputs[:5]) or "none"
    if len(inputs) != 1:
        refuse("the network", [Fault(f"it has {len(inputs)} inputs ({listed}), and one is taken", _ONE)])
    tensor = inputs[0].type.tensor_type
    known = tensor.elem_type in TensorProto.DataType.values()
    kind = TensorProto.DataType.Name(tensor.elem_type) if known else f"type {tensor.elem_type}"
    sizes = [axis.dim_value if axis.dim_value > 0 else None for axis in tensor.shape.dim]
    written = " x ".join("?" if size is None else f"{size:,}" for size in sizes) or "nothing"
    if kind not in (DTYPES | WHOLE if len(sizes) == 2 else DTYPES):
        refuse("the network", [Fault(f"its input {listed} is of {kind}", _TYPE)])
    if len(sizes) not in (2, 4):
        fix = "export it with an input of batch x channels x height x width, or of batch x columns"
        refuse("the network", [Fault(f"its input {listed} is {written}, neither photos nor rows", fix)])
    if (sizes[0] or 1) > LONGEST:
        refuse("the network", [Fault(f"it takes {sizes[0]:,} photos or rows at once", "export it with a batch of 1")])
    told = told or Told()
    if len(sizes) == 2:
        return _rows(inputs[0].name, (DTYPES | WHOLE)[kind], sizes, told)
    return _photos(model, inputs[0].name, DTYPES[kind], sizes, told)


def _columns(inputs: list[Any]) -> Columns | None:
    """Inputs of one column each: several, or one of words; None where they are others."""
    from onnx import TensorProto

    names, dtypes, batches = [], [], set()
    for each in inputs:
        tensor = each.type.tensor_type
        kinds = TensorProto.DataType
        dtype = MIXED.get(kinds.Name(tensor.elem_type)) if tensor.elem_type in kinds.values() else None
        sizes = [axis.dim_value if axis.dim_value > 0 else None for axis in tensor.shape.dim]
        if dtype is None or len(sizes) != 2 or sizes[1] != 1:
            return None
        names.append(each.name)
        dtypes.append(dtype)
        batches.add(sizes[0])
    if len(batches) != 1 or (len(names) == 1 and dtypes != ["str"]) or len(names) > MOST_COLUMNS:
        return None
    return Columns(tuple(names), tuple(dtypes), batches.pop())


def _rows(name: str, dtype: str, sizes: list[int | None], told: Told) -> Rows:
    columns = sizes[1] or told.columns
    if columns is None:
        refuse("the network", [Fault("it does not say how many columns its rows have", "--columns 12")])
    elif told.columns not in (None, columns):
        fault = Fault(f"it takes rows of {columns:,} columns, and {told.columns:,} were told", f"--columns {columns}")
        refuse("the network", [fault])
    elif not 1 <= columns <= MOST_COLUMNS:
        refuse("the network", [Fault(f"it takes rows of {columns:,} columns", f"at most {MOST_COLUMNS:,} are taken")])
    return Rows(name, dtype, sizes[0], columns or 0)


def _photos(model: Any, name: str, dtype: str, sizes: list[int | None], told: Told) -> Photos:
    props = {each.key: each.value for each in model.metadata_props}
    layout, colours = _axes(model, name, sizes, told)
    tall, wide = sizes[2:] if layout == "nchw" else sizes[1:3]
    size = told.size or _written_size(props)
    height, width = tall or (size[0] if size else SIDE), wide or (size[1] if size else SIDE)
    channels, values = _channels(props, colours, told), _values(props, dtype, told)
    refuse("the network", _clashes(told, layout, colours, (tall, wide), dtype))
    found = {"channels": channels, "values": values, "fit": told.fit, "size": size or (tall and wide)}
    return Photos(
        name,
        dtype,
        sizes[0],
        layout,
        height,
        width,
        channels or "rgb",
        "own" if isinstance(values, Values) else values or "imagenet",
        values if isinstance(values, Values) else None,
        told.fit or "crop",
        tuple(each for each, value in found.items() if not value),
        sizes[1:] == [None] * 3 and _followed(model, name) is None,
    )


def _channels(props: dict[str, str], colours: int, told: Told) -> str | None:
    """None where nothing tells, and where the metadata contradict the shape."""
    if colours == 1:
        return "grey"
    written = told.channels or _written(props, _FORMATS, "Image.BitmapPixelFormat")
    return written if written and COLOURS[written] == colours else None


def _axes(model: Any, name: str, sizes: list[int | None], told: Told) -> tuple[str, int]:
    """The layout, and how many colours; refused where they cannot be told."""
    first, last, hint = sizes[1], sizes[3], _followed(model, name)
    fits = {"nchw": first in (1, 3, None), "nhwc": last in (1, 3, None)}
    sure = {"nchw": first in (1, 3), "nhwc": last in (1, 3)}
    layout = told.layout or (hint[0] if hint and fits[hint[0]] else None)
    layout = layout or next((each for each in LAYOUTS if sure[each] and not sure[_other(each)]), None)
    written = " x ".join("?" if size is None else f"{size:,}" for size in sizes)
    if not any(fits.values()) or (layout and not fits[layout]):
        fix = "export it for photos of 1 or 3 colours" if not any(fits.values()) else f"--layout {_other(layout or '')}"
        refuse("the network", [Fault(f"its input is {written}: that is not 1 or 3 colours where they belong", fix)])
    if layout is None:
        fix = "--layout nchw (colours before height and width) or --layout nhwc (after them)"
        refuse("the network", [Fault(f"its input is {written}, which does not say where its colours stand", fix)])
    layout = layout or "nchw"
    colours = (first if layout == "nchw" else last) or (hint[1] if hint else 0)
    return layout, colours if colours in (1, 3) else COLOURS[told.channels or "rgb"]


def _other(layout: str) -> str:
    return "nhwc" if layout == "nchw" else "nchw"


def _followed(model: Any, name: str) -> tuple[str, int] | None:
    """Layout and colours from the first operator that cares: a convolution, or a transposition before one."""
    kernels = {each.name: list(each.dims) for each in model.graph.initializer}
    for _ in range(FOLLOWED):
        node = next((node for node in model.graph.node if name in node.input), None)
        if node is None:
            return None
        told = {each.name: each for each in node.attribute}
        if node.op_type == "Transpose" and list(told["perm"].ints if "perm" in told else []) == [0, 3, 1, 2]:
            return "nhwc", 0
        if node.op_type == "Conv" and len(node.input) > 1 and len(kernels.get(node.input[1], [])) == 4:
            return "nchw", kernels[node.input[1]][1] * (told["group"].i if "group" in told else 1)
        if node.op_type not in _PASSES or not node.output:
            return None
        name = node.output[0]
    return None


def _values(props: dict[str, str], dtype: str, told: Told) -> str | Values | None:
    if dtype == "uint8":
        return told.values or "0-255"
    ours = "0-1" if "imgsz" in props and "names" in props else None  # as Ultralytics exports
    return told.values or _written(props, _RANGES, "Image.NominalPixelRange") or ours


def _written(props: dict[str, str], words: dict[str, str], key: str) -> str | None:
    return words.get(props.get(key, "").strip().lower())


def _written_size(props: dict[str, str]) -> tuple[int, int] | None:
    """``[224, 224]``, as Ultralytics writes it."""
    found = re.fullmatch(r"\s*[\[(]?\s*(\d{1,4})\s*,\s*(\d{1,4})\s*[\])]?\s*", props.get("imgsz", "")[:40])
    sides = (int(found[1]), int(found[2])) if found else (0, 0)
    return sides if all(1 <= side <= LONGEST for side in sides) else None


def _clashes(told: Told, layout: str, colours: int, sides: tuple[int | None, int | None], dtype: str) -> list[Fault]:
    """What was told, and the file says otherwise."""
    faults = []
    if told.channels and COLOURS[told.channels] != colours:
        fix = "--channels grey" if colours == 1 else "--channels rgb"
        faults.append(Fault(f"it takes photos of {colours} colours, and {told.channels} was told", fix))
    if told.size and any(side not in (None, want) for side, want in zip(sides, told.size, strict=True)):
        got = " x ".join("any" if side is None else f"{side:,}" for side in sides)
        faults.append(Fault(f"it takes photos of {got} px ({layout}), and {told.size} was told", "leave --size out"))
    if any((side or 1) > LONGEST for side in sides):
        faults.append(Fault(f"it takes photos of {max(side or 1 for side in sides):,} px", f"at most {LONGEST:,} px"))
    if dtype == "uint8" and told.values not in (None, "0-255"):
        faults.append(Fault("it takes pixels as they are (uint8), and other values were told", "--values 0-255"))
    return faults
