// The latest withdrawn version of each of some statements of a source.
//
// Parameters
//   statements: list<string> — the statements' keys
//   source: string — the source's id
// Columns
//   statement: string — the statement's key
//   n: integer — its number
//   run: string — the run that withdrew it
UNWIND $statements AS statement
MATCH ()-[w:WITHDRAWN]->() WHERE w.source = $source AND w.statement = statement
WITH statement, w ORDER BY toInteger(substring(w.id, 33)) DESC
WITH statement, collect(w)[0] AS last
RETURN statement, toInteger(substring(last.id, 33)) AS n, last.withdrawn_run AS run
