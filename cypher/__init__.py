"""The graph: what may be in it, how to reach it, what to ask it."""
