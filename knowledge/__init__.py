"""What is known: the facts and rules a good clerk has in the head, as frozen values and pure functions."""
