"""Runs what the guard has judged: gate, metered connection, watch, limits."""
