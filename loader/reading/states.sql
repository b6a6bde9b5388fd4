-- Which state has or had a code, from what year and until when it is looked up for it: no year is left out.
CREATE TABLE state_codes (state VARCHAR, scheme VARCHAR, code VARCHAR, since INTEGER, until INTEGER);

-- Spells of two codes (columns a, b, begin, last, "end") as those of states: one that outlives a state goes on with
-- the state that has its code then, and one of a state with itself is left out. `cut` is empty unless it was parted.
CREATE MACRO spells_by_state(spells, codes) AS TABLE
SELECT s.*, coalesce(first.state, 'unknown code ' || a) AS state_a, coalesce(second.state, 'unknown code ' || b) AS state_b,
       greatest(s.begin::INT, first.since, second.since) AS since,
       least(s."end"::INT, nullif(first.until, 9999), nullif(second.until, 9999)) AS until,
       CASE WHEN greatest(s.begin::INT, first.since, second.since) > s.begin::INT
            THEN 'from ' || greatest(first.since, second.since) ELSE '' END AS cut
FROM query_table(spells) AS s
LEFT JOIN state_codes AS first ON first.scheme = codes AND first.code = a::VARCHAR
      AND first.since <= s.last::INT AND first.until >= s.begin::INT
LEFT JOIN state_codes AS second ON second.scheme = codes AND second.code = b::VARCHAR
      AND greatest(s.begin::INT, first.since, second.since) <= least(s.last::INT, first.until, second.until)
WHERE first.state IS DISTINCT FROM second.state OR first.state IS NULL
