// A property whose name is computed.

MATCH (a:Actor) SET a['na' + 'me'] = 'x' RETURN a
