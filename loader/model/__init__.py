"""What a source says: records, statements, rows, dates and countries; frozen, no graph in sight."""
