"""The quadcopter once more, slowly: whole arrays on the array API, for NumPy and torch; what tests compare with."""
