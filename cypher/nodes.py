"""Node labels with their properties, and every constraint and index of the graph; docs/model.md is made from here."""

from __future__ import annotations

from dataclasses import dataclass

from cypher.schema import BY_NAME, DENIED, TYPE_NAME, WITHDRAWN, Property


@dataclass(frozen=True, slots=True)
class Label:
    """One node label, its key and its properties."""

    name: str
    meaning: str
    properties: tuple[Property, ...]
    key: str = "id"
    indexes: tuple[tuple[str, ...], ...] = ()


RECORD_PROPERTIES: tuple[Property, ...] = (
    Property("id", "string", "`source:key`", True),
    Property("source", "string", "who published it", True),
    Property("key", "string", "the source's own key", True),
    Property("hash", "string", "of all content", True),
    Property("n", "integer", "which version of the record this is, from 1", True),
    Property("name", "string", "the source's name for it", True),
    Property("names", "strings", "all its names, every script", True),
    Property("kind", "string", "person, organization, state, vessel, aircraft or other", True),
    Property("countries", "strings", "ISO 3166-1 alpha-3 codes"),
    Property("description", "string", "what the source says of it, without birth dates, passport and tax numbers"),
    Property("url", "string", "the source's page on it"),
    Property("weak_names", "strings", "those of its names that the source itself calls weak"),
    Property(
        "birth_years",
        "strings",
        "in which years a person may have been born, to tell persons apart",
    ),
    Property("live", "boolean", "whether the source still publishes it", True),
    Property("said_at", "date", "the publication date of the input that first carried this version"),
    Property("recorded_at", "datetime", "when this version entered the graph", True),
    Property("recorded_run", "string", "the run that brought this version", True),
    Property("withdrawn_at", "datetime", "when the source was found to have dropped it"),
    Property("withdrawn_run", "string", "the run that found it dropped"),
    Property("because", "string", "reader when our reader's change made this version; absent when the source said so"),
    Property("withdrawn_because", "string", "reader when our reader's change dropped it; absent otherwise"),
    Property("called", "strings", "of a feed's record: how many rows of all inputs gave it each name, as `12 Canada`"),
    Property("counted", "strings", "of a feed's record: the latest inputs whose rows `called` counts"),
)

