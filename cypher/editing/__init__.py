"""What helps a person to write Cypher, in shell and browser alike; it judges nothing: that is the guard's part."""
