// The authority asked for as `asked`, and as `x`, one row each, itself, its parts and those it is part of that designate anybody.
//
// uses: held-on
// Arguments
//   day — the day on which they are to be parts
//   id — the authority's id
MATCH (asked:Actor {id: @id})
CALL (asked) {
  RETURN asked AS x
UNION
  MATCH (asked)(()<-[r:PART_OF WHERE @held-on(r, @day)]-(:Actor)){1,3}(x:Actor)
  WHERE EXISTS { (x)-[:DESIGNATES]->() }
  RETURN x
UNION
  MATCH (asked)(()-[r:PART_OF WHERE @held-on(r, @day)]->(:Actor)){1,3}(x:Actor)
  WHERE EXISTS { (x)-[:DESIGNATES]->() }
  RETURN x
}
