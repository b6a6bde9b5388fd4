// Comments between everything.

MATCH/**/(a:/**/Actor)--(b)//x
RETURN/*y*/a.id/**/LIMIT/**/1
