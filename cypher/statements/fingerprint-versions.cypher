// Every earlier version of a record.
//
// Columns
//   said: map — its properties
// Scan: a fingerprint is of all versions
MATCH (v:RecordVersion) RETURN properties(v) AS said
