"""One file per artifact, one page out."""
