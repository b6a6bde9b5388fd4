"""The page of the scheduled loads: how each source is, and what a person may ask for."""
