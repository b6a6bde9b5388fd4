-- One row for each pair, year and obligation that either direction has.
CREATE VIEW pair_years AS
SELECT least(ccode1::INT, ccode2::INT) AS a, greatest(ccode1::INT, ccode2::INT) AS b, year::INT AS year, obligation,
       list(_row) AS rows, count(DISTINCT ccode1) AS directions
FROM (SELECT *, unnest(list_filter([
         CASE WHEN atop_defense = '1' THEN 'defence' END,
         CASE WHEN atop_offense = '1' THEN 'offence' END,
         CASE WHEN atop_neutral = '1' THEN 'neutrality' END,
         CASE WHEN atop_nonagg = '1' THEN 'non-aggression' END,
         CASE WHEN atop_consul = '1' THEN 'consultation' END
     ], lambda pledge: pledge IS NOT NULL)) AS obligation FROM dyads)
GROUP BY ALL;

-- Years without a gap are one spell; one that reaches the last year of the data is open.
CREATE VIEW spells AS
SELECT a, b, obligation, min(year) AS begin, max(year) AS last,
       nullif(max(year), (SELECT max(year::INT) FROM dyads)) AS end,
       CASE WHEN min(directions) < 2 THEN ', in some years by one side only' ELSE '' END AS one_sided,
       flatten(list(rows)) AS _rows
FROM (SELECT *, year - row_number() OVER (PARTITION BY a, b, obligation ORDER BY year) AS run FROM pair_years)
GROUP BY a, b, obligation, run;

CREATE VIEW alliances AS SELECT * FROM spells_by_state('spells', 'cow');
