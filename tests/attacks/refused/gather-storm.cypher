// Lists that are gathered until the memory is full.

UNWIND range(1, 1000000) AS x RETURN size(collect([i IN range(1, 1000) | toString(i + x)])) AS n
