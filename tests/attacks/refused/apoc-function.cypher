// A function off the list.

RETURN apoc.util.sha1(['x']) AS x
