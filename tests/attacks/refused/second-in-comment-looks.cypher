// The comment ends sooner than it seems.

RETURN 1 /* ; */ ; DROP INDEX actor_names
