"""Inputs kept by their content hash."""
