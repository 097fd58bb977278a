"""The residents' pages: what is kept of oneself, and the open-information column for everybody."""
