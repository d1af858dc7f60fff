"""Networks and the inference of every rung."""
