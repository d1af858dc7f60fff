"""ONNX Runtime, which is imported here and nowhere else: by itself it phones home."""

from __future__ import annotations

import os
from typing import Any


def runtime() -> Any:
    """ONNX Runtime, told to keep to itself.

    From 1.32 on, importing it writes an identifier and a database into the user's cache folder and asks for a host by
    name. Only the environment, before the import, keeps it from that; its own call comes too late.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    return onnxruntime


def quantiser() -> Any:
    """Its quantiser."""
    runtime()
    from onnxruntime import quantization

    return quantization
