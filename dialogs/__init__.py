"""What is said: conversations as frozen data, and one pure function that takes them a step further."""
