"""What lights the garden: sun, dusk, moon, and the drone's lamp."""
