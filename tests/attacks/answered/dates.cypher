// Dates and durations.

MATCH ()-[r]->() WHERE r.valid_from <= date('2023-01-20') RETURN r.id, duration.between(r.valid_from, date('2024-01-01')).months AS months, date.truncate('month', r.valid_from) AS month LIMIT 5
