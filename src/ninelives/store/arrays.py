"""Arrays as bytes, and back: the safetensors format, that can hold nothing but numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


def pack(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, str] | None = None) -> bytes:
    """Arrays as bytes; ``unpack`` gives them back, whatever their order in memory is.

    Safetensors itself writes an array's memory as it lies there, so a transposed one would come back as another.
    """
    from safetensors.numpy import save

    told = {name: np.asarray(array, order="C") for name, array in arrays.items()}
    return save(told, None if metadata is None else dict(metadata))


def unpack(data: bytes) -> dict[str, np.ndarray]:
    """What ``pack`` made.

    Raises:
        SafetensorError: it is something else.
    """
    from safetensors.numpy import load

    return dict(load(data))
