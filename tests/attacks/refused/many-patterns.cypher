// Sixty patterns at once.

MATCH ⟦70×(:Actor)-->(:Actor), ⟧(:Actor)-->(:Actor) RETURN 1 AS x
