"""What a manifest may say, and the sources that are there."""
