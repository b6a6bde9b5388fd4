"""Shows the graph to a person."""
