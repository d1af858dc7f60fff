"""What stages hand over: each saves, loads and checks itself."""
