// One's own password.

ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'password1234'
