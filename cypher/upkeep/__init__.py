"""Backup, restore, staging and downtime of the embedded graph."""
