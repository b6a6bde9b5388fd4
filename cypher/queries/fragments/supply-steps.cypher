// Actors as `s` that can be reached by supplies, breadth first, each once, with the path; at most 5,000.
//
// uses: stands
// Arguments
//   most — the bound of the number of steps
//   condition — when this bound is the one asked for
//   left — how a step begins: - or <-
//   right — how it ends: -> or -
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   sources: list<string> — only these sources' statements; null for all
//   sure: float — at least so sure; one of unknown confidence passes
WITH a WHERE @condition
MATCH p = ANY SHORTEST (a)(()
  @left[r:SUPPLIES WHERE @stands(r)]@right
(:Actor)){1,@most}(s)
RETURN s, p LIMIT 5000
