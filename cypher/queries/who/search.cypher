// Actors by name: any script, beginnings of words, small typing errors; whole names first, states among them, then whole words.
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
// whole (^4), as a beginning (^2) or, from 4 letters on, with one typing error, from 8 on with two. Two words in a row may
// stand in a name as one: al-Qa'ida is "al qaida".
WITH [w IN split(left($text, 200), ' ') WHERE w <> '' | left(w, 40)][..8] AS words
WHERE size(words) > 0
WITH words, reduce(t = '', w IN words | t + w) AS typed, [w IN words |
  '("' + w + '"^4 OR ' + w + '*^2'
  + CASE WHEN size(w) >= 8 THEN ' OR ' + w + '~2' WHEN size(w) >= 4 THEN ' OR ' + w + '~1' ELSE '' END + ')'
] AS terms
WITH words, typed, terms, reduce(q = '', t IN terms | q + ' +' + t) AS apart, reduce(q = '', t IN terms | q + ' ' + t) AS some
WITH words, typed, some, reduce(q = '(' + apart + ')', i IN range(0, size(words) - 2) |
  q + ' OR (' + reduce(p = '', j IN range(0, size(words) - 1) |
    p + CASE WHEN j = i THEN ' +"' + words[j] + words[j + 1] + '"' WHEN j = i + 1 THEN '' ELSE ' +' + terms[j] END) + ')') AS every
// All words if some actor has them all, else any of them.
WITH words, typed, CASE
  WHEN EXISTS { CALL db.index.fulltext.queryNodes('actor_names', every, {limit: 1}) YIELD node RETURN node } THEN every
  ELSE some
END AS lucene
// A state has many names, so that the index thinks little of each: those whose names begin so are taken anyway.
CALL (words, typed, lucene) {
  CALL db.index.fulltext.queryNodes('actor_names', lucene, {limit: CASE WHEN $kinds IS NULL THEN 200 ELSE 2000 END})
  YIELD node AS a, score
  WHERE a.live AND ($kinds IS NULL OR a.kind IN $kinds)
  RETURN a, score LIMIT 200
UNION ALL
  MATCH (i:Identifier)<-[:HAS]-(:Record)-[:DESCRIBES]->(a:Actor)
  WHERE i.id STARTS WITH 'iso3:' AND a.kind = 'state' AND a.live AND ($kinds IS NULL OR a.kind IN $kinds)
    AND (i.id = 'iso3:' + toUpper(typed) OR any(name IN coalesce(a.folded, a.names) WHERE toLower(name) STARTS WITH words[0]))
  RETURN a, 0.0 AS score
}
WITH words, typed, a, max(score) AS lucene_score
// Best name: 3 the whole name, wherever it is parted, a little less what stands before or in its brackets, 2 whole words,
// 1 beginnings of words, 0 only alike. Of whole names a state's goes first, then the one that an actor is shown by; of whole words one that the
// name writes as an acronym (UN), then those that are most of the name.
CALL (words, typed, a) {
  WITH words, typed, a, coalesce(a.names, [a.name]) AS names
  UNWIND range(0, size(names) - 1) AS i
  WITH words, typed, a, names[i] AS name, coalesce(a.folded[i], toLower(names[i])) AS folded
  WITH words, typed, a, name, folded, split(toLower(name), '(') AS parts
  WITH words, typed, a, name, [folded] + CASE WHEN size(parts) = 2 THEN [parts[0], split(parts[1], ')')[0]] ELSE [] END AS forms
  UNWIND range(0, size(forms) - 1) AS place
  WITH words, typed, a, name, place, reduce(t = forms[place], c IN split(',;()/"«»“”-.', '') | replace(t, c, ' ')) AS plain
  WITH words, typed, a, name, place, [w IN split(plain, ' ') WHERE w <> ''] AS own
  WITH words, typed, a, name, place, own, reduce(t = '', o IN own | t + o) AS joined
  WITH a, name, CASE
    WHEN joined = typed THEN CASE place WHEN 0 THEN 3 ELSE 2.6 END + CASE WHEN a.kind = 'state' THEN 0.5 ELSE 0 END + CASE WHEN name = a.name THEN 0.2 ELSE 0 END
    WHEN all(w IN words WHERE w IN own) THEN 2 + 0.1 * size(words) / size(own)
      + CASE WHEN size(typed) <= 5 AND a.kind <> 'person' AND toUpper(typed) IN split(name, ' ') THEN 0.3 ELSE 0 END
    WHEN joined CONTAINS typed AND any(i IN range(0, size(own) - 1) WHERE any(j IN range(i + 1, size(own)) WHERE
      reduce(t = '', o IN own[i..j] | t + o) = typed)) THEN 2
    WHEN all(w IN words WHERE any(o IN own WHERE o STARTS WITH w)) THEN 1
    ELSE 0
  END AS fit
  WITH a, name, fit ORDER BY fit DESC, name = a.name DESC, size(name), name LIMIT 1
  RETURN CASE WHEN fit = 0 THEN a.name ELSE name END AS matched,
    CASE WHEN a.kind = 'state' AND a.countries = [toUpper(typed)] AND fit < 3 THEN 3.5 ELSE fit END AS fit
}
WITH a, matched, fit, lucene_score,
  @degree(a) AS degree
WITH a, matched, degree, 1000.0 * fit + lucene_score * (1 + log10(1 + degree)) AS score
RETURN a.id AS actor, a.name AS name, a.kind AS kind, coalesce(a.countries, []) AS countries, degree, matched, score
ORDER BY score DESC, degree DESC, actor
LIMIT $limit
