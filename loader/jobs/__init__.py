"""Loads that run by themselves: due times claimed in the graph, a process for each load, and what is told of it."""
