"""How the explorer is served, watched over, and shown under a path."""
