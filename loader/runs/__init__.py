"""One run of one source."""
