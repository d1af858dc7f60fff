"""Handoff: what a machine decides alone, what it asks a person, with which guarantee and at which price."""

from ninelives.artifacts.handoff.handoff import Handoff
from ninelives.artifacts.handoff.judged import Judged
from ninelives.artifacts.handoff.rule import ALONE, ASK, DECISIONS, REFUSE, Rule
from ninelives.artifacts.handoff.state import State

__all__ = ["ALONE", "ASK", "DECISIONS", "REFUSE", "Handoff", "Judged", "Rule", "State"]
