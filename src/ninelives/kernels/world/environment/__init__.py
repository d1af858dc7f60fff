"""The garden as a Gymnasium environment: one world, or many at once."""
