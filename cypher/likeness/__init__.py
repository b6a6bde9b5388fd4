"""How like two names are, with the reason in words, and which of many names are worth comparing."""
