// Begins a query with the types that sources declare themselves, as `declared`.
WITH COLLECT {
  MATCH (t:EdgeType) WHERE t.name >= '' AND NOT t.name IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']
  RETURN t.name
} AS declared
