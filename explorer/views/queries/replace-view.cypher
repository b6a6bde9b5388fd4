// Puts another canvas in place of a view's, and keeps the one before; without another one, those two change places.
//
// access: write
// Parameters
//   id: string — its id
//   state: string — places and parts as JSON; null to take the one before
//   actors: list<string> — the ids of its actors
//   statements: list<string> — of each statement among them the version's id and its hash
//   compared: boolean — all statements among them are kept
MATCH (v:View {id: $id})
WITH v, properties(v) AS before WHERE $state IS NOT NULL OR before.before_state IS NOT NULL
SET v.before_state = before.state, v.before_actors = before.actors, v.before_statements = before.statements,
  v.before_compared = before.compared, v.before_seen_at = before.seen_at,
  v.state = coalesce($state, before.before_state), v.changed_at = datetime(),
  v.actors = CASE WHEN $state IS NULL THEN before.before_actors ELSE $actors END,
  v.statements = CASE WHEN $state IS NULL THEN before.before_statements ELSE $statements END,
  v.compared = CASE WHEN $state IS NULL THEN before.before_compared ELSE $compared END,
  v.seen_at = CASE WHEN $state IS NULL THEN before.before_seen_at ELSE datetime() END
