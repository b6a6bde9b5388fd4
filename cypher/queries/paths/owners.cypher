// Who owns an actor, directly or through others, and what share that comes to along each chain.
//
// uses: undated, stands, of-kind
// empty: nobody is said to own it
// asks: Who owns {actor}, directly or through others, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "states:RUS"
//   longest: integer(1..4) = 4 — at most this many steps.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..2000) = 100 — at most this many chains.
// Columns
//   owner: actor — the id of the owner at the chain's far end
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   steps: integer — how many steps away
//   share: float? — the shares along the chain multiplied, the largest where sources differ; null when a step's is not said
//   path: list<string> — the names from the owner to the actor
//   actors: list<actor> — the ids along that way
//   undated: integer — how many of the statements along that way have neither date
//   statements: list<statement> — the ids of the statements along that way, all that there are at each step
MATCH (a:Actor {id: $actor})
MATCH p = (owner:Actor)(()
  -[r:OWNS WHERE @stands(r)]->
(:Actor)){1,4}(a)
WITH DISTINCT nodes(p) AS way WHERE size(way) <= $longest + 1
WITH way WHERE @of-kind(way[0]) AND all(i IN range(0, size(way) - 2) WHERE NOT way[i] IN way[i + 1..])
WITH way ORDER BY size(way), way[0].name, [n IN way | n.id] LIMIT $limit
CALL (way) {
  UNWIND range(0, size(way) - 2) AS step
  WITH step, way[step] AS above, way[step + 1] AS below
  CALL (above, below) {
    MATCH (above)-[r:OWNS]->(below)
    WHERE @stands(r)
    WITH r ORDER BY r.id
    RETURN max(r.share) AS largest, collect(r.id) AS ids, count(CASE WHEN @undated(r) THEN 1 END) AS undated
  }
  WITH largest, ids, undated ORDER BY step
  RETURN CASE WHEN count(largest) = count(*) THEN reduce(product = 1.0, s IN collect(largest) | product * s) END AS share, sum(undated) AS undated,
    reduce(all = [], i IN collect(ids) | all + i) AS statements
}
RETURN way[0].id AS owner, way[0].name AS name, way[0].kind AS kind, size(way) - 1 AS steps, share,
  [n IN way | n.name] AS path, [n IN way | n.id] AS actors, undated, statements
ORDER BY steps, name, actors
