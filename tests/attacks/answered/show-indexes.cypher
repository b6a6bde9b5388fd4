// What is indexed.

SHOW INDEXES