LABELS: tuple[Label, ...] = (
    Label(
        "Actor",
        "a person, organisation, state, vessel, aircraft … after identity resolution",
        (
            Property("id", "string", "the id of the record that first made it", True),
            Property("name", "string", "of the highest-ranked source, then the smallest record id", True),
            Property("names", "strings", "all names of all its records", True),
            Property(
                "folded", "strings", "the names without accents, vowel signs and variants of letters, where any has one"
            ),
            Property("kind", "string", "what it is", True),
            Property("countries", "strings", "ISO 3166-1 alpha-3 codes of its live records"),
            Property("live", "boolean", "whether some record of it is still published", True),
        ),
    ),
    # (:Record)-[:DESCRIBES]->(:Actor), (:Record)-[:HAS]->(:Identifier), (:Record)-[:PROPOSED]->(:Actor)
    Label(
        "Record", "what one source says of an actor", RECORD_PROPERTIES, indexes=(("source", "key"), ("withdrawn_at",))
    ),
    # (:RecordVersion)-[:OF]->(:Record)
    Label(
        "RecordVersion",
        "what a record said before it changed",
        (Property("id", "string", "`record:n`", True), *RECORD_PROPERTIES[1:]),
    ),
    Label(
        "Identifier",
        "a public number or code: `scheme:value`",
        (
            Property("id", "string", "`scheme:value`", True),
            Property("scheme", "string", "wikidata, iso3, ofac, eu, un, lei, imo, domain …", True),
            Property("value", "string", "the number or code", True),
        ),
    ),
    Label(
        "Source",
        "a publication",
        (
            Property("id", "string", "its folder's name", True),
            Property("title", "string", "its title", True),
            Property("publisher", "string", "who publishes it", True),
            Property("url", "string", "where"),
            Property("licence", "string", "on which terms"),
            Property("reliability", "string", "Admiralty code A–F"),
            Property("rank", "integer", "the smaller, the sooner its name is shown", True),
            Property("schedule", "string", "when it is loaded by itself: JSON of cron, timezone, jitter, deadline"),
            Property("scheduled_at", "datetime", "since when that schedule counts"),
            Property("expected", "string", "how often the publisher brings an edition: weekly, 10 days"),
            Property(
                "paused", "boolean", "true after a revert, or when asked for, until a person resumes its schedule"
            ),
            Property("paused_by", "string", "who asked for it"),
            Property("claimed_for", "datetime", "the due time that was taken last"),
            Property("claimed_by", "string", "the process that took it, as `host:pid:start`"),
            Property("settled_for", "datetime", "the due time that was dealt with last"),
            Property("attempts", "integer", "how often the present due time was tried in vain"),
            Property("retry_at", "datetime", "when it is tried again"),
            Property("told", "string", "the state that the webhook was notified of last"),
        ),
    ),
    # (:Run)-[:OF]->(:Source)
    Label(
        "Run",
        "one run of one source",
        (
            Property("id", "string", "`source-n`", True),
            Property("source", "string", "the source", True),
            Property("status", "string", "running, done, failed, held, dropped or reverted", True),
            Property("started_at", "datetime", "when it began", True),
            Property("ended_at", "datetime", "when it ended"),
            Property("said_at", "date", "the publication date of its input"),
            Property(
                "reads", "string", "snapshot: its input has all that the source says; increment: only what is new"
            ),
            Property("input", "string", "sha256 of the input"),
            Property("fingerprint", "string", "of the input, the manifest and the reader"),
            Property("due", "datetime", "the due time that it was begun for; absent when a person began it"),
            Property("job", "string", "the attempt of a scheduler that began it"),
            Property("begun_by", "string", "who asked for it; absent when the schedule did"),
            Property("decided_by", "string", "who accepted or dropped it, when it was held"),
            Property("error", "string", "what went wrong, in words"),
            Property("differences", "string", "of a held run what it would change: JSON of total and the first rows"),
            Property("reasons", "string", "how many rows it rejected, by reason: JSON, without values of rows"),
            Property("reverts", "string", "the run that this run reverted"),
            Property("reverted_by", "string", "the run that reverted this one"),
        ),
        indexes=(("source", "n"), ("source", "due"), ("started_at",)),
    ),
    Label(
        "Scheduler",
        "a process of `faultlines jobs run`",
        (
            Property("id", "string", "`host:pid:start`", True),
            Property("started_at", "datetime", "when it began", True),
            Property("beat_at", "datetime", "its last heartbeat", True),
            Property("version", "string", "of faultlines", True),
        ),
    ),
    Label(
        "Request",
        "what a person asks of the scheduler",
        (
            Property("id", "string", "a random number", True),
            Property("kind", "string", "run, accept, drop, pause or resume; restart of the server", True),
            Property("source", "string", "of which source; empty for a restart", True),
            Property("run", "string", "of which run: accept and drop"),
            Property("asked_at", "datetime", "when", True),
            Property("asked_by", "string", "who", True),
            Property("status", "string", "asked, taken, done or refused", True),
            Property("taken_by", "string", "the scheduler that carries it out"),
            Property("ended_at", "datetime", "when it was carried out"),
            Property("answer", "string", "what came of it, in words"),
        ),
        indexes=(("status", "asked_at"), ("asked_at",)),
    ),
    Label(
        "Notice",
        "a notice to the webhook about a source",
        (
            Property("id", "string", "a random number", True),
            Property("source", "string", "of which source", True),
            Property("at", "datetime", "when it was noticed", True),
            Property("body", "string", "what is sent: JSON", True),
            Property("status", "string", "waiting, delivered or given up", True),
            Property("next_at", "datetime", "when it is sent, or sent again"),
            Property("attempts", "integer", "how often it was sent", True),
            Property("taken_by", "string", "the scheduler that sends it at the moment"),
            Property("taken_until", "datetime", "until when others leave it to that one"),
            Property("error", "string", "why it was not delivered the last time"),
        ),
        indexes=(("status", "at"),),
    ),
    Label(
        "Turn",
        "what schedulers do besides loads: `tidy`, `backup`",
        (
            Property("id", "string", "what", True),
            Property("done_for", "datetime", "the due time for which it was done last", True),
            Property("told", "string", "the state that the webhook was told last: failed, or well"),
            Property("taken_by", "string", "the scheduler that does it at the moment"),
            Property("taken_until", "datetime", "until when others leave it to that one"),
        ),
    ),
    Label(
        "EdgeType",
        "a relationship type between actors: its sign and direction",
        (
            Property("name", "string", "the type", True),
            Property("screen", "string", "its name in files and on the screen", True),
            Property("sign", "integer", "1, -1 or 0", True),
            Property("symmetric", "boolean", "stored once, matched without an arrow", True),
        ),
        key="name",
    ),
    Label(
        "Written",
        "one statement of a person's own that wrote (`faultlines cypher --write`)",
        (
            Property("id", "string", "the run's number", True),
            Property("at", "datetime", "when", True),
            Property("who", "string", "the user and the machine", True),
            Property("statement", "string", "the statement, as it ran", True),
            Property("parameters", "strings", "the names of its parameters; not their values", True),
            Property("counts", "strings", "what it changed: `nodes_created: 3`", True),
        ),
    ),
    # (:Decision)-[:ABOUT {place: 1 or 2}]->(:Record)
    Label(
        "Decision",
        "what a person has decided on two records: whether they are one actor",
        (
            Property("id", "string", "`d1`, `d2` …", True),
            Property("n", "integer", "its number, in the order in which decisions were taken", True),
            Property("kind", "string", "same, different or unsure", True),
            Property("at", "datetime", "when it was taken", True),
            Property("by", "string", "who took it", True),
            Property("reason", "string", "why"),
            Property("undone_at", "datetime", "when it was undone; absent while it stands"),
            Property("undone_by", "string", "who undid it"),
        ),
        indexes=(("n",),),
    ),
    # (:FormerActor)-[:WAS]->(:Record)
    Label(
        "FormerActor",
        "an actor whose records describe another one by a decision: it leads on to that one, and comes back by an undo",
        (Property("id", "string", "the actor's id", True),),
    ),
    Label(
        "View",
        "a canvas that a person saved, or that a link stands for: where its actors stood and what was said among them",
        (
            Property("id", "string", "a random number; of a link the hash of what it stands for", True),
            Property("name", "string", "its name; a link's has none"),
            Property("notes", "string", "what its owner notes of it", True),
            Property("owner", "string", "whose it is; absent where nobody has to log in"),
            Property("shared", "boolean", "everybody who may log in sees it", True),
            Property("created_at", "datetime", "when it was saved first", True),
            Property("changed_at", "datetime", "when it was saved, renamed or replaced last", True),
            Property("seen_at", "datetime", "when its canvas was kept", True),
            Property("deleted_at", "datetime", "when it was deleted; after thirty days it goes for good"),
            Property("state", "string", "places, filter, camera and what else panels keep: JSON", True),
            Property("actors", "strings", "the ids of its actors", True),
            Property("statements", "strings", "of each statement among them the version and its hash, cut", True),
            Property("compared", "boolean", "those are all; else they are too many to be compared", True),
            Property("before_state", "string", "the state before it was replaced; so for what else was replaced"),
        ),
        indexes=(("name",), ("deleted_at",)),
    ),
    Label("Meta", "the schema's version", (Property("version", "integer", "the version", True),)),
)

