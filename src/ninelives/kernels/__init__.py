"""Arrays and bytes in, arrays and bytes out: no paths, no command line."""
