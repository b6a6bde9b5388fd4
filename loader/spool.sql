-- The spool's tables and what is done in them by fixed statements: what one run reads, knows, and means to do.
-- Each section `-- name: …` is run when it is needed.

-- name: run
-- Read from the input.
CREATE TABLE read_record (id TEXT NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL, file TEXT, line INTEGER);
CREATE TABLE read_statement (id TEXT NOT NULL, hash TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL,
                             body BLOB NOT NULL, file TEXT, line INTEGER);
CREATE TABLE refused (file TEXT, line INTEGER, value TEXT, reason TEXT, record TEXT, describes INTEGER, statement TEXT);
-- Statements that rejected rows may have made: those of one type with the record at one end.
CREATE TABLE protected_tie (record TEXT NOT NULL, type TEXT NOT NULL, side TEXT NOT NULL,
                            PRIMARY KEY (record, type, side)) WITHOUT ROWID;
CREATE TABLE skipped (rule TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
-- Known from the graph.
CREATE TABLE known_record (id TEXT PRIMARY KEY, hash TEXT NOT NULL, n INTEGER NOT NULL, live INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE known_statement (id TEXT PRIMARY KEY, hash TEXT NOT NULL, n INTEGER NOT NULL, type TEXT NOT NULL)
    WITHOUT ROWID;
-- Ends of statements that stand in other sources; what stays although the input lacks it; actors that are taken.
CREATE TABLE outside (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE kept (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE claimed (actor TEXT PRIMARY KEY) WITHOUT ROWID;
-- Of a record that joins an actor which a decision has united with another: to which the rules alone give it.
CREATE TABLE joined_rule (record TEXT PRIMARY KEY, rule TEXT NOT NULL) WITHOUT ROWID;
-- Planned: `body` is the rowid of what was read.
CREATE TABLE plan_record (action TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL, body INTEGER, actor TEXT,
                          because TEXT);
CREATE TABLE plan_statement (action TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL,
                             body INTEGER, subject TEXT, object TEXT, because TEXT);
-- Of a feed: what each record is called how often over all inputs, and the inputs that this counts.
CREATE TABLE accumulated (id TEXT PRIMARY KEY, called BLOB NOT NULL, counted BLOB NOT NULL) WITHOUT ROWID;
-- Our live statements that name a record whose key was given to another actor.
CREATE TABLE reused_statement (id TEXT PRIMARY KEY, n INTEGER NOT NULL, type TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE proposal (record TEXT NOT NULL, actor TEXT NOT NULL, identifier TEXT NOT NULL);

-- name: versions
-- What a run made and what it ended: `said` holds the properties as JSON.
CREATE TABLE made_statement (id TEXT, n INTEGER, type TEXT, ended_by TEXT, said TEXT);
CREATE TABLE ended_statement (id TEXT, n INTEGER, type TEXT, why TEXT, said TEXT);
CREATE TABLE made_record (id TEXT, n INTEGER, ended_by TEXT, said TEXT);
CREATE TABLE ended_record (id TEXT, n INTEGER, live INTEGER, back_by TEXT, said TEXT);

-- name: versions-indexes
CREATE INDEX made_statement_id ON made_statement (id, n);
CREATE INDEX ended_statement_id ON ended_statement (id, n);
CREATE INDEX made_record_id ON made_record (id, n);
CREATE INDEX ended_record_id ON ended_record (id, n);

-- name: revert
-- How what a run touched stands now; the runs that tried the same revert; what stays since a later run touched it.
CREATE TABLE now_statement (id TEXT PRIMARY KEY, n INTEGER, live INTEGER, run TEXT) WITHOUT ROWID;
CREATE TABLE now_record (id TEXT PRIMARY KEY, n INTEGER, live INTEGER, run TEXT) WITHOUT ROWID;
CREATE TABLE ours (run TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE won (what TEXT, id TEXT, run TEXT);

-- name: revert-records
-- Records that the run made go, unless it replaced a live version. A later run wins.
INSERT INTO won SELECT 'record', m.id, n.run FROM made_record m JOIN now_record n USING (id)
    WHERE (n.n <> m.n OR NOT n.live) AND n.run NOT IN (SELECT run FROM ours);
INSERT INTO won SELECT 'record', e.id, n.run FROM ended_record e JOIN now_record n USING (id)
    WHERE NOT EXISTS (SELECT 1 FROM made_record m WHERE m.id = e.id)
    AND (n.n <> e.n OR n.live) AND n.run NOT IN (SELECT run FROM ours);
INSERT INTO plan_record (action, id, n) SELECT 'withdrawn', m.id, m.n FROM made_record m
    JOIN now_record n ON n.id = m.id AND n.n = m.n AND n.live
    WHERE NOT EXISTS (SELECT 1 FROM ended_record e WHERE e.id = m.id AND e.n = m.n - 1 AND e.live);

-- name: restored-records
-- Live versions that the run replaced come back, and records that it dropped: action, id, number, properties.
SELECT 'changed', m.id, m.n + 1, e.said FROM made_record m
    JOIN now_record n ON n.id = m.id AND n.n = m.n AND n.live
    JOIN ended_record e ON e.id = m.id AND e.n = m.n - 1 AND e.live
UNION ALL
SELECT 'returned', e.id, e.n + 1, e.said FROM ended_record e
    JOIN now_record n ON n.id = e.id AND n.n = e.n AND NOT n.live
    WHERE e.live AND e.back_by IS NULL AND NOT EXISTS (SELECT 1 FROM made_record m WHERE m.id = e.id);

-- name: revert-statements
-- Statements that the run made go, unless it ended another version. A later run wins.
INSERT INTO won SELECT 'statement', m.id, m.ended_by FROM made_statement m
    WHERE m.ended_by IS NOT NULL AND m.ended_by NOT IN (SELECT run FROM ours);
INSERT INTO won SELECT 'statement', e.id, n.run FROM ended_statement e JOIN now_statement n USING (id)
    WHERE n.n <> e.n AND n.run NOT IN (SELECT run FROM ours)
    AND NOT EXISTS (SELECT 1 FROM made_statement m WHERE m.id = e.id);
INSERT INTO plan_statement (action, type, id, n, subject, object)
    SELECT 'withdrawn', m.type, m.id, m.n,
           json_extract(m.said, '$.subject_record'), json_extract(m.said, '$.object_record')
    FROM made_statement m WHERE m.ended_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM ended_statement e WHERE e.id = m.id AND e.n = m.n - 1);

-- name: restored-statements
-- Versions that the run ended come back: action, id, number, properties, type.
SELECT 'changed', m.id, m.n + 1, e.said, m.type FROM made_statement m
    JOIN ended_statement e ON e.id = m.id AND e.n = m.n - 1 WHERE m.ended_by IS NULL
UNION ALL
SELECT 'created', e.id, e.n + 1, e.said, e.type FROM ended_statement e
    JOIN now_statement n ON n.id = e.id AND n.n = e.n AND NOT n.live;

-- name: drop-dangling
-- Statements whose records a later run has dropped do not come back: they would have no ends.
CREATE TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO gone SELECT id FROM now_record
    WHERE NOT live AND id NOT IN (SELECT id FROM plan_record WHERE action = 'returned');
INSERT INTO won SELECT 'statement', p.id,
    (SELECT n.run FROM now_record n WHERE NOT n.live AND n.id IN (p.subject, p.object) LIMIT 1)
    FROM plan_statement p WHERE p.action = 'created'
    AND (p.subject IN (SELECT id FROM gone) OR p.object IN (SELECT id FROM gone));
DELETE FROM plan_statement AS p WHERE p.action = 'created'
    AND (p.subject IN (SELECT id FROM gone) OR p.object IN (SELECT id FROM gone));

-- name: hold-withdrawals
-- Takes the withdrawals out of the plan until all else is written.
CREATE TABLE waiting_record AS SELECT * FROM plan_record WHERE action = 'withdrawn';
CREATE TABLE waiting_statement AS SELECT * FROM plan_statement WHERE action = 'withdrawn';
DELETE FROM plan_record WHERE action = 'withdrawn';
DELETE FROM plan_statement WHERE action = 'withdrawn';

-- name: plan-waiting
DELETE FROM plan_record;
DELETE FROM plan_statement;
INSERT INTO plan_record SELECT * FROM waiting_record;
INSERT INTO plan_statement SELECT * FROM waiting_statement;

-- name: read-indexes
CREATE INDEX read_record_id ON read_record (id, hash);
CREATE INDEX read_statement_id ON read_statement (id, hash);

-- name: proposal-index
CREATE INDEX proposal_record ON proposal (record);

-- name: again
-- The hashes of what the present reader makes of the last input.
CREATE TABLE again_record (id TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID;
CREATE TABLE again_statement (id TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID;

-- name: identified
-- Identifiers that stand in the files of an import already.
CREATE TABLE identified (id TEXT PRIMARY KEY) WITHOUT ROWID;

-- name: holder
-- Which actors of this source have which identifiers, for the sources that come after it in one import.
CREATE TABLE holder (identifier TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL);

-- name: holder-index
CREATE INDEX holder_identifier ON holder (identifier);
