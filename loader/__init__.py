"""Reads what publishers say and keeps the graph in step with it."""
