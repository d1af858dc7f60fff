"""Evidence that may be looked at after every observation: bets against a stream being like its reference."""

from ninelives.kernels.stats.betting.ranks import Ranks
from ninelives.kernels.stats.betting.wealth import Wealth

__all__ = ["Ranks", "Wealth"]
