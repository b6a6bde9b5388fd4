// Notes the state of a service, such as the backups or the scheduler, where that is another than what was told last; for
// delivery when there is a webhook.
//
// access: write
// Parameters
//   what: string — the service: `backup` or `scheduler`
//   state: string — the state that is told
//   well: string — the state that is no news when nothing was told before
//   body: string — what is sent: JSON; null without a webhook
//   id: string — the notice's id
//   now: datetime — the present moment
// Columns
//   id: string — what was noted
MERGE (t:Turn {id: $what}) SET t.touched = datetime()
WITH t WHERE coalesce(t.told, $well) <> $state
SET t.told = $state
FOREACH (body IN CASE WHEN $body IS NULL THEN [] ELSE [$body] END |
  CREATE (:Notice {id: $id, source: 'faultlines:' + $what, at: $now, next_at: $now, status: 'waiting', attempts: 0,
    body: body}))
RETURN t.id AS id
