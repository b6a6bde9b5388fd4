// A function that tells of files.

RETURN file() AS x
