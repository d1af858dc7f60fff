"""What each page shows, taken from its artifact."""
