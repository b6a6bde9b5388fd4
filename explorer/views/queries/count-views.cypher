// How many views there are, by the database's own counter.
//
// Columns
//   views: integer — how many
MATCH (v:View) RETURN count(v) AS views
