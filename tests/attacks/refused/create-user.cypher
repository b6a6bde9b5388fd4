// A new administrator.

CREATE USER eve SET PASSWORD 'password1234' CHANGE NOT REQUIRED
