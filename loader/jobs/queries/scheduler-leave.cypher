// Forgets a scheduler that has ended.
//
// access: write
// Parameters
//   process: string — this process, as `host:pid:start`
MATCH (p:Scheduler {id: $process}) DETACH DELETE p
