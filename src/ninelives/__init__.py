"""Every model ships with its flight envelope.

>>> import ninelives as nl
>>> model = nl.train("photos/")  # doctest: +SKIP
>>> model.envelope.gaps(nl.Deployment.parse("hour=20-6"))  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.findings import Findings
    from ninelives.artifacts.handoff import Handoff
    from ninelives.artifacts.labels import Labels
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.patterns import Patterns
    from ninelives.artifacts.predictions import Predictions
    from ninelives.artifacts.problem import Problem
    from ninelives.errors import NinelivesError
    from ninelives.stages.adopt import adopt
    from ninelives.stages.ask import ask
    from ninelives.stages.audit import audit
    from ninelives.stages.audit.patterns import patterns
    from ninelives.stages.audit.watch import Watch
    from ninelives.stages.collect import collect
    from ninelives.stages.defer import defer
    from ninelives.stages.train import predict, train

__version__ = "0.1.0"

_PUBLIC = {
    "Archive": "ninelives.artifacts.archive",
    "Deployment": "ninelives.artifacts.deployment",
    "Envelope": "ninelives.artifacts.envelope",
    "Findings": "ninelives.artifacts.findings",
    "Handoff": "ninelives.artifacts.handoff",
    "Labels": "ninelives.artifacts.labels",
    "Model": "ninelives.artifacts.model",
    "NinelivesError": "ninelives.errors",
    "Patterns": "ninelives.artifacts.patterns",
    "Predictions": "ninelives.artifacts.predictions",
    "Problem": "ninelives.artifacts.problem",
    "SeriesModel": "ninelives.artifacts.model.series",
    "TableModel": "ninelives.artifacts.model.tables",
    "Watch": "ninelives.stages.audit.watch",
    "adopt": "ninelives.stages.adopt",
    "ask": "ninelives.stages.ask",
    "audit": "ninelives.stages.audit",
    "collect": "ninelives.stages.collect",
    "defer": "ninelives.stages.defer",
    "patterns": "ninelives.stages.audit.patterns",
    "predict": "ninelives.stages.train",
    "train": "ninelives.stages.train",
}

__all__ = [
    "Archive",
    "Deployment",
    "Envelope",
    "Findings",
    "Handoff",
    "Labels",
    "Model",
    "NinelivesError",
    "Patterns",
    "Predictions",
    "Problem",
    "SeriesModel",
    "TableModel",
    "Watch",
    "adopt",
    "ask",
    "audit",
    "collect",
    "defer",
    "patterns",
    "predict",
    "train",
]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:  # late: `import ninelives` loads no numpy
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'ninelives' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
