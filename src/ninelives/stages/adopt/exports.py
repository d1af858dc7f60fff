"""Models that live in another library, written as ONNX: what can be saved without code needs none later."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

from ninelives.artifacts.table import Coding
from ninelives.artifacts.table.column import BOOLEAN, CATEGORY
from ninelives.errors import NinelivesError
from ninelives.stages.adopt.spec import AdoptSpec

OPSET: Final = 17
WAYS: Final = (False, True)  # torch's older exporter, and the newer one, which needs onnxscript
EXTRA: Final = "pip install 'ninelives[adopt]'"


def of_module(module: Any, spec: AdoptSpec) -> bytes:
    """A ``torch.nn.Module`` that takes photos, as an ONNX file.

    The exporter that needs no further package is tried first, and the newer one where that fails.

    Args:
        module: takes ``(n, channels, height, width)``; it is exported in evaluation mode and left in its own.
        spec: names the size that it takes, and its channels.

    Raises:
        NinelivesError: its size is not said, or torch cannot export it.
    """
    import torch

    if spec.size is None:
        raise NinelivesError(
            "a torch.nn.Module does not say how large the photos are that it takes",
            fix="nl.adopt(module, data=…, size=224)",
        )
    colours = 1 if spec.channels == "grey" else 3
    example = torch.zeros(2, colours, *spec.size)
    training, errors = module.training, []
    module.eval()
    try:
        for dynamo in WAYS:
            try:
                return exported(module, example, dynamo=dynamo)
            except Exception as error:  # torch's exporters raise kinds of any library beneath them
                errors.append(f"{type(error).__name__}: {error}".splitlines()[0][:160])
    finally:
        module.train(training)
    raise NinelivesError(
        f"torch cannot write it as ONNX: {errors[0]}", fix=f"{EXTRA}, or nl.adopt(lambda x: module(x))"
    )


def exported(module: Any, example: Any, *, dynamo: bool) -> bytes:
    """What one of torch's two exporters writes, for any number of photos like the example.

    Raises:
        Exception: of any kind, where it cannot.
    """
    import torch

    file = io.BytesIO()
    names = {"input_names": ["photos"], "output_names": ["classes"], "opset_version": OPSET + dynamo}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the older exporter warns that there is a newer one, and that of its own
        if dynamo:
            program = torch.onnx.export(module, (example,), dynamo=True, dynamic_shapes=({0: "n"},), **names)
            program.save(file)
        else:
            axes = {"photos": {0: "n"}, "classes": {0: "n"}}
            torch.onnx.export(module, (example,), file, dynamo=False, dynamic_axes=axes, **names)
    return file.getvalue()


def of_estimator(estimator: Any, coding: Coding, columns: Sequence[str] | None, *, named_columns: bool) -> bytes:
    """An estimator of scikit-learn as an ONNX file.

    Args:
        estimator: fitted, with ``predict_proba``.
        coding: of the table whose rows it takes.
        columns: those that it takes, in its order; all of the table where nothing is said.
        named_columns: it was fitted on a frame, so that each column is an input of its own.

    Raises:
        NinelivesError: skl2onnx is not there, or cannot write it.
    """
    if find_spec("skl2onnx") is None:
        raise NinelivesError("skl2onnx is not installed", fix=EXTRA)
    import skl2onnx
    from skl2onnx.common import data_types as types

    kinds = {column.name: column.kind for column in coding.columns}
    names = list(columns or coding.names)
    if named_columns:
        taken = {CATEGORY: types.StringTensorType, BOOLEAN: types.BooleanTensorType}
        inputs = [(name, taken.get(kinds.get(name, ""), types.FloatTensorType)([None, 1])) for name in names]
    else:
        wide = int(getattr(estimator, "n_features_in_", len(names)))
        inputs = [("rows", types.FloatTensorType([None, wide]))]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            written = skl2onnx.to_onnx(estimator, initial_types=inputs, target_opset=OPSET)
    except Exception as error:  # skl2onnx and whatever lies beneath it raise kinds of their own
        told = f"{type(error).__name__}: {error}".splitlines()[0][:160]
        raise NinelivesError(f"skl2onnx cannot write it as ONNX: {told}", fix="give it as a function") from error
    return bytes(written.SerializeToString())
