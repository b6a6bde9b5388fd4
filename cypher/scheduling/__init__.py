"""What the graph keeps of schedules: when a source is due, how healthy it is, what a person asked for."""
