"""Feeds too large for a graph: their rows stay in Parquet, sums of them become the graph's statements."""
