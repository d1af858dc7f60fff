"""A hand-over at work: each new item decided, and handed to a person where that is the decision."""
