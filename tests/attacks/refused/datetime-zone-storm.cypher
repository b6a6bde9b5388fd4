// Time zones, a million times.

RETURN all(x IN range(1, 1000000) WHERE datetime({year: 2020, timezone: 'Europe/Moscow'}) > datetime.truncate('day')) AS x
