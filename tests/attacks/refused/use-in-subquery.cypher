// Another database in a subquery.

CALL { USE system SHOW USERS YIELD user RETURN user } RETURN user
