"""The camera: what is seen of the garden from anywhere, and how well a cat could be told in it."""
