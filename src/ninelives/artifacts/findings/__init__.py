"""Findings: what an audit found, sealed."""

from ninelives.artifacts.findings.findings import GRAVEST, Findings
from ninelives.artifacts.findings.harm import Harm
from ninelives.artifacts.findings.rows import ROWS

__all__ = ["GRAVEST", "ROWS", "Findings", "Harm"]
