"""The command line: one file a subject; each command reads settings, calls a use case and prints."""
