// Notes how the last scheduled backup ended, where that is another than what was told last; for delivery when there is
// a webhook.
//
// access: write
// Parameters
//   state: string — the state that is told: `failed` or `well`
//   body: string — what is sent: JSON; null without a webhook
//   id: string — the notice's id
//   now: datetime — the present moment
// Columns
//   id: string — what was noted
MATCH (t:Turn {id: 'backup'}) SET t.touched = datetime()
WITH t WHERE coalesce(t.told, 'well') <> $state
SET t.told = $state
FOREACH (body IN CASE WHEN $body IS NULL THEN [] ELSE [$body] END |
  CREATE (:Notice {id: $id, source: 'faultlines:backup', at: $now, next_at: $now, status: 'waiting', attempts: 0,
    body: body}))
RETURN t.id AS id
