"""An oak: grown from a seed, and dressed by the season."""
