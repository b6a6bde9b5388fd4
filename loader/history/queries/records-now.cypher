// How some records stand.
//
// Parameters
//   ids: list<string> — their ids
// Columns
//   id: string — its id
//   n: integer — its number
//   live: boolean — whether it is live
//   made_by: string — the run that made it so
//   dropped_by: string? — the run that withdrew it
UNWIND $ids AS id MATCH (r:Record {id: id})
RETURN id, r.n AS n, r.live AS live, r.recorded_run AS made_by, r.withdrawn_run AS dropped_by
