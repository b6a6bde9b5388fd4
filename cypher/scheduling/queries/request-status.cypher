// How a request stands.
//
// Parameters
//   id: string — its id
// Columns
//   id: string — its id
//   status: string — its status
//   taken_by: string? — the scheduler that carries it out
//   answer: string? — what came of it, in words
MATCH (q:Request {id: $id})
RETURN q.id AS id, q.status AS status, q.taken_by AS taken_by, q.answer AS answer
