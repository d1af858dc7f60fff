"""Small queues of made-up things, for tests."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

from ninelives.stages.defer.queue import ASK, CHECK, Asked, Given, Queue, Rules, Task

CAT_DOG = Asked(
    handoff="h" * 64, classes=("cat", "dog"), risk=0.02, minute=0.5, kept=0.948, lacks=("the night: unseen",)
)
METRES = Asked(handoff="n" * 64, noun="row", unit="m", within=0.5)


class Hands:
    """A clock that a test turns."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


def task(number: int = 0, **more: Any) -> Task:
    told = {"item": f"photo {number:03d}", "prediction": "cat", "probability": 0.6, "reason": "too close to call"}
    return Task(**(told | more))


def check(number: int = 0, **more: Any) -> Task:
    said = {"p_cat": 0.6, "p_dog": 0.4}
    return task(number, kind=CHECK, **({"score": 0.9, "drawn": True, "said": said} | more))


_MADE: dict[tuple[str, str], bytes] = {}  # new queues, by handoff and people: a copy is made sooner than the tables are


def opened(
    place: Path | str, asked: Asked = CAT_DOG, *, clock: Any = None, people: str = "ann,bob,cem", **rules: Any
) -> Queue:
    """A queue with people; ids are 1, 2, 3 in their order."""
    key, told = (asked.handoff, people), (asked, Rules(**({"double": 0.0} | rules)), clock or Hands())
    if isinstance(place, str):
        return _invited(Queue(place, *told), people)
    if not place.exists():
        if key not in _MADE:
            _invited(Queue(place, *told), people).close()
            _MADE[key] = place.read_bytes()
        place.write_bytes(_MADE[key])
    return Queue(place, *told)


def _invited(queue: Queue, people: str) -> Queue:
    for name in people.split(","):
        queue.tokens.invite(name)
    return queue


def given(task: int, label: object = "cat", by: str = "a", **more: Any) -> Given:
    return Given(id=f"{by}-{task:08d}", task=task, label=label, **more)


def picture(shade: int = 120, kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, (shade, 90, 200 - shade // 2)).save(data, kind)
    return data.getvalue()


__all__ = ["ASK", "CAT_DOG", "CHECK", "METRES", "Hands", "check", "given", "opened", "picture", "task"]
