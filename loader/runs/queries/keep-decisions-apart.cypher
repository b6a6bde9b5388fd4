// Lets no decision on identity be taken while a run begins, and none begin while one is taken, in this transaction.
//
// access: write
// Columns
//   version: integer — the schema's version
// Scan: there is one such node
MATCH (m:Meta) SET m.touched = datetime()
RETURN m.version AS version
