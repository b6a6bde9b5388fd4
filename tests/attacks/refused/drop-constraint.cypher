// The schema.

DROP CONSTRAINT actor_id
