// The enemies of an actor's allies, and how the actor itself stands to them: an ally too means a tension.
//
// uses: enemies-of-neighbours
// asks: Who are the enemies of the allies of {actor}, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:vladimir-putin"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — only statements in force on that day count; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   designations: boolean = false — by designations too.
//   limit: integer(0..) = 100 — at most this many pairs of ally and enemy.
// Columns
//   enemy: actor — the id of the ally's enemy
//   name: string — its name
//   through: actor — the ally's id
//   through_name: string — its name
//   own_sign: integer? — the actor's own sign with that enemy: 1, -1, 0 when mixed, null when nothing is said
//   through_types: list<string> — the types of the statements between the actor and the ally
//   enemy_types: list<string> — the types of those between the ally and its enemy
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of both

// A pair's sign is that of its statements of confidence 0.5 or more, or unknown; a pair of both signs is neither.
@enemies-of-neighbours(true)
