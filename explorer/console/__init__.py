"""What the console's page asks of the server: running, cancelling, drawing, exporting."""
