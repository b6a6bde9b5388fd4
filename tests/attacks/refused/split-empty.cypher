// A text of many letters, cut into letters, in a loop.
// parameters: {"t": "⟦100000×x⟧"}

WITH $t AS t RETURN size([x IN split(t, '') WHERE any(y IN split(t, '') WHERE y = x + 'a')]) AS x
