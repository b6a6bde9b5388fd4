"""The pages beside the network: one file each, found by its path."""
