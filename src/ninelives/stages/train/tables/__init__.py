"""Learning from tables, at the level of arrays: the rungs and their ladder."""
