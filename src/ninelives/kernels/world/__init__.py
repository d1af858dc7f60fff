"""The garden: an oak, a cat, a quadcopter, wind, seasons, day and night.

SI units throughout: metres, seconds, kilograms, newtons, radians. x points east, y north, z up; the foot of the trunk
is the origin, and the ground is z = 0. The drone's body has x forward, y left and z up; attitudes are quaternions
(w, x, y, z) that turn body into world. Arrays hold many worlds, one a row.
"""
