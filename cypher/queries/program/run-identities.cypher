// Which records of a run joined the actor of another source, and which wait for a person to say whether they are one.
//
// Parameters
//   run: string — the run's id. Example: "wagner-2023-1"
//   limit: integer(0..) = 200 — at most this many.
// Columns
//   change: string — joined or proposed
//   actor: string — the actor's id
//   actor_name: string — its name
//   name: string — the record's name
//   identifier: string — the identifier that proposes it; null for one that joined
//   source: string — the source's id
//   run: string — the run
//   at: datetime — when
//   id: string — the record's id
// Scan: the source's records are read in their index on (source, key).
MATCH (run:Run {id: $run})
WITH run.source AS source, run.started_at AS began
MATCH (r:Record) USING INDEX r:Record(source, key)
WHERE r.source = source AND r.key >= ''
CALL (r) {
  WITH r WHERE r.recorded_run = $run AND r.n = 1
  MATCH (r)-[d:DESCRIBES]->(a:Actor) WHERE coalesce(d.rule, a.id) <> r.id
  RETURN 'joined' AS change, a, null AS identifier
UNION ALL
  MATCH (r)-[p:PROPOSED]->(a:Actor) WHERE p.proposed_run = $run
  RETURN 'proposed' AS change, a, p.identifier AS identifier
}
WITH r, change, a, identifier, began ORDER BY change DESC, r.key LIMIT $limit
RETURN change, a.id AS actor, a.name AS actor_name, r.name AS name, identifier, r.source AS source, $run AS run,
  began AS at, r.id AS id
ORDER BY change DESC, name, id
