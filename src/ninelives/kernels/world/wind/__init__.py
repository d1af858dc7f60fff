"""The wind: a mean that grows with height, and gusts."""
