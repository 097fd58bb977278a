"""What is remembered: tables, repositories and the unit of work."""
