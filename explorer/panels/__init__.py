"""The panels of the explorer: one file each, found by its path."""
