// Puts a source's schedule into the graph; the times before that do not count.
//
// access: write
// Parameters
//   source: string — the source's id
//   title: string — its title
//   publisher: string — who publishes it
//   url: string — where
//   licence: string — on which terms
//   reliability: string — Admiralty code A–F
//   rank: integer — the smaller, the sooner its name is shown
//   expected: string — how often an edition is expected
//   schedule: string — the schedule as JSON
//   now: datetime — the present moment
MERGE (s:Source {id: $source})
ON CREATE SET s.title = $title, s.publisher = $publisher, s.url = $url, s.licence = $licence,
              s.reliability = $reliability, s.rank = $rank
SET s.scheduled_at = CASE WHEN $schedule = s.schedule THEN s.scheduled_at WHEN $schedule IS NULL THEN null
                     ELSE $now END,
    s.schedule = $schedule, s.expected = $expected
