"""The network in a notebook: an answer drawn as the explorer draws it, to be expanded and read."""
