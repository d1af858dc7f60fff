"""The quadcopter: a 6 kg craft whose four rotors lift a cat of 4 kg."""
