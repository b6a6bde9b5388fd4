// Notes that a decision was undone.
//
// access: write
// Parameters
//   id: string — its id
//   by: string — who undid it
MATCH (d:Decision {id: $id})
SET d.undone_at = datetime(), d.undone_by = $by
