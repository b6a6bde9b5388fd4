// Aggregates.

MATCH (a:Actor) RETURN count(*), avg(a.n), percentileCont(a.n, 0.5), stDev(a.n), collect(DISTINCT a.kind)
