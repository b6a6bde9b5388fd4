// Actors that bridge two rival camps: tied to members of both, where those members are not tied to each other.
//
// uses: signs, sure, in-force, undated, of-kind
// asks: Who stands between {a} and {c} and their allies, {on: today}?
// Parameters
//   a: actor — the id of one camp's head. Example: "wagner-2023:yevgeny-prigozhin"
//   c: actor — the id of the other's. Example: "wagner-2023:russian-ministry-of-defence"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — only statements in force on that day count; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   members: integer(0..) = 100 — at most this many members of a camp beside its head, by id.
//   limit: integer(0..) = 25 — at most this many actors.
// Columns
//   actor: actor — the id of the actor between
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   role: string — liaison (of neither camp) or gatekeeper (of one of them)
//   brokered: integer — pairs of a member of each camp, both tied to the actor and not to each other
//   in_a: list<string> — the names of the first camp's members that it is tied to
//   in_c: list<string> — of the second camp's
//   undated: integer — how many of the statements behind these ties have neither date
//   statements: list<statement> — the ids of the statements behind these ties

// A camp is its head and those whose pair with the head is plus while their pair with the other head is not. The pairs that
// an actor brokers, and its role, are those of Gould & Fernandez 1989 (Structures of mediation) for undirected ties: the
// two roles within a camp's border fall together, and a broker of neither camp is a liaison.
@signs()
WITH plus, plus + minus AS signed
MATCH (head_a:Actor {id: $a})
MATCH (head_c:Actor {id: $c})
WITH plus, signed, [head_a, head_c] AS heads WHERE head_a <> head_c
// 1. The camps.
CALL (plus, signed, heads) {
  UNWIND [0, 1] AS side
  WITH plus, signed, heads[side] AS head, heads[1 - side] AS rival, side
  CALL (plus, signed, head, rival) {
    MATCH (head)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(m)
    WHERE m <> head AND m <> rival AND @sure(r) AND @in-force(r)
    WITH plus, signed, rival, m, collect(DISTINCT type(r) IN plus) AS signs WHERE signs = [true]
    CALL (plus, signed, m, rival) {
      MATCH (m)-[r:!(DENIED|WITHDRAWN)]-(rival)
      WHERE @sure(r) AND @in-force(r)
      RETURN collect(DISTINCT type(r) IN plus) AS other
    }
    WITH m WHERE other <> [true]
    WITH m ORDER BY m.id LIMIT $members
    RETURN collect(m) AS found
  }
  WITH side, [head] + found AS camp ORDER BY side
  RETURN collect(camp) AS camps
}
// 2. Who is tied to members of both.
CALL (plus, signed, camps) {
  UNWIND [0, 1] AS side
  UNWIND camps[side] AS m
  MATCH (m)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(n)
  WHERE m <> n AND @sure(r) AND @in-force(r) AND @of-kind(n)
  WITH plus, side, m, n, collect(r) AS behind, collect(DISTINCT type(r) IN plus) AS signs WHERE signs = [true]
  WITH n, side, m, behind ORDER BY m.name, m.id
  WITH n, collect(CASE side WHEN 0 THEN m END) AS in_a, collect(CASE side WHEN 1 THEN m END) AS in_c,
    reduce(all = [], rs IN collect(behind) | all + rs) AS behind
  WHERE size(in_a) > 0 AND size(in_c) > 0
  RETURN n, in_a, in_c, behind
}
// 3. For which pairs it is the one between.
CALL (plus, signed, in_a, in_c) {
  UNWIND in_a AS p
  UNWIND in_c AS q
  CALL (plus, signed, p, q) {
    MATCH (p)-[r:!(DENIED|WITHDRAWN)]-(q)
    WHERE @sure(r) AND @in-force(r)
    RETURN collect(DISTINCT type(r) IN plus) AS signs
  }
  RETURN count(CASE WHEN signs <> [true] THEN 1 END) AS brokered
}
WITH camps, n, in_a, in_c, behind, brokered WHERE brokered > 0
RETURN n.id AS actor, n.name AS name, n.kind AS kind,
  CASE WHEN n IN camps[0] OR n IN camps[1] THEN 'gatekeeper' ELSE 'liaison' END AS role, brokered,
  [m IN in_a | m.name] AS in_a, [m IN in_c | m.name] AS in_c,
  COUNT { UNWIND behind AS r WITH DISTINCT r WHERE @undated(r) RETURN r } AS undated,
  COLLECT { UNWIND behind AS r RETURN DISTINCT r.id AS id ORDER BY id } AS statements
ORDER BY brokered DESC, name, actor
LIMIT $limit
