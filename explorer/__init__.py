"""From the graph to a person: search, canvas, evidence."""
