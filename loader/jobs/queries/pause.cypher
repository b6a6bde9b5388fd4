// Lets a source's schedule wait for a person, or go on.
//
// access: write
// Parameters
//   source: string — the source's id
//   paused: boolean — whether it is to wait
//   by: string — who asks
// Columns
//   id: string — its id
MATCH (s:Source {id: $source})
SET s.paused = CASE WHEN $paused THEN true END, s.paused_by = CASE WHEN $paused THEN $by END
RETURN s.id AS id
