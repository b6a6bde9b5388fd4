// How many statements say something of an actor today: counts that are kept with it, none is walked.
//
// Arguments
//   a — the actor
COUNT { (@a)--() } - COUNT { (@a)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() }
