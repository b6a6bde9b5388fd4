"""Saved views: what a person saw, kept in the graph, and what has changed since."""
