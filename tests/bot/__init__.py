"""What touches the world, part by part."""
