-- A rivalry that reaches the last year of the book is open: nobody says that it ended. Of South Yemen the table
-- has Yemen's code once (Oman-S. Yemen).
CREATE VIEW tss_spells AS
SELECT _row, tssr_id, rivalry, CASE WHEN rivalry LIKE '%S. Yemen' AND ccode1 = '679' THEN '680' ELSE ccode1 END AS a, ccode2 AS b,
       start::INT AS begin, "end"::INT AS last,
       nullif("end"::INT, (SELECT max("end"::INT) FROM tss)) AS "end",
       coalesce(': ' || nullif(concat_ws(', ', CASE WHEN "positional" = '1' THEN 'positional' END,
           CASE WHEN spatial = '1' THEN 'spatial' END, CASE WHEN ideological = '1' THEN 'ideological' END,
           CASE WHEN interventionary = '1' THEN 'interventionary' END), ''), '') AS kinds,
       CASE WHEN principal = '1' THEN '; a principal rivalry' ELSE '' END AS principal
FROM tss;

CREATE VIEW tss_rivals AS SELECT * FROM spells_by_state('tss_spells', 'cow');

CREATE VIEW td_spells AS
SELECT _row, rivalryno, rivalryname, ccode1 AS a, ccode2 AS b, styear::INT AS begin, endyear::INT AS last,
       nullif(endyear::INT, (SELECT max(endyear::INT) FROM td)) AS "end",
       coalesce(': ' || nullif(concat_ws(', ', type1, type2, type3), ''), '') AS kinds
FROM td;

CREATE VIEW td_rivals AS SELECT * FROM spells_by_state('td_spells', 'cow');
