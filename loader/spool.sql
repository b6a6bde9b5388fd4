-- The spool's tables: what one run reads, knows, and means to do. Each section `-- name: …` is made when it is needed.

-- name: run
-- Read from the input.
CREATE TABLE read_record (id TEXT NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL, file TEXT, line INTEGER);
CREATE TABLE read_statement (id TEXT NOT NULL, hash TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL,
                             body BLOB NOT NULL, file TEXT, line INTEGER);
CREATE TABLE refused (file TEXT, line INTEGER, value TEXT, reason TEXT, record TEXT, type TEXT, statement TEXT);
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
-- Planned: `body` is the rowid of what was read.
CREATE TABLE plan_record (action TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL, body INTEGER, actor TEXT,
                          because TEXT);
CREATE TABLE plan_statement (action TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL,
                             body INTEGER, subject TEXT, object TEXT, because TEXT);
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

-- name: holder
-- Which actors of this source have which identifiers, for the sources that come after it in one import.
CREATE TABLE holder (identifier TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL);
