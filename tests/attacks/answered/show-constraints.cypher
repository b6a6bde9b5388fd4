// What is unique.

SHOW CONSTRAINTS
