// Makes identifiers, or holds whoever else writes them until this transaction is done.
//
// access: write
// Parameters
//   identifiers: list<list<any>> — of each the identifier, its scheme and its value
// Columns
//   written: integer — how many there are
UNWIND $identifiers AS identifier
WITH identifier[0] AS id, identifier[1] AS scheme, identifier[2] AS value
MERGE (i:Identifier {id: id})
SET i.scheme = scheme, i.value = value
RETURN count(i) AS written
