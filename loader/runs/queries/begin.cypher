// Begins a run of a source; one that still runs was killed.
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
//   reads: string — snapshot or increment
//   input: string — sha256 of the input
//   files: list<string> — its files, as `part=name`
//   reader: string — the reader's version
//   said_at: string — the publication date of the input
//   archived: list<string> — its files in the archive, as `part=sha256=name`
//   due: datetime — the due time
//   job: string — the attempt of a scheduler
//   by: string — who asked for it
// Columns
//   run: string — the run's id
//   at: datetime — its timestamp
MERGE (s:Source {id: $source})
SET s.title = $title, s.publisher = $publisher, s.url = $url, s.licence = $licence, s.reliability = $reliability,
    s.rank = $rank, s.expected = $expected, s.runs = coalesce(s.runs, 0) + 1,
    s.scheduled_at = CASE WHEN $schedule IS NULL OR $schedule = s.schedule THEN s.scheduled_at ELSE datetime() END,
    s.schedule = coalesce($schedule, s.schedule)
WITH s
OPTIONAL MATCH (left:Run) WHERE left.source = $source AND left.n >= 0 AND left.status = 'running'
SET left.status = 'failed', left.error = 'ended before it was done', left.ended_at = datetime()
WITH DISTINCT s
CREATE (r:Run {id: s.id + '-' + toString(s.runs), n: s.runs, source: s.id, status: 'running', started_at: datetime(),
               input: $input, files: $files, reader: $reader, said_at: date($said_at), reads: $reads, archived: $archived,
               due: $due, job: $job, begun_by: $by})
CREATE (r)-[:OF]->(s)
SET r.at = CASE WHEN s.recorded_at > r.started_at THEN s.recorded_at ELSE r.started_at END
RETURN r.id AS run, r.at AS at
