"""The commands of the graph and of its queries."""
