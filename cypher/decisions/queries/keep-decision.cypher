// Keeps a decision.
//
// access: write
// Parameters
//   n: integer — its number
//   kind: string — same, different or unsure
//   by: string — who took it
//   reason: string — why, or null
//   first: string — the record that it names first
//   second: string — the record that it names second
// Columns
//   id: string — its id
MATCH (a:Record {id: $first})
MATCH (b:Record {id: $second})
CREATE (d:Decision {id: 'd' + toString($n), n: $n, kind: $kind, at: datetime(), by: $by, reason: $reason})
CREATE (d)-[:ABOUT {place: 1}]->(a)
CREATE (d)-[:ABOUT {place: 2}]->(b)
RETURN d.id AS id
