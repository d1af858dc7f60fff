"""What pages and drawings are made of."""