ACTOR_NAMES = "actor_names"
"""The full-text index over every name of every actor, as it is written and folded. It leaves no word out."""


def type_constraints(name: str) -> list[str]:
    """The constraint and index that a relationship type needs before the first statement of that type is written."""
    if not TYPE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a relationship type")
    low = name.lower()
    return [
        f"CREATE CONSTRAINT {low}_id IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE",
        f"CREATE INDEX {low}_statement IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.source, r.statement)",
    ]


def node_constraints() -> list[str]:
    """The constraints and indexes of all nodes, the full-text index included."""
    commands = []
    for label in LABELS:
        low = label.name.lower()
        commands.append(
            f"CREATE CONSTRAINT {low}_{label.key} IF NOT EXISTS FOR (n:{label.name}) REQUIRE n.{label.key} IS UNIQUE"
        )
        for columns in label.indexes:
            name = f"{low}_{'_'.join(columns)}"
            on = ", ".join(f"n.{column}" for column in columns)
            commands.append(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label.name}) ON ({on})")
    commands.append(names_index())
    return commands


def names_index() -> str:
    """The full-text index over the names of actors."""
    return (
        f"CREATE FULLTEXT INDEX {ACTOR_NAMES} IF NOT EXISTS FOR (n:Actor) ON EACH [n.names, n.folded] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', "
        "`fulltext.eventually_consistent`: false}}"
    )


def schema_statements() -> list[str]:
    """Every schema command of the core, in order; all of them may be run again."""
    commands = node_constraints()
    for name in (*BY_NAME, DENIED, WITHDRAWN):
        commands += type_constraints(name)
    return commands
