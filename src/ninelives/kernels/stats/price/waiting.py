"""How long what is handed over waits for people, and whether they can keep up at all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue.

    Attributes:
        utilisation: what comes beside what can be answered; from 1 on the queue only grows.
        hours: from a case's coming until its answer, in the mean, of the hours in which people work; None where the
            queue only grows.
        more: cases by which it is longer after each day.
    """

    utilisation: float
    hours: float | None
    more: float

    @property
    def grows(self) -> bool:
        """Whether no answer would ever come in the end."""
        return self.hours is None


def waiting(arrivals: float, capacity: float, *, people: int = 1, hours: float = 8.0) -> Waiting:
    """Mean time until an answer, by M/M/c: Erlang's formula of delay.

    Source: A. K. Erlang, Solution of some problems in the theory of probabilities of significance in automatic
    telephone exchanges, Elektroteknikeren 13, 1917. Assumed: cases come at random, as often at any time that people
    work in; answers take times that vary exponentially; who is free takes the next case. Where answers take about as
    long each, waiting is shorter, by half at most for one person.

    Args:
        arrivals: cases a day, >= 0.
        capacity: cases a day that all people can answer together, >= 0.
        people: who answer at the same time, >= 1.
        hours: that they work a day, > 0.

    Raises:
        ValueError: one of them is out of range.
    """
    if not (arrivals >= 0 and capacity >= 0 and people >= 1 and hours > 0):
        raise ValueError(f"cases, people and hours are counted, got {arrivals}, {capacity}, {people} and {hours}")
    if arrivals >= capacity:
        return Waiting(arrivals / capacity if capacity else float("inf"), None, arrivals - capacity)
    load = arrivals * people / capacity  # people who are busy, in the mean
    blocked = 1.0  # by Erlang's loss formula, which is stable where factorials are not
    for busy in range(1, people + 1):
        blocked = load * blocked / (busy + load * blocked)
    used = arrivals / capacity
    delayed = blocked / (1 - used * (1 - blocked))
    return Waiting(used, hours * (delayed / (capacity - arrivals) + people / capacity), 0.0)
