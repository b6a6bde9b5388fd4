// The state of a service that was told last.
//
// Parameters
//   what: string — the service: `backup` or `scheduler`
// Columns
//   state: string? — the state that was told last
MATCH (t:Turn {id: $what}) RETURN t.told AS state
