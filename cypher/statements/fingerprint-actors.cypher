// Every actor as the records that describe it.
//
// Columns
//   records: list<string> — their ids, sorted
// Scan: a fingerprint is of all actors
MATCH (a:Actor) RETURN COLLECT { MATCH (a)<-[:DESCRIBES]-(r:Record) RETURN r.id ORDER BY r.id } AS records
