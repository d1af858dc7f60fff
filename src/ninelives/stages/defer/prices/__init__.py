"""What deciding costs: the cheapest rule that keeps the promise, beside the machine, a person, and by hand."""

from ninelives.stages.defer.prices.priced import Priced
from ninelives.stages.defer.prices.reckoned import reckoned

__all__ = ["Priced", "reckoned"]
