// What an actor is said to supply and to get, with whom it deals, how much and when.
//
// uses: in-force
// Parameters
//   actor: string — the actor's id. Example: "states:PRK"
//   on: date = null — in force on that date. Example: 2022-12-01
//   limit: integer = 200 — at most this many statements.
// Columns
//   direction: string — gives or gets
//   goods: string? — what it is; null when the goods are not named
//   quantity: string? — how much of it, in the source's words
//   partner: string — the id of the one at the other end
//   partner_name: string — its name
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   said_by: string — who says so
//   confidence: float? — 0–1, when known
//   id: string — the statement's id
MATCH (a:Actor {id: $actor})-[r:SUPPLIES]-(b:Actor)
WHERE a <> b AND @in-force(r)
RETURN CASE WHEN startNode(r) = a THEN 'gives' ELSE 'gets' END AS direction, r.goods AS goods, r.quantity AS quantity,
  b.id AS partner, b.name AS partner_name, r.valid_from AS valid_from, r.valid_to AS valid_to, r.said_by AS said_by,
  r.confidence AS confidence, r.id AS id
ORDER BY direction, goods, partner_name, valid_from, id
LIMIT $limit
