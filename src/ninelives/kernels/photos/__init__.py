"""Photos: headers, pixels, conditions, duplicates."""
