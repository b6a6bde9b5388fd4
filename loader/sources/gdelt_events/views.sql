-- What the code of an event means; one that the table lacks, or that is not of its root, rejects the event's row.
CREATE VIEW coded AS
SELECT e._row, Actor1Code AS a, Actor2Code AS b, EventRootCode AS root, upper(r.words[1]) || r.words[2:] AS words,
       concat_ws('-', SQLDATE[1:4], SQLDATE[5:6], SQLDATE[7:8]) AS day,
       c.type, CASE WHEN SQLDATE IS NULL OR SOURCEURL IS NULL THEN 'no day or no link'
                    WHEN EventCode[1:2] <> EventRootCode THEN concat('EventCode ', EventCode, ' is not of the root ', EventRootCode)
                    WHEN c.type IS NULL THEN concat('EventCode ', EventCode, ' is none of CAMEO') END AS problem,
       c.goods, NumMentions::BIGINT AS mentions, NumSources::BIGINT AS sources, SOURCEURL AS link,
       GLOBALEVENTID::BIGINT AS event, EventCode AS code, ActionGeo_FullName AS place
FROM events e LEFT JOIN cameo c ON c.code = EventCode LEFT JOIN roots r ON r.root = EventRootCode;

CREATE VIEW links AS
SELECT a, b, root, words, day, type, problem, link, count(*) AS events, sum(mentions) AS mentions, sum(sources) AS sources,
       list(DISTINCT goods) AS goods, list(_row) AS rows
FROM coded GROUP BY ALL;

-- One row for each pair, root code, day and meaning, with the three links of which most is said.
CREATE VIEW days AS
SELECT a, b, root, words, day, type, problem, (a = b)::INT AS itself, (SELECT min(DATEADDED) FROM events) AS edition,
       sum(events)::BIGINT AS events, sum(mentions)::BIGINT AS mentions, sum(sources)::BIGINT AS sources,
       CASE WHEN type = 'supplies' THEN list_aggregate(list_sort(list_distinct(flatten(list(goods)))), 'string_agg', ', ') END AS goods,
       CASE WHEN type = 'designates' THEN 'embargo, boycott or sanctions' END AS programme,
       list(link ORDER BY mentions DESC, link)[1] AS link,
       list_aggregate(list(link ORDER BY mentions DESC, link)[1:3], 'string_agg', ' ') AS links,
       flatten(list(rows)) AS _rows
FROM links GROUP BY a, b, root, words, day, type, problem;

-- A code consists of pieces of three: a country's alone is the state; others say who in it, or of no country.
CREATE VIEW pieces AS
SELECT p.code, rows, place, coalesce(w.words, piece) AS words, w.role, coalesce(s.state, w.state) AS state
FROM (SELECT code, rows, unnest(range(1, length(code) + 1, 3)) AS place, code[place:place + 2] AS piece
      FROM (SELECT code, list(_row) AS rows
            FROM (SELECT a AS code, b AS other, _row FROM coded UNION ALL SELECT b, a, _row FROM coded)
            WHERE code <> other GROUP BY code)) p
LEFT JOIN words w ON w.code = piece LEFT JOIN state_codes s ON s.scheme = 'cameo' AND s.code = piece;

CREATE VIEW actors AS
SELECT code, upper(string_agg(words, ', ' ORDER BY place)[1]) || string_agg(words, ', ' ORDER BY place)[2:]
           || CASE WHEN bool_and(role IS NOT NULL) THEN ' (no country named)' ELSE '' END AS name,
       CASE WHEN length(code) = 3 AND count(state) = 1 THEN 'state' ELSE 'other' END AS kind,
       list(state) FILTER (state IS NOT NULL) AS countries,
       CASE WHEN length(code) = 3 THEN 'iso3:' || any_value(state) END AS identifier,
       any_value(rows) AS _rows
FROM pieces GROUP BY code;

-- For the funnel: what is kept of each event, and its sums by month and meaning.
CREATE VIEW kept AS
SELECT a, b, day[1:7] AS month, type, root, code, day, event, mentions, sources, goods, place, link
FROM coded WHERE a <> b AND problem IS NULL;

CREATE VIEW by_root AS
SELECT a, b, month, type, root, goods, count(*) AS events, sum(mentions)::BIGINT AS mentions, sum(sources)::BIGINT AS sources,
       min(day) AS first, max(day) AS last, max({'mentions': mentions, 'event': event, 'link': link}, 3) AS top
FROM kept GROUP BY a, b, month, type, root, goods;

CREATE VIEW by_month AS
SELECT * EXCLUDE (top), top[1].link AS link,
       array_to_string(list_transform(list_filter(top, lambda x, place: list_position(list_transform(top, lambda y: y.link), x.link) = place),
           lambda x: x.link), ' ') AS links
FROM (SELECT a, b, month, type, sum(events)::BIGINT AS events, sum(mentions)::BIGINT AS mentions, sum(sources)::BIGINT AS sources,
             min(first) AS first, max(last) AS last, array_to_string(list_sort(list_distinct(list(root))), ', ') AS roots,
             nullif(array_to_string(list_sort(list_distinct(list(goods))), ', '), '') AS goods,
             CASE WHEN type = 'designates' THEN 'embargo, boycott or sanctions' END AS programme,
             list_reverse_sort(flatten(list(top)))[1:3] AS top
      FROM by_root GROUP BY a, b, month, type);
