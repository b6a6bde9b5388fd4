"""A first manifest for a file that nobody has described yet."""
