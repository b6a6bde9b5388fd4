// What others are running, column by column.

SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery
