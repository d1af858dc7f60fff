"""What a foreign file calls its classes."""

from __future__ import annotations

import json
import re
from typing import Any, Final

KEYS: Final = ("names", "classes", "class_names", "labels", "id2label", "class_labels", "categories")
MOST_CLASSES: Final = 1 << 16
LONGEST: Final = 1 << 20  # characters of metadata that are read
_LABELS: Final = ("classlabels_strings", "classlabels_ints", "classlabels_int64s")


def labels(graph: Any) -> tuple[str, ...]:
    """Of the one classifier of ai.onnx.ml that is in a graph; empty where there is none, or several."""
    found = [attributes(node) for node in graph.node if node.op_type.endswith("Classifier")]
    return found[0] if len(found) == 1 else ()


def attributes(node: Any) -> tuple[str, ...]:
    """Of a classifier, or of the ``ZipMap`` after it; empty where it has none."""
    for each in node.attribute:
        if each.name in _LABELS and (each.strings or each.ints):
            return _clean([part.decode("utf-8", "replace") for part in each.strings] or [str(i) for i in each.ints])
    return ()


def metadata(model: Any) -> tuple[str, ...]:
    """Class names out of the file's metadata: JSON, Python's dictionaries as Ultralytics writes them, or a list."""
    props = {each.key.lower(): each.value for each in model.metadata_props}
    for key in KEYS:
        text = props.get(key, "").strip()
        if 0 < len(text) <= LONGEST and (names := _parsed(text)):
            return _clean(names)
    return ()


def _parsed(text: str) -> list[str]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        pairs = re.findall(r"(\d{1,6})\s*:\s*(?:'([^']*)'|\"([^\"]*)\")", text)
        value = {number: one or other for number, one, other in pairs} or re.split(r"\s*[,\n]\s*", text.strip("[]{}"))
    if isinstance(value, dict):
        numbers = sorted((int(key), str(name)) for key, name in value.items() if key.isascii() and key.isdigit())
        whole = [number for number, _ in numbers] == list(range(len(value)))
        return [name for _, name in numbers] if whole else []
    return [str(each).strip(" '\"") for each in value] if isinstance(value, list) else []


def _clean(names: list[str]) -> tuple[str, ...]:
    """Names that can be columns; none at all where one is empty or stands twice."""
    good = all(name and name.isprintable() and len(name) <= 200 for name in names)
    return tuple(names) if good and 1 <= len(names) == len(set(names)) <= MOST_CLASSES else ()
