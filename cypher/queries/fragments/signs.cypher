// Begins a query with the types that tie, as `plus`, and those that divide, as `minus`.
WITH COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = 1 RETURN t.name } AS plus,
  COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = -1 RETURN t.name } AS minus
