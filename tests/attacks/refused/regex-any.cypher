// Many .* in a row.

MATCH (a) WHERE a.name =~ '.*.*.*.*.*.*.*.*x' RETURN a
