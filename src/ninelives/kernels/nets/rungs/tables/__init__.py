"""Inference of the rungs that learn from tables: those that tell a class, and those that tell a number."""

from __future__ import annotations

from ninelives.kernels.nets.rungs.majority import Majority
from ninelives.kernels.nets.rungs.tables.columns import Columns
from ninelives.kernels.nets.rungs.tables.forest import Forest
from ninelives.kernels.nets.rungs.tables.machines import Dense, Landmarks, Layer, Machine
from ninelives.kernels.nets.rungs.tables.reckoning import (
    BoostingOfNumbers,
    KernelOfNumbers,
    Linear,
    Mean,
    NetworkOfNumbers,
    Regressor,
)
from ninelives.kernels.nets.rungs.tables.rules import Rules, RulesOfNumbers
from ninelives.kernels.nets.rungs.tables.spread import Spread
from ninelives.kernels.nets.rungs.tables.voting import Boosting, Kernel, Network, Perceptron

CLASSIFIERS: dict[str, type[Majority | Rules | Perceptron | Kernel | Boosting | Network]] = {
    rung.name: rung for rung in (Majority, Rules, Perceptron, Kernel, Boosting, Network)
}
REGRESSORS: dict[str, type[Mean | RulesOfNumbers | Linear | KernelOfNumbers | BoostingOfNumbers | NetworkOfNumbers]] = {
    rung.name: rung for rung in (Mean, RulesOfNumbers, Linear, KernelOfNumbers, BoostingOfNumbers, NetworkOfNumbers)
}

__all__ = [
    "CLASSIFIERS",
    "REGRESSORS",
    "Boosting",
    "BoostingOfNumbers",
    "Columns",
    "Dense",
    "Forest",
    "Kernel",
    "KernelOfNumbers",
    "Landmarks",
    "Layer",
    "Linear",
    "Machine",
    "Mean",
    "Network",
    "NetworkOfNumbers",
    "Perceptron",
    "Regressor",
    "Rules",
    "RulesOfNumbers",
    "Spread",
]
