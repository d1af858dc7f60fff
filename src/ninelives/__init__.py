"""Every model ships with its flight envelope."""

__version__ = "0.1.0"
