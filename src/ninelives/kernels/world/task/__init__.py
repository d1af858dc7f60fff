"""The rescue as a task: where it is played, how it begins, what counts, what is paid, and one who can do it."""
