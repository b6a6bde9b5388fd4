// The server's settings.

SHOW SETTINGS
