"""From a person's request to what the canvas draws: pure, given a way to ask the graph."""
