// Takes the oldest request that can be carried out now; its lock keeps two from taking it.
//
// access: write
// Parameters
//   busy: list<string> — sources that are being loaded
//   sources: list<string> — sources that this scheduler can load
//   loads: boolean — whether there is a place for a load
// Columns
//   id: string — its id
//   kind: string — its kind
//   source: string — the source's id
//   run: string? — of which run
//   asked_by: string — who asked
MATCH (q:Request) USING INDEX q:Request(status, asked_at)
WHERE q.status = 'asked' AND q.asked_at IS NOT NULL AND NOT q.source IN $busy
  AND (q.source IN $sources OR q.kind IN ['drop', 'pause', 'resume'])
  AND ($loads OR NOT q.kind IN ['run', 'accept'])
WITH q ORDER BY q.asked_at LIMIT 1
SET q.touched = datetime()
WITH q WHERE q.status = 'asked'
SET q.status = 'taken'
RETURN q.id AS id, q.kind AS kind, q.source AS source, q.run AS run, q.asked_by AS asked_by
