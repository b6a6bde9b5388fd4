// An index.

CREATE INDEX x FOR (n:Actor) ON (n.name)
