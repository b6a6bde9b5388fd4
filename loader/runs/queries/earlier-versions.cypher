// The number of the latest withdrawn version of each of some statements of a source.
//
// Parameters
//   statements: list<string> — the statements' keys
//   source: string — the source's id
// Columns
//   statement: string — the statement's key
//   n: integer — its number
UNWIND $statements AS statement
MATCH ()-[w:WITHDRAWN]->() WHERE w.source = $source AND w.statement = statement
RETURN statement, max(toInteger(substring(w.id, 33))) AS n
