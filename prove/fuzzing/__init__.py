"""What `prove/fuzz.py` throws at the program, and how it watches."""
