"""The terms of the project: what each means, and where the graph and the code have it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cypher import nodes, schema
from cypher.library.library import PROGRAM, Library

ROOT = Path(__file__).parents[1]
PACKAGES = ("cypher", "loader", "explorer")
LINKS = ("DESCRIBES", "HAS", "PROPOSED", "OF", "ABOUT", "WAS")
"""Relationship types that are no statements."""
HEAD = """# Glossary

<!-- Generated from docs/glossary.py by `make docs`; a test compares. -->

The words as this project uses them, and where they live: in the graph (see [The graph](model.md)), as a
[named query](queries.md), or in the code.

"""


@dataclass(frozen=True)
class Term:
    """A term, its definition, and its places: `(:Label)`, `-[:TYPE]-`, `.property`, `?query` or a name in the code.

    A name that several modules define is written with its module's or its package's: `row.Row`, `loader.Spool`.
    """

    name: str
    meaning: str
    places: tuple[str, ...] = ()


TERMS = (
    Term(
        "actor",
        "A person, organisation, state, vessel, aircraft or other party. A node that stands for all records that describe it; name, kind and countries are derived from them.",
        ("(:Actor)", "schema.Kind"),
    ),
    Term(
        "announced",
        "The stance of a statement about the future: said to come, not said to be. `valid_from` is the day on which it is to take effect.",
        ("Stance", "?announced"),
    ),
    Term(
        "archive",
        "The store of inputs in the data folder, each under the hash of its content, kept by age, number and need.",
        ("archive_keep_days", "hash_file"),
    ),
    Term(
        "as known", "What the sources had said, or the graph had recorded, by the end of a given day.", ("?as-known",)
    ),
    Term(
        "attribution",
        "What caused a difference that a run found: the source, the reader, identities, or unknown.",
        (".because", "phases.attribute_differences"),
    ),
    Term(
        "authority",
        "A body that puts others on a sanctions or terrorism list. Authorities are records of the source `authorities`, which other sources refer to.",
        ("?listed-under",),
    ),
    Term(
        "balanced, unbalanced",
        "Of three actors: the product of their pairs' signs is + or −. An unbalanced triangle is a tension.",
        ("?balance",),
    ),
    Term(
        "bulk load",
        "A first load into an empty graph by Neo4j's own import instead of transactions; same result.",
        ("load_bulk",),
    ),
    Term(
        "certificate",
        "The proof of a lower bound on the tension: contradictions with weights, of which no pair carries more than it weighs.",
        ("Packing", "proven"),
    ),
    Term(
        "claim (of a due time)",
        "A process's exclusive right to a due time, taken in one write and kept by a heartbeat. It passes on when the process dies.",
        ("DueClaim",),
    ),
    Term(
        "claim (of sources)",
        "Everything that is said in one sense about one type between two actors: statements grouped, with their sources.",
        ("?claims",),
    ),
    Term(
        "confidence", "How sure a statement is, from 0 to 1; absent when unknown.", (".confidence", "?low-confidence")
    ),
    Term(
        "console",
        "The place for ad-hoc Cypher: runs a statement through the guard, once, within limits. Also the page `/console`.",
        ("Console", "Limits"),
    ),
    Term(
        "data folder",
        "Where an installation keeps its embedded graph, archive, spools, rejected rows and password.",
        ("Settings",),
    ),
    Term("deadline", "How long a scheduled load may take before it is stopped.", ("Schedule", "DEADLINE")),
    Term(
        "denied",
        "A statement that something is not so: a relationship of the type `DENIED`, which names the type that it denies. It is part of no path and no sign.",
        ("-[:DENIED]-", "?contradictions"),
    ),
    Term(
        "designation",
        "A statement that an authority puts an actor on a list; one per programme.",
        ("-[:DESIGNATES]-", "?designations"),
    ),
    Term(
        "difference",
        "What a run creates, changes or withdraws, old and new side by side.",
        ("Difference", "?run-differences"),
    ),
    Term("dry run", "A load that computes and prints its differences and writes nothing.", ("run.PREVIEW",)),
    Term(
        "due time",
        "A moment at which a source's schedule asks for a load. Each has at most one completed run.",
        ("due_time", "Schedule"),
    ),
    Term(
        "edition",
        "A publication of a source as of a date; one input of a snapshot source. Its date is `said_at`.",
        (".said_at", "said_at_of"),
    ),
    Term(
        "embedded Neo4j",
        "The Neo4j that faultlines starts for a data folder, as opposed to an external one named in the settings.",
        ("NEO4J", "Home"),
    ),
    Term(
        "evidence",
        "What is said, in our own words; with `url` and `locator`, where to check it.",
        (".evidence", "?evidence"),
    ),
    Term(
        "fetch",
        "To bring a source's files from where its manifest says into the archive, without touching the graph.",
        ("Fetched", "Download"),
    ),
    Term(
        "fingerprint (of a graph)",
        "A number that is equal for two graphs that say the same, whenever and by whichever run they learnt it.",
        ("fingerprint.graph_fingerprint",),
    ),
    Term(
        "fingerprint (of a load)",
        "The hash of input and source version. If it equals that of the last load there is nothing to do.",
        ("LastLoad",),
    ),
    Term(
        "former actor",
        "An actor all of whose records describe another one by a decision. Its id leads on to that one.",
        ("(:FormerActor)", "-[:WAS]-"),
    ),
    Term(
        "guard",
        "The five layers that judge and confine ad-hoc Cypher: text, read access, plan, limits, watch.",
        ("examine", "costs.check_costs", "plan.check_plan"),
    ),
    Term(
        "head",
        "The comments at the start of a query file: purpose, parameters, columns, and a reason for a scan.",
        ("cypher.Head",),
    ),
    Term(
        "health",
        "A source's state: fresh, late, failing, held or never loaded. Late, failing and held are unhealthy. Derived from schedule and runs alone.",
        ("state_of", "?jobs"),
    ),
    Term(
        "heartbeat",
        "The write every few seconds by which a process shows that it is alive and renews its leases and claims.",
        ("lease.BEAT",),
    ),
    Term(
        "held",
        "A run that waits for a person to accept or drop it, because it would change too much or lacks a part.",
        ("RunStatus", "?held-differences"),
    ),
    Term(
        "identifier",
        "A public number or code, `scheme:value`. A *strong* one says by itself who an actor is.",
        ("(:Identifier)", "STRONG_SCHEMES"),
    ),
    Term(
        "identity decision",
        "What a person says of two records: the same actor, different ones, or unsure. It stands until it is undone, and is kept after that.",
        ("(:Decision)", "-[:ABOUT]-", "StandingDecision", "decide.decide"),
    ),
    Term(
        "identity rule",
        "That records of different sources are one actor by a shared strong identifier, never by similar names. A decision comes before it.",
        ("-[:DESCRIBES]-", "identity.assign"),
    ),
    Term("inferred", "A statement that was concluded from what a source says, not said by it.", (".inferred",)),
    Term("input", "The files of one load of a source, one per part.", ("Input",)),
    Term("jitter", "A random delay, fixed per source and day, so that not all loads start at once.", ("Schedule",)),
    Term(
        "known time",
        "When a statement was known: from `said_at` to `said_until` by the sources' dates, from `recorded_at` to `withdrawn_at` by the graph's. Compare *valid time*.",
        (".said_at", ".recorded_at", ".withdrawn_at"),
    ),
    Term(
        "lease",
        "A process's exclusive hold on a source, a due time, a request or a notice: limited in time, renewed by its heartbeat, and taken over when it ends.",
        ("Lease", "SourceBusy"),
    ),
    Term(
        "limit",
        "The share of live records or statements that one run may withdraw or change before it is held.",
        ("Limit",),
    ),
    Term(
        "live",
        "Still published: a statement that is not withdrawn, a record that its source still has.",
        ("?as-known",),
    ),
    Term("locator", "The place in a source: page, paragraph, line or row.", (".locator",)),
    Term(
        "manifest",
        "The file that describes a source: publisher, terms, parts, columns, limits, schedule, origin.",
        ("Manifest",),
    ),
    Term(
        "mapping",
        "A manifest's rules for reading other columns than ours: templates, value maps, conditions.",
        ("Block", "Template"),
    ),
    Term(
        "mixed pair",
        "Two actors with statements of both signs; it has no sign and belongs to no triangle.",
        ("?mixed-pairs",),
    ),
    Term(
        "named query",
        "A question in a `.cypher` file whose head declares parameters and columns.",
        ("Query", "Library"),
    ),
    Term("notice", "A message to the webhook about a change of a source's state.", ("(:Notice)", "deliver")),
    Term("origin", "Where a source's files come from: an address, a folder to watch, or a file.", ("SourceLocation",)),
    Term("part", "One file of a source, as its manifest describes it.", ("part.Part",)),
    Term(
        "paused",
        "A source whose schedule is suspended, by a person or after a revert, until a person resumes it.",
        ("pause",),
    ),
    Term(
        "permalink",
        "An address that reopens a view: `/?view=ID` the canvas as it was seen, `/#show=ID` an actor, `/#show=ID,ID` a pair, and the console's link to a statement.",
        ("permalink",),
    ),
    Term(
        "polarity",
        "The product of the signs along a path: whether it ties its ends together (+) or sets them apart (−).",
        ("?signed-paths",),
    ),
    Term(
        "proposal",
        "A match between a record and an actor that an identifier suggests but doesn't settle; left to a person.",
        ("-[:PROPOSED]-", "?proposals"),
    ),
    Term("rank", "The order in which sources name an actor: the smallest rank wins.", ("Manifest",)),
    Term(
        "reader",
        "What turns a source's files into records and statements: the general reader, directed by the manifest, or the source's own `reader.py`.",
        ("read_table", "load_module"),
    ),
    Term("record", "What one source says about one actor, under the source's own key.", ("(:Record)", "record.Record")),
    Term("record version", "The content of a record before it changed.", ("(:RecordVersion)", "writer.RecordRow")),
    Term(
        "rejected",
        "A row, or a part of one, that can't be trusted: not loaded, but kept with file, line, value and reason. It protects what it would have stated from withdrawal.",
        ("write_rejects",),
    ),
    Term(
        "reliability", "The Admiralty code of a source, A (completely reliable) to F (can't be judged).", ("Manifest",)
    ),
    Term("replay", "To load a run's archived input again, with today's manifest and reader.", ("replay.replay",)),
    Term(
        "request", "What a person asks of the scheduler on `/jobs`; it waits in the graph.", ("(:Request)", "?requests")
    ),
    Term(
        "retry",
        "Another attempt at a due time that failed for a reason that may pass, after a growing delay.",
        ("retry_time",),
    ),
    Term(
        "revert",
        "To undo a run, by a run: what it created is withdrawn, what it changed or withdrew comes back as a new version; what later runs touched stays.",
        ("revert.revert",),
    ),
    Term("row", "One line, row or object of an input, with the file and line it starts on.", ("row.Row",)),
    Term(
        "run",
        "One attempt to load a source, with its input, counts and outcome: running, done, failed, held, dropped or reverted.",
        ("(:Run)", "RunStatus"),
    ),
    Term(
        "runaway statement",
        "An ad-hoc statement that runs on in the server after it was ended. The watch reports it.",
        ("RunawayWatch",),
    ),
    Term("schedule", "When a source is due: a cron expression, a time zone, jitter, deadline.", ("Schedule",)),
    Term(
        "scheduler",
        "A process of `faultlines jobs run`; live while its heartbeat is recent.",
        ("(:Scheduler)", "Service"),
    ),
    Term(
        "sign",
        "Whether a type ties its ends together (+), sets them apart (−), or neither. A pair's sign is that of its statements with a confidence of at least 0.5 or none.",
        ("Sign", "?types"),
    ),
    Term(
        "skipped",
        "A row, or a part of one, that a named rule leaves out; counted under that rule.",
        ("Skipped", "SkipRule"),
    ),
    Term(
        "snapshot, increment",
        "A source whose every edition is complete, so that what is missing is withdrawn; or a feed that only adds.",
        ("Manifest",),
    ),
    Term(
        "source",
        "A publication that is loaded: a folder with a manifest, and a node with its terms.",
        ("(:Source)", "source.Source"),
    ),
    Term("speaker", "Who says it: whom the source quotes, or the source itself.", (".said_by", "?speakers")),
    Term(
        "spool",
        "A run's temporary database on disk: what was read, what the graph holds, the difference, the plan.",
        ("loader.Spool",),
    ),
    Term("stance", "How something is said: asserted (to be so) or announced (to come).", (".stance", "Stance")),
    Term(
        "statement",
        "What one source says, by one speaker, about one type between two actors; a relationship. It keeps its identity across versions.",
        (".statement", ".id", "statement.Statement"),
    ),
    Term(
        "tension",
        "An unbalanced triangle: three actors whose signs multiply to −. Of a whole network: the least number (or weight) of pairs that "
        "any split into two camps contradicts, its frustration index; see [Tension](tension.md).",
        ("?tensions", "FaultLines"),
    ),
    Term(
        "undated",
        "Without `valid_from` or `valid_to`: an open end, which counts as in force.",
        (".valid_from", ".valid_to"),
    ),
    Term(
        "valid time",
        "When something held in the world, with the precision that is known: day, month or year. Compare *known time*.",
        (".valid_from", "Precision"),
    ),
    Term(
        "withdrawn",
        "A version of a statement that no longer stands: changed, ended, retracted or reverted. It keeps everything it carried, as `WITHDRAWN`.",
        ("-[:WITHDRAWN]-", "schema.WithdrawalReason", "?withdrawn"),
    ),
    Term("worker", "A process that serves the explorer.", ("Workers",)),
)


def page() -> str:
    """All terms as a table."""
    lines = ["| term | meaning | where |", "| --- | --- | --- |"]
    for term in TERMS:
        places = ", ".join(place(written) for written in term.places)
        lines.append(f"| **{term.name}** | {term.meaning} | {places} |")
    return HEAD + "\n".join(lines) + "\n"


def place(written: str) -> str:
    """A place as it is shown; ValueError when there is no such place."""
    if written.startswith("(:"):
        known = {f"(:{label.name})" for label in nodes.LABELS}
        target = f"`{written}`"
    elif written.startswith("-[:"):
        types = (*(edge_type.name for edge_type in schema.EDGE_TYPES), schema.DENIED, schema.WITHDRAWN, *LINKS)
        known = {f"-[:{name}]-" for name in types}
        target = f"`{written}`"
    elif written.startswith("."):
        known = {f".{prop.name}" for prop in (*schema.STATEMENT, *schema.WITHDRAWAL)}
        target = f"`{written[1:]}`"
    elif written.startswith("?"):
        name, folders = written[1:], {query.name: query.folder for query in Library.load().queries.values()}
        known, folder = {f"?{query}" for query in folders}, folders.get(name)
        page = f"../cypher/queries/program/{name}.cypher" if folder == PROGRAM.name else f"queries/{folder}.md#{name}"
        target = f"[{name}]({page})"
    else:
        files = sorted(path for path in defined().get(written, ()))
        if len(files) > 1:
            raise ValueError(f"{written} is defined in {', '.join(files)}: write it with its module, as row.Row")
        known = {written} if files else set()
        target = f"[`{written.rpartition('.')[2]}`](../{''.join(files)})"
    if written not in known:
        raise ValueError(f"the glossary names {written}, which is nowhere")
    return target


@cache
def defined() -> dict[str, set[str]]:
    """The files that define a name, by the name alone, by `module.name` and by `package.name`."""
    files: dict[str, set[str]] = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for name in names(ast.parse(path.read_text("utf-8")).body):
                for written in (name, f"{path.stem}.{name}", f"{package}.{name}"):
                    files.setdefault(written, set()).add(path.relative_to(ROOT).as_posix())
    return files


def names(body: list[ast.stmt]) -> Iterator[str]:
    """The names that statements define; a class's fields too."""
    for node in body:
        match node:
            case ast.ClassDef(name=name, body=fields):
                yield name
                yield from names([field for field in fields if isinstance(field, ast.AnnAssign)])
            case ast.FunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
