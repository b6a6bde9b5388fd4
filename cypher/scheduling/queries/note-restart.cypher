// Notes that the server was restarted, and by whom.
//
// access: write
// Parameters
//   id: string — the request's id
//   by: string — who did it
CREATE (q:Request {id: $id, kind: 'restart', source: '', asked_at: datetime(), asked_by: $by, status: 'done',
                   ended_at: datetime(), answer: 'the graph was restarted'})
