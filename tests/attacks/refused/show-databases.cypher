// Which databases there are.

SHOW DATABASES
