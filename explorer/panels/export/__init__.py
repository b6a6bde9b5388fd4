"""Takes what is in view away: pictures, a page to print or to keep, files."""
