"""What is remembered: tables, their repositories, one unit of work, and encryption of what is personal."""
