// The actors `m` one step from both of two actors, looked for from the one with fewer relationships; authorities are none.
//
// uses: trodden
// Arguments
//   one — an actor
//   other — the other
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
WITH CASE WHEN COUNT { (@one)--() } <= COUNT { (@other)--() } THEN [@one, @other] ELSE [@other, @one] END AS ends
WITH ends[0] AS near, ends[1] AS far
MATCH (near)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(m)
WHERE @trodden(r) AND NOT EXISTS { (m)-[:DESIGNATES]->() }
WITH DISTINCT m, far
MATCH (m)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(far)
WHERE @trodden(r)
RETURN DISTINCT m
