"""The frames of a scripted flight, one after the other: nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.film.outside import Bystander
from ninelives.kernels.world.film.panel import HEIGHT, OUTSIDE, Picture, Words, even, frame
from ninelives.kernels.world.garden import Conditions
from ninelives.kernels.world.light.lighting import heights
from ninelives.kernels.world.task import expert
from ninelives.kernels.world.task.episode import CRASHED, FLYING, RESCUED
from ninelives.kernels.world.task.ranges import Ranges
from ninelives.kernels.world.task.reward import story

RATE = 25  # frames a second
TICKS = 2  # of 20 ms, a frame
DECIDES = 5  # frames from one decision to the next: 5 a second
HELD = 50  # frames that the last one stays
LONGEST = 60 * RATE + HELD  # frames: a flight ends after a minute
_AT = {
    expert.SEARCHING: "searching for the cat",
    expert.APPROACHING: "approaching the cat",
    expert.LEAVING: "bringing the cat out",
    expert.SINKING: "landing with the cat",
}
_DUSK = -12.0  # degrees of the sun: nautical twilight ends, and night begins


def flight(
    ranges: Ranges, seed: int, *, height: int = HEIGHT, seen: int = 64, most: int = LONGEST
) -> Iterator[Picture]:
    """The expert's flight in one world, as frames of a film.

    Args:
        ranges: of its conditions.
        seed: of the episode.
        height: of a frame, px, even; its width is 16/9 of that.
        seen: px of a side of the drone's own picture.
        most: frames at most, those that hold the last one among them.

    Yields:
        (height, width, 3), uint8; at the end the last one ``HELD`` times more.
    """
    flown = _flown(ranges, seed, most)
    engine, paid = next(flown)
    place = told(engine.conditions)
    bystander = Bystander.at(engine.garden, engine.conditions, 0, engine.flight.position[0])
    shown = _frame(engine, bystander, place, paid, 0, height, seen)
    yield shown
    number = 0
    for number, (engine, paid) in enumerate(flown, 1):
        bystander.follow(engine.flight.position[0])
        shown = _frame(engine, bystander, place, paid, number, height, seen)
        yield shown
    for _ in range(min(HELD, most - number - 1)):
        yield shown


def frames(ranges: Ranges, seed: int, *, most: int = LONGEST) -> int:
    """How many frames ``flight`` has: it is flown once without being drawn, which takes a hundredth of the time."""
    return min(sum(1 for _ in _flown(ranges, seed, most)) + HELD, most)


def _flown(ranges: Ranges, seed: int, most: int) -> Iterator[tuple[Engine, float]]:
    """The one world of a flight, frame by frame, and what was paid so far."""
    engine, everyone = Engine(1, ranges), np.ones(1, bool)
    engine.seed(np.array([seed], np.uint64), everyone)
    engine.begin(everyone)
    paid, commands = 0.0, np.zeros((1, 4))
    yield engine, paid
    for number in range(most - 1):
        if engine.episode.outcome[0] != FLYING:
            return
        if number % DECIDES == 0:
            commands = expert.commands(engine.flight, engine.garden)
        paid += float(story(engine.step(commands, everyone, ticks=TICKS, piloted=True))[0])
        yield engine, paid


def _frame(engine: Engine, who: Bystander, place: str, paid: float, number: int, height: int, seen: int) -> Picture:
    count, conditions = engine.episode, engine.conditions
    seconds = number / RATE
    size = height, even(OUTSIDE * height / HEIGHT)
    outside = who.picture(engine.flight, conditions, int(count.noise[0]), seconds, number, size)
    score, tone = _score(int(count.outcome[0]), bool(engine.flight.aboard[0]))
    what = _AT[expert.mode(engine.flight, engine.garden, 0)] if count.outcome[0] == FLYING else "the flight is over"
    words = Words(clock(conditions.hour[0] + seconds / 3600), place, seconds, what, paid, score, tone)
    return frame(outside, engine.pictures(seen)[0], words)


def _score(outcome: int, aboard: bool) -> tuple[str, str]:
    if outcome == RESCUED:
        return "rescued: the cat is down, unhurt", "good"
    if outcome == CRASHED:
        return "crashed", "bad"
    if outcome != FLYING:
        return "not rescued: the time is up", "bad"
    return ("the cat is aboard, not landed yet" if aboard else "not rescued yet"), "plain"


def clock(hour: float) -> str:
    """An hour as people say it: ``22:14``."""
    minutes = int(hour * 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def told(conditions: Conditions) -> str:
    """Date, light, lamp, wind and fog of the first world, in few words."""
    day = date(1970, 1, 1) + timedelta(days=int(conditions.day[0]))
    up = float(heights(conditions)[0])
    parts = [f"{day.day} {day:%B %Y}", "day" if up > 0 else "dusk" if up > _DUSK else "night"]
    parts += ["lamp on"] if conditions.lamp[0] else []
    wind = float(conditions.wind[0])
    parts += [f"wind {wind:.0f} m/s" if wind >= 0.5 else "calm"]
    return " · ".join([*parts, *(["fog"] if conditions.fog[0] > 0.005 else [])])
