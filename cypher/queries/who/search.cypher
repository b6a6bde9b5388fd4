// Actors by name: any script, beginnings of words, small typing errors; whole names and the most connected first.
//
// uses: degree
// Parameters
//   text: name — what was typed, compared without capitals, accents and vowel signs; empty text finds nothing. Example: "prigozin"
//   kinds: list<string>(person|organization|state|vessel|aircraft|other) = null — only these kinds. Example: ["person", "organization"]
//   limit: integer(0..) = 10 — at most this many actors.
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   degree: integer — how many statements say something of it today
//   matched: string — the name that matched best
//   score: float — how well it matched; comparable within one answer only

// The text arrives as words of letters and digits, so it can't break out of the Lucene query; each word then counts
// whole (^4), as a beginning (^2) or, from 4 letters on, with one typing error, from 8 on with two.
WITH [w IN split(left($text, 200), ' ') WHERE w <> '' | left(w, 40)][..8] AS words
WHERE size(words) > 0
WITH words, [w IN words |
  '("' + w + '"^4 OR ' + w + '*^2'
  + CASE WHEN size(w) >= 8 THEN ' OR ' + w + '~2' WHEN size(w) >= 4 THEN ' OR ' + w + '~1' ELSE '' END + ')'
] AS terms
WITH words, reduce(q = '', t IN terms | q + ' +' + t) AS every, reduce(q = '', t IN terms | q + ' ' + t) AS some
// All words if some actor has them all, else any of them.
WITH words, CASE
  WHEN EXISTS { CALL db.index.fulltext.queryNodes('actor_names', every, {limit: 1}) YIELD node RETURN node } THEN every
  ELSE some
END AS lucene
CALL db.index.fulltext.queryNodes('actor_names', lucene, {limit: CASE WHEN $kinds IS NULL THEN 200 ELSE 2000 END})
YIELD node AS a, score AS lucene_score
WHERE a.live AND ($kinds IS NULL OR a.kind IN $kinds)
WITH words, a, lucene_score LIMIT 200
// Best name: 3 the whole name, 2 whole words, 1 beginnings of words, 0 only alike.
CALL (words, a) {
  WITH words, a, coalesce(a.names, [a.name]) AS names
  UNWIND range(0, size(names) - 1) AS i
  WITH words, a, names[i] AS name, coalesce(a.folded[i], toLower(names[i])) AS folded
  WITH words, a, name, reduce(t = folded, c IN split(',;()/"«»“”-', '') | replace(t, c, ' ')) AS plain
  WITH words, a, name, [w IN split(plain, ' ') WHERE w <> ''] AS own
  WITH a, name, CASE
    WHEN own = words THEN 3
    WHEN all(w IN words WHERE w IN own) THEN 2
    WHEN all(w IN words WHERE any(o IN own WHERE o STARTS WITH w)) THEN 1
    ELSE 0
  END AS fit
  WITH a, name, fit ORDER BY fit DESC, name = a.name DESC, size(name), name LIMIT 1
  RETURN CASE WHEN fit = 0 THEN a.name ELSE name END AS matched, fit
}
WITH a, matched, fit, lucene_score,
  @degree(a) AS degree
WITH a, matched, degree, 100.0 * fit + lucene_score * (1 + log10(1 + degree)) AS score
RETURN a.id AS actor, a.name AS name, a.kind AS kind, coalesce(a.countries, []) AS countries, degree, matched, score
ORDER BY score DESC, degree DESC, actor
LIMIT $limit
