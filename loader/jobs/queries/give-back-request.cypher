// Lets a request be asked again.
//
// access: write
// Parameters
//   id: string — its id
MATCH (q:Request {id: $id, status: 'taken'}) SET q.status = 'asked'
