// What others are running.

SHOW TRANSACTIONS
