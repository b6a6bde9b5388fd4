"""What changed lately, as a list that a person reads in the morning."""
