"""Sentences written for this project, a file an intent, and the command that makes the models out of them."""
