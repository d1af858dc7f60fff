"""A task that a page or a database could not take is refused where it is made."""

from __future__ import annotations

import math
from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.queue.task import LARGEST, Task
from tests.queues import picture


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"item": ""}, "no name"),
        ({"item": "a\0b"}, "zero byte"),
        ({"item": "\udcff.jpg"}, "no UTF-8"),
        ({"kind": "chat"}, "'ask' or 'check'"),
        ({"urgency": math.nan}, "are numbers"),
        ({"probability": math.inf}, "are numbers"),
        ({"reason": "x" * 20_000}, "more than 10,000 letters"),
        ({"fields": {"a": "\0"}}, "zero byte"),
        ({"picture": b"GIF89a"}, "no JPEG and no PNG"),
        ({"picture": b"\xff\xd8\xff" + bytes(LARGEST)}, "over 4,000,000 bytes"),
        ({"kind": "check"}, "needs the prediction"),
    ],
)
def test_what_cannot_be_asked_is_told(more: dict[str, Any], says: str) -> None:
    with pytest.raises(NinelivesError, match=says):
        Task(**({"item": "a"} | more))


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(NinelivesError, match=r"no name; .*are numbers"):
        Task(item="", urgency=math.nan)


@pytest.mark.parametrize(("kind", "type_"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_picture_knows_its_type(kind: str, type_: str) -> None:
    assert Task(item="a", picture=picture(kind=kind)).type == type_
