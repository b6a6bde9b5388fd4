"""Whose names are like whose: of records that may be one actor, and of a list of names that is screened."""
