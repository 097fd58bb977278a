"""The lists around the call screen: call-backs, finished calls, voices, papers, the day."""
