// Who there is.

SHOW USERS
