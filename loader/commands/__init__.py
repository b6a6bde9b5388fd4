"""The commands of the loader."""
