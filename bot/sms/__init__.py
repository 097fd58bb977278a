"""Text messages by China Mobile's 云MAS, and the ladder that ends with them."""
