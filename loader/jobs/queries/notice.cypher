// Notes that a source's state is another than the one told last, for delivery when there is a webhook.
//
// access: write
// Parameters
//   source: string — the source's id
//   state: string — the state that is told
//   body: string — what is sent: JSON; null without a webhook
//   id: string — the notice's id
//   now: datetime — the present moment
// Columns
//   id: string — its id
MATCH (s:Source {id: $source}) SET s.touched = datetime()
WITH s WHERE coalesce(s.told, 'well') <> $state
SET s.told = $state
FOREACH (body IN CASE WHEN $body IS NULL THEN [] ELSE [$body] END |
  CREATE (:Notice {id: $id, source: $source, at: $now, next_at: $now, status: 'waiting', attempts: 0, body: body}))
RETURN s.id AS id
