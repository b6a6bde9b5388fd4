CREATE VIEW memberships AS
SELECT *, concat('Member of the ', bloc, ' since ', since, ' until ' || until, '.') AS words FROM members;

-- Who was a member at the same time is bound to defend the other from the day on which the second came.
CREATE VIEW pairs AS
SELECT m.bloc, m.state AS a, n.state AS b, greatest(m.since, n.since) AS since, least(m.until, n.until) AS until, [m._row, n._row] AS _rows
FROM members m JOIN members n ON n.bloc = m.bloc AND m.state < n.state
WHERE coalesce(m.until > n.since, true) AND coalesce(n.until > m.since, true);
