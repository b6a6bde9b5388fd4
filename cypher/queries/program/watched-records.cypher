// What changed since a day in what sources say of certain actors, which records joined them, and which may be them.
//
// uses: record-content
// Parameters
//   actors: list<string> — the actors' ids. Example: ["wagner-2023:wagner-group"]
//   since: date — on this day (of UTC) or later. Example: 2023-01-01
//   limit: integer(0..) = 200 — at most this many changes.
// Columns
//   change: string — created, changed, withdrawn, joined or proposed
//   because: string — source, reader or identities
//   actor: string — the actor's id
//   actor_name: string — its name
//   name: string — the record's name
//   identifier: string? — the identifier that proposes it; null for all else
//   now: map? — what is said now; null when it was withdrawn
//   before: map? — what was said before; null when it is new
//   source: string — the source's id
//   run: string — the run that changed it
//   at: datetime — when
//   id: string — the record's id
UNWIND $actors AS id
MATCH (a:Actor {id: id})
CALL (a) {
  MATCH (r:Record)-[:DESCRIBES]->(a) WHERE r.recorded_at >= datetime({date: $since})
  OPTIONAL MATCH (v:RecordVersion {id: r.id + ':' + toString(r.n - 1)})
  RETURN r, CASE WHEN v IS NOT NULL THEN 'changed' WHEN a.id <> r.id THEN 'joined' ELSE 'created' END AS change,
    CASE WHEN v IS NULL AND a.id <> r.id THEN 'identities' ELSE coalesce(r.because, 'source') END AS because,
    @record-content(r) AS now,
    @record-content(v) AS before,
    r.recorded_run AS run, r.recorded_at AS at, null AS identifier
UNION ALL
  MATCH (r:Record)-[:DESCRIBES]->(a) WHERE r.withdrawn_at >= datetime({date: $since})
  RETURN r, 'withdrawn' AS change, coalesce(r.withdrawn_because, 'source') AS because, null AS now,
    @record-content(r) AS before,
    r.withdrawn_run AS run, r.withdrawn_at AS at, null AS identifier
UNION ALL
  MATCH (r:Record)-[p:PROPOSED]->(a)
  MATCH (run:Run {id: p.proposed_run}) WHERE run.started_at >= datetime({date: $since})
  RETURN r, 'proposed' AS change, 'identities' AS because, null AS now, null AS before,
    run.id AS run, run.started_at AS at, p.identifier AS identifier
}
WITH a, r, change, because, now, before, run, at, identifier ORDER BY at DESC, r.id LIMIT $limit
RETURN change, because, a.id AS actor, a.name AS actor_name, r.name AS name, identifier, now, before,
  r.source AS source, run, at, r.id AS id
ORDER BY at DESC, name, id
