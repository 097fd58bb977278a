"""One conversation a file, top to bottom."""
