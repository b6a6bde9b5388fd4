"""From bytes to records and statements in the spool."""
