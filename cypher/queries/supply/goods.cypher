// What an actor is said to supply and to get, with whom it deals, how much and when.
//
// uses: undated, stands, of-kind
// asks: What does {actor} supply and get, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "states:PRK"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2022-12-01
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many statements.
// Columns
//   direction: string — gives or gets
//   goods: string? — what it is; null when the goods are not named
//   quantity: string? — how much of it, in the source's words
//   partner: actor — the id of the one at the other end
//   partner_name: string — its name
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   undated: boolean — it has neither a first nor a last day, so it may hold on any
//   said_by: string — who says so
//   confidence: float? — 0–1, when known
//   id: statement — the statement's id
MATCH (a:Actor {id: $actor})-[r:SUPPLIES]-(b:Actor)
WHERE a <> b AND @of-kind(b) AND @stands(r)
RETURN CASE WHEN startNode(r) = a THEN 'gives' ELSE 'gets' END AS direction, r.goods AS goods, r.quantity AS quantity,
  b.id AS partner, b.name AS partner_name, r.valid_from AS valid_from, r.valid_to AS valid_to, @undated(r) AS undated, r.said_by AS said_by,
  r.confidence AS confidence, r.id AS id
ORDER BY direction, goods, partner_name, valid_from, id
LIMIT $limit
