// Notes that a scheduler is live.
//
// access: write
// Parameters
//   process: string — this process, as `host:pid:start`
//   version: string — of faultlines
MERGE (p:Scheduler {id: $process})
ON CREATE SET p.started_at = datetime(), p.version = $version
SET p.beat_at = datetime()
