"""The shell: statements and commands typed at a terminal, or read from a pipe."""
