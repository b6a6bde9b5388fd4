// Under which programmes the filter of the screen has actors designated, by whomever; actors without any are left out.
//
// uses: affirmed, type-said
// Parameters
//   actors: list<string> — ids. Example: ["wagner-2023:wagner-group", "wagner-2023:yevgeny-prigozhin"]
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-26", "last": "2023-01-26", "known": null, "undated": true}
// Columns
//   actor: string — the actor's id
//   programmes: list<string> — the programmes, in the order of the alphabet
UNWIND $actors AS id
MATCH (a:Actor {id: id})<-[r:DESIGNATES|WITHDRAWN]-()
WHERE r.programme IS NOT NULL AND @type-said(r) = 'DESIGNATES' AND @affirmed(r)
WITH DISTINCT a.id AS actor, r.programme AS programme ORDER BY actor, programme
RETURN actor, collect(programme) AS programmes
ORDER BY actor
