"""What calibrates a hand-over, and what is new."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.stages.defer.sources import New


def test_what_is_only_declared_has_no_items() -> None:
    new = New(judged=None, visited=Envelope.of({}, np.arange(2)))
    assert (new.repeated, new.archive, new.notes) == (0, None, ())
