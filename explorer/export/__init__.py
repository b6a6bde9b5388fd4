"""What is in view, to take away: pictures, a page to print or to open offline, files for other programs."""
