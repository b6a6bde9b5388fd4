"""What people decide on identity: which records are one actor, kept, carried out and undone."""
