// Keys named like clauses.

RETURN {create: 1, delete: 2, set: 3, call: 4, load: 5, use: 6, show: 7} AS x
