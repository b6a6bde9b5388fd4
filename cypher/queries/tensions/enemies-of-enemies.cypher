// The enemies of an actor's enemies, and how the actor itself stands to them: likely friends, but for a sign of minus.
//
// uses: enemies-of-neighbours
// asks: Who are the enemies of the enemies of {actor}, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:yevgeny-prigozhin"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — only statements in force on that day count; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   designations: boolean = false — by designations too.
//   limit: integer(0..) = 100 — at most this many pairs of enemy and its enemy.
// Columns
//   enemy: actor — the id of the enemy's enemy
//   name: string — its name
//   through: actor — the enemy's id
//   through_name: string — its name
//   own_sign: integer? — the actor's own sign with that third one: 1, -1, 0 when mixed, null when nothing is said
//   through_types: list<string> — the types of the statements between the actor and the enemy
//   enemy_types: list<string> — the types of those between the enemy and its enemy
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of both

// A pair's sign is that of its statements of confidence 0.5 or more, or unknown; a pair of both signs is neither.
@enemies-of-neighbours(false)
