// Who arms an actor's enemies, and how the actor itself stands to those suppliers: an ally among them means a tension.
//
// uses: undated, signs, stands, of-kind
// empty: nobody is said to supply its enemies at that time
// asks: Who arms the enemies of {actor}, {on: today}?
// Parameters
//   actor: actor — whose enemies. Example: "states:UKR"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2022-12-01
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many pairs of a supplier and an enemy, allies first.
// Columns
//   supplier: actor — the supplier's id
//   name: string — its name
//   own_sign: integer? — the actor's own sign with the supplier: 1, -1, 0 when mixed, null when nothing is said
//   enemy: actor — the enemy's id
//   enemy_name: string — its name
//   goods: list<string> — what the enemy gets, where it is named
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements about the rivalry and the supply
@signs()
WITH plus, plus + minus AS signed
MATCH (a:Actor {id: $actor})-[v:RIVAL_OF]-(enemy:Actor)
WHERE enemy <> a AND @stands(v)
WITH plus, signed, a, enemy, collect(v) AS rivalry
MATCH (enemy)<-[r:SUPPLIES]-(s:Actor)
WHERE s <> a AND s <> enemy AND @of-kind(s) AND @stands(r)
WITH plus, signed, a, enemy, rivalry, s, collect(r) AS supplies
CALL (plus, signed, a, s) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(s)
  WHERE type(r) IN signed AND @stands(r)
  WITH collect(DISTINCT type(r) IN plus) AS signs
  RETURN CASE WHEN signs = [] THEN null WHEN signs = [true] THEN 1 WHEN signs = [false] THEN -1 ELSE 0 END AS own_sign
}
WITH * ORDER BY coalesce(own_sign, -2) DESC, s.name, s.id, enemy.name, enemy.id LIMIT $limit
RETURN s.id AS supplier, s.name AS name, own_sign, enemy.id AS enemy, enemy.name AS enemy_name,
  COLLECT { UNWIND supplies AS r WITH r.goods AS goods WHERE goods IS NOT NULL RETURN DISTINCT goods ORDER BY goods } AS goods,
  size([r IN rivalry + supplies WHERE @undated(r)]) AS undated,
  COLLECT { UNWIND rivalry + supplies AS r RETURN r.id AS id ORDER BY id } AS statements
ORDER BY coalesce(own_sign, -2) DESC, name, supplier, enemy_name, enemy
