// COUNT {} as the end of a range.

RETURN size([i IN range(1, COUNT { MATCH (a) } * COUNT { MATCH (b) } * COUNT { MATCH (c) } * COUNT { MATCH (d) } * COUNT { MATCH (e) }) WHERE i < 0]) AS x
