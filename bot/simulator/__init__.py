"""A WeChat platform of our own for demo and tests: it knows only HTTP and imports nothing of the rest."""
