// Notes how a delivery ended.
//
// access: write
// Parameters
//   id: string — its id
//   status: string — how it ended
//   next_at: datetime — when it is sent again
//   error: string — why it was not delivered
MATCH (n:Notice {id: $id}) SET n.status = $status, n.next_at = $next_at, n.error = $error
