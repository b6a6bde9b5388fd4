"""Who may come in, and who may do what: users, passwords, sessions, roles, the login page, OpenID Connect."""
