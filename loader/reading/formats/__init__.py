"""From a file's bytes to rows; knows no source."""
