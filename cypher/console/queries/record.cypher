// Notes what a person's own statement has written; runs in the same transaction.
//
// access: write
// Parameters
//   id: string — the run's number
//   who: string — the user and the machine
//   statement: string — the statement, as it ran
//   parameters: list<string> — the names of its parameters
//   counts: list<string> — what it changed: `nodes_created: 3`
CREATE (:Written {id: $id, at: datetime(), who: $who, statement: $statement, parameters: $parameters, counts: $counts})
