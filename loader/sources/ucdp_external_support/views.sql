-- UCDP counts governments that followed on each other as one; who it was in a year, the codes of states say.
CREATE VIEW eras AS
SELECT s.id, c.since, c.until, s.id || CASE WHEN c.until < 9999 THEN '@' || c.state ELSE '' END AS key,
       concat(c.scheme, ':', c.code, CASE WHEN c.scheme <> 'iso3' THEN '@' || greatest(c.since, 1946) END) AS identifier
FROM states s JOIN state_codes c USING (scheme, code) WHERE c.until >= 1946;

CREATE VIEW party_years AS
SELECT y.* EXCLUDE (actor_id, oppo_id), coalesce(a.key, actor_id) AS actor_id, coalesce(o.key, oppo_id) AS oppo_id
FROM years y LEFT JOIN eras a ON a.id = actor_id AND y.year::INT BETWEEN a.since AND a.until
             LEFT JOIN eras o ON o.id = oppo_id AND y.year::INT BETWEEN o.since AND o.until;

-- A supporter's id and its name stand at the same place of two lists; where these differ in length, nobody knows whose is whose.
CREATE VIEW listed AS
SELECT *, string_split(replace(ext_id, ', ', ','), ',') AS ids, string_split(ext_name, ',') AS names FROM party_years;

CREATE VIEW uneven AS
SELECT _row, concat('ext_id has ', len(ids), ' entries and ext_name ', len(names), ': nobody knows whose name is whose') AS problem
FROM listed WHERE ext_sup = '1' AND len(ids) IS DISTINCT FROM len(names);

-- One row for each supporter, party, opponent and year, with the kinds of support that the row has and how many gave each.
CREATE VIEW given AS
SELECT g.* EXCLUDE (supporter), coalesce(e.key, g.supporter) AS supporter FROM (
SELECT _row, year::INT AS year, trim(unnest(ids)) AS supporter, trim(unnest(names)) AS supporter_name, actor_id AS party,
       actor_name AS party_name, oppo_id AS opponent, oppo_name AS opponent_name, len(ids) AS supporters,
       ext_bothsides = '1' AS both_sides, ext_elements = '1' AS elements,
       list_filter([
           CASE WHEN ext_x = '1' THEN 'ext_x' END, CASE WHEN ext_p = '1' THEN 'ext_p' END, CASE WHEN ext_y = '1' THEN 'ext_y' END,
           CASE WHEN ext_w = '1' THEN 'ext_w' END, CASE WHEN ext_m = '1' THEN 'ext_m' END, CASE WHEN ext_t = '1' THEN 'ext_t' END,
           CASE WHEN ext_f = '1' THEN 'ext_f' END, CASE WHEN ext_i = '1' THEN 'ext_i' END, CASE WHEN ext_l = '1' THEN 'ext_l' END,
           CASE WHEN ext_o = '1' THEN 'ext_o' END], lambda kind: kind IS NOT NULL) AS columns
FROM listed WHERE ext_sup = '1' AND len(ids) = len(names)
) g LEFT JOIN eras e ON e.id = g.supporter AND g.year BETWEEN e.since AND e.until;

-- Where the row has one supporter, the kinds are its own.
CREATE VIEW supplied AS
SELECT g.*, k.kind FROM (SELECT *, unnest(columns) AS "column" FROM given WHERE supporters = 1) g JOIN kinds k USING ("column");

CREATE VIEW supplies AS
SELECT supporter, supporter_name, party, party_name, opponent, opponent_name, kind, min(year) AS begin, max(year) AS last,
       nullif(max(year), (SELECT max(year::INT) FROM years)) AS until,
       concat(CASE WHEN bool_or(elements) THEN '; in some years by elements of it' END,
              CASE WHEN bool_or(both_sides) THEN '; in some years both sides were supported' END) AS notes,
       list(_row) AS _rows
FROM (SELECT *, year - row_number() OVER (PARTITION BY supporter, party, opponent, kind ORDER BY year) AS run FROM supplied)
GROUP BY supporter, supporter_name, party, party_name, opponent, opponent_name, kind, run;

-- Where there are several, or no kind is known, that it supports is all that is known of each.
CREATE VIEW supports AS
SELECT supporter, supporter_name, party, party_name, opponent, opponent_name, min(year) AS begin, max(year) AS last,
       nullif(max(year), (SELECT max(year::INT) FROM years)) AS until,
       coalesce(': one of several supporters, who together gave ' || nullif((SELECT string_agg(k.kind, ', ' ORDER BY k.kind) FROM kinds k
           WHERE list_contains(flatten(list(columns)), k."column")), ''), ': the kind of support is unknown') AS kinds,
       concat(CASE WHEN bool_or(elements) THEN '; in some years by elements of a supporter' END,
              CASE WHEN bool_or(both_sides) THEN '; in some years both sides were supported' END) AS notes,
       list(_row) AS _rows
FROM (SELECT *, year - row_number() OVER (PARTITION BY supporter, party, opponent ORDER BY year) AS run
      FROM given WHERE supporters > 1 OR len(columns) = 0)
GROUP BY supporter, supporter_name, party, party_name, opponent, opponent_name, run;

-- One row for each pair and year, whichever side is the row's own.
CREATE VIEW rivalries AS
SELECT a, b, min(year) AS begin, max(year) AS last, nullif(max(year), (SELECT max(year::INT) FROM years)) AS until,
       count(*) FILTER (active) AS active, flatten(list(rows)) AS _rows
FROM (SELECT *, year - row_number() OVER (PARTITION BY a, b ORDER BY year) AS run
      FROM (SELECT least(actor_id, oppo_id) AS a, greatest(actor_id, oppo_id) AS b, year::INT AS year,
                   bool_or(active = '1') AS active, list(_row) AS rows FROM party_years GROUP BY ALL))
GROUP BY a, b, run;

CREATE VIEW actors AS
SELECT n.id, mode(name) AS name, any_value(e.identifier) AS state, any_value(_row) AS _row,
       CASE WHEN mode(name) LIKE 'Government of %' AND NOT contains(mode(name), ', ') THEN 'state' ELSE 'organization' END AS kind
FROM (SELECT supporter AS id, supporter_name AS name, _row FROM given UNION ALL SELECT actor_id, actor_name, _row FROM party_years
      UNION ALL SELECT oppo_id, oppo_name, _row FROM party_years) n LEFT JOIN eras e ON e.key = n.id
GROUP BY n.id;
