// Forgets the schedulers that died long ago.
//
// access: write
MATCH (p:Scheduler) WHERE p.id >= '' AND p.beat_at < datetime() - duration({hours: 1}) DETACH DELETE p
