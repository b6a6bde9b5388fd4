// The statements of the core types, one branch each, by their indexes on (source, statement).
//
// Arguments
//   condition — which: a source, `statement` bounded too, and what else must hold
//   result = r — what each branch returns of a statement
MATCH ()-[r:ALLY_OF]->() USING INDEX r:ALLY_OF(source, statement)
WHERE @condition
RETURN @result
UNION ALL
MATCH ()-[r:RIVAL_OF]->() USING INDEX r:RIVAL_OF(source, statement)
WHERE @condition
RETURN @result
UNION ALL
MATCH ()-[r:SUPPLIES]->() USING INDEX r:SUPPLIES(source, statement)
WHERE @condition
RETURN @result
UNION ALL
MATCH ()-[r:DESIGNATES]->() USING INDEX r:DESIGNATES(source, statement)
WHERE @condition
RETURN @result
UNION ALL
MATCH ()-[r:LEADS]->() USING INDEX r:LEADS(source, statement)
WHERE @condition
RETURN @result
UNION ALL
MATCH ()-[r:PART_OF]->() USING INDEX r:PART_OF(source, statement)
WHERE @condition
RETURN @result
UNION ALL
MATCH ()-[r:OWNS]->() USING INDEX r:OWNS(source, statement)
WHERE @condition
RETURN @result
