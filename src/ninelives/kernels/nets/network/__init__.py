"""A small convolutional network from scratch: how it learns (with torch), and the graph that it is run by (without)."""
