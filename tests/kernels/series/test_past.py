"""What was known at a moment."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.series import Past


def test_the_calendar_stays_known_where_values_are_not() -> None:
    past = Past(np.arange(5.0), 10, np.arange(8)[:, None] % 4, np.array([4]), np.arange(8.0)[:, None])
    early = past.until(3)
    assert (past.ahead, early.ahead) == (3, 5)
    assert early.values.tolist() == [0, 1, 2]
    assert early.known is past.known
