"""What a rule costs that decides some cases alone and hands the others to people, beside the rules of everybody."""

from ninelives.kernels.stats.price.bill import Bill, Cases, Prices
from ninelives.kernels.stats.price.cheapest import Choice, Rule, cheapest, mistakes
from ninelives.kernels.stats.price.contradict import Contradiction, contradictions
from ninelives.kernels.stats.price.swings import Swing, swings
from ninelives.kernels.stats.price.waiting import Waiting, waiting

__all__ = [
    "Bill",
    "Cases",
    "Choice",
    "Contradiction",
    "Prices",
    "Rule",
    "Swing",
    "Waiting",
    "cheapest",
    "contradictions",
    "mistakes",
    "swings",
    "waiting",
]
