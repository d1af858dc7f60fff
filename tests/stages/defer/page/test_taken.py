"""What the owner takes along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ninelives.stages.defer.page.taken import sample, taken
from ninelives.stages.defer.queue import Asked, Queue
from ninelives.stages.defer.queue.sampled import Sampled
from tests.queues import CAT_DOG

PHOTOS = replace(CAT_DOG, model="photos.model", enveloped=True)


@pytest.mark.parametrize(
    ("asked", "commands"),
    [
        (
            PHOTOS,
            [
                "ninelives train inbox --labels labels.csv",
                "",
                "ninelives defer photos.model --calibration inbox --labels drawn-labels.csv",
            ],
        ),
        (
            replace(PHOTOS, model="said.csv", of="predictions", enveloped=False),
            ["", "ninelives defer said.csv --calibration calibration.csv"],
        ),
        (replace(PHOTOS, of="series", enveloped=False), ["", ""]),
    ],
)
def test_each_file_has_the_command_that_reads_it(queue: Queue, asked: Asked, commands: list[str]) -> None:
    queue.asked = asked
    queue.decided(kept=9, data="inbox")
    assert [each.command for each in taken(queue)] == commands


def test_of_two_folders_none_is_named(queue: Queue) -> None:
    queue.asked = PHOTOS
    queue.decided(kept=9, data="inbox")
    queue.decided(kept=9, data="night")
    assert "defer photos.model --calibration DATA " in taken(queue)[2].command


def test_it_says_how_many_rows_there_are_and_why_not_all() -> None:
    words = sample(Sampled(rows=93, waiting=7, answered=1141), CAT_DOG)
    for part in ("93 photos", "The other 1,048", "7 of the drawn still wait"):
        assert part in words
    assert "other" not in sample(Sampled(rows=3, waiting=0, answered=3), CAT_DOG)
