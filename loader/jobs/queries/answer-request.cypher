// Notes what came of a request that this process has taken.
//
// access: write
// Parameters
//   id: string — its id
//   process: string — this process, as `host:pid:start`
//   status: string — how it ended
//   answer: string — what came of it, in words
MATCH (q:Request {id: $id}) WHERE q.taken_by = $process
SET q.status = $status, q.answer = $answer, q.ended_at = datetime()
