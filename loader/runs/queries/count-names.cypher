// Notes with records of a feed how many rows gave them each of their names, and which inputs that counts.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each record its id, its names with their counts, and the inputs
UNWIND $rows AS row
MATCH (rec:Record {id: row[0]})
SET rec.called = row[1], rec.counted = row[2]
