"""The cat: where it sits, what it looks like, and where it looks."""
