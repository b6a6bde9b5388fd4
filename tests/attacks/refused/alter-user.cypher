// Another's password.

ALTER USER neo4j SET PASSWORD 'password1234'
