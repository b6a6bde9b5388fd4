// Rights.

GRANT ROLE admin TO eve
