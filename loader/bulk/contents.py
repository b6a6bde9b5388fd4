"""What stands in the spools of a bulk load, as nodes and relationships in the files of the import tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import msgpack

from cypher import nodes, schema
from cypher.driver_values import plain
from cypher.graph import Row, Transaction
from cypher.library.statements import Statements
from cypher.names import folded_names
from cypher.schema import Kind, PropertyType
from loader.bulk.files import ImportFiles, as_field, column, import_kind, joined
from loader.catalogue.manifest import Manifest
from loader.model.record import Record
from loader.runs.identity import decode as decode_record
from loader.runs.writer import (
    COLUMNS,
    RECORD_COLUMNS,
    STAMPED,
    Stamp,
    create_row,
    decode_statement,
    own_columns,
    own_value,
    record_values,
)
from loader.spool import Spool

statement = Statements(Path(__file__).with_name("queries"))


BATCH = 5_000
STATEMENT_TYPES = {prop.name: prop.type for prop in schema.STATEMENT}
RECORD_TYPES = {prop.name: prop.type for prop in nodes.RECORD_PROPERTIES}
ACTOR = (
    *("id:ID(actor)", "name:string", "names:string[]", "folded:string[]", "kind:string", "countries:string[]"),
    *("live:boolean", ":LABEL"),
)
NAME, NAMES, KIND, COUNTRIES = (RECORD_COLUMNS.index(name) for name in ("name", "names", "kind", "countries"))
LISTS = tuple(place for place, name in enumerate(RECORD_COLUMNS) if RECORD_TYPES[name] == "strings")
DESCRIBES = (":START_ID(record)", ":END_ID(actor)")
HAS = (":START_ID(record)", ":END_ID(identifier)")
IDENTIFIER = ("id:ID(identifier)", "scheme:string", "value:string")
PROPOSED = (*DESCRIBES, "identifier:string", "proposed_at:datetime", "proposed_run:string")

Advance = Callable[[int], None]
Kinds = tuple[tuple[str, PropertyType], ...]
"""The properties of its own that a statement has, each with the kind of its value."""


class SourceContents:
    """One source of a bulk load: what it says, and what its run writes on all of it."""

    def __init__(self, spool: Spool, stamp: Stamp, manifest: Manifest) -> None:
        self.spool, self.stamp, self.manifest = spool, stamp, manifest
        self.stamped = [as_field(stamp.parameters[parameter]) for parameter in STAMPED.values()]

    def planned(self) -> Iterator[list[tuple[Any, ...]]]:
        """The records in chunks: id, hash, number, actor, what it is called how often, the inputs counted, body."""
        return self.spool.chunks(
            "SELECT p.id, r.hash, p.n, p.actor, a.called, a.counted, r.body FROM plan_record p "
            "JOIN read_record r ON r.rowid = p.body LEFT JOIN accumulated a ON a.id = p.id ORDER BY p.rowid",
            size=BATCH,
        )


def write_records(files: ImportFiles, parts: list[SourceContents], advance: Advance) -> dict[str, str]:
    """Write records, actors and identifiers; the actors of the records that another source's record describes too."""
    meetings = {
        record: actor
        for part in parts
        for record, actor in part.spool.rows("SELECT id, actor FROM plan_record WHERE actor <> id")
    }
    met = set(meetings.values())
    columns = ["id:ID(record)", *(column(name, RECORD_TYPES[name]) for name in RECORD_COLUMNS[1:]), "live:boolean"]
    columns += [column(name, RECORD_TYPES[name]) for name in (*STAMPED, "called", "counted")]
    seen = parts[-1].spool
    seen.script("identified")
    for part in parts:
        for chunk in part.planned():
            decoded = [(decode_record(body), fields) for *fields, body in chunk]
            records, actors, ties, identifiers, holds = [], [], [], [], []
            for record, (key, content, n, actor, *counts) in decoded:
                values = record_values(record, key, content, n)
                folded = folded_names(values[NAMES])
                for place in LISTS:
                    values[place] = joined(values[place] or ())
                counted = [joined(tuple(msgpack.decode(packed))) if packed else None for packed in counts]
                records.append([*values, "true", *part.stamped, *counted])
                ties.append([key, actor])
                if actor == key and key not in met:
                    shown = (values[NAME], values[NAMES], joined(folded or ()), values[KIND], values[COUNTRIES])
                    actors.append([key, *shown, "true", labels(record.kind)])
                for text in dict.fromkeys(record.identifiers):
                    holds.append([key, text])
                    if seen.run("INSERT OR IGNORE INTO identified VALUES (?)", (text,)):
                        identifiers.append([text, *text.split(":", 1)])
            files.nodes("records", "Record", columns, records)
            files.nodes("actors", "", ACTOR, actors)
            files.nodes("identifiers", "Identifier", IDENTIFIER, identifiers)
            files.relationships("describes", "DESCRIBES", DESCRIBES, ties)
            files.relationships("has", "HAS", HAS, holds)
            advance(len(chunk))
        write_proposals(files, part)
    files.nodes("actors", "", ACTOR, (meet(actor, parts, meetings) for actor in sorted(met)))
    return meetings


def meet(actor: str, parts: list[SourceContents], meetings: dict[str, str]) -> list[Any]:
    """An actor that records of several sources describe, shown as `refresh-actors` does."""
    records: list[tuple[int, str, Record]] = []
    for part in parts:
        rows = part.spool.rows(
            "SELECT r.id, r.body FROM plan_record p JOIN read_record r ON r.rowid = p.body WHERE p.actor = ?", (actor,)
        )
        records += [(part.manifest.rank, key, decode_record(body)) for key, body in rows]
    values = [record_values(record, key, "", 1) for _, key, record in sorted(records, key=lambda entry: entry[:2])]
    names = dict.fromkeys(name for row in values for name in row[NAMES])
    countries = dict.fromkeys(country for row in values for country in row[COUNTRIES] or ())
    name, kind = values[0][NAME], values[0][KIND]
    folded = folded_names(names)
    shown = (name, joined(tuple(names)), joined(folded or ()), kind, joined(tuple(countries)))
    return [actor, *shown, "true", labels(kind)]


def labels(kind: Kind) -> str | None:
    """The labels of an actor of a kind, as one field."""
    return joined(("Actor", kind.label) if kind.label else ("Actor",))


def write_proposals(files: ImportFiles, part: SourceContents) -> None:
    """Write which records may be actors of other sources."""
    stamp = part.stamp
    rows = part.spool.rows("SELECT record, actor, identifier FROM proposal")
    proposed = ([record, actor, text, stamp.at.isoformat(), stamp.run] for record, actor, text in rows)
    files.relationships("proposed", "PROPOSED", PROPOSED, proposed)


def write_statements(
    files: ImportFiles, parts: list[SourceContents], meetings: dict[str, str], advance: Advance
) -> None:
    """Write the statements, those of one type and one kind of values to one file."""
    planned = (
        "SELECT p.n, s.id, s.hash, s.body FROM plan_statement p JOIN read_statement s ON s.rowid = p.body "
        "ORDER BY p.body"
    )
    fixed = [column(name, STATEMENT_TYPES[name]) for name in (*STAMPED, *COLUMNS)]
    booleans = [place for place, name in enumerate(COLUMNS) if STATEMENT_TYPES[name] == "boolean"]
    for part in parts:
        own = own_columns(part.manifest)
        stamped = part.stamped
        for chunk in part.spool.chunks(planned, size=BATCH):
            batches: dict[tuple[str, Kinds], list[list[Any]]] = {}
            for n, key, content, body in chunk:
                stated = decode_statement(body)
                edge = stated.edge
                values = create_row(stated, key, content, n, ())
                for place in booleans:
                    values[place] = as_field(values[place])
                kinds: Kinds = ()
                if stated.own or stated.denied:
                    there = [(name, value) for name in own[edge] if (value := own_value(stated, name)) is not None]
                    values += [as_field(value) for _, value in there]
                    kinds = tuple((name, import_kind(value)) for name, value in there)
                ends = (meetings.get(stated.subject, stated.subject), meetings.get(stated.object, stated.object))
                batches.setdefault((edge, kinds), []).append([*ends, *stamped, *values])
            for (edge, kinds), rows in batches.items():
                columns = (":START_ID(actor)", ":END_ID(actor)", *fixed, *(column(*kind) for kind in kinds))
                files.relationships(import_file(edge, kinds), edge, columns, rows)
            advance(len(chunk))


def import_file(edge: str, kinds: Kinds) -> str:
    """A name for the statements of one type whose own properties are of these kinds."""
    return "-".join((edge.lower(), *(f"{name}-{kind}" for name, kind in kinds)))


def write_rest(files: ImportFiles, tx: Transaction) -> None:
    """Write what the empty graph holds besides: sources, runs, types."""
    nodes: dict[str, list[Row]] = {}
    for row in tx.run(statement("other-nodes")):
        nodes.setdefault(row["labels"][0], []).append({"": row["id"], **plain(row["said"])})
    for label, rows in nodes.items():
        kinds = {key: import_kind(value) for row in rows for key, value in row.items() if key}
        columns = [":ID(node)", *(column(key, kind) for key, kind in kinds.items())]
        fields = ([row[""], *(as_field(row.get(key)) for key in kinds)] for row in rows)
        files.nodes(label.lower(), label, columns, fields)
    for row in tx.run(statement("other-relationships")):
        files.relationships(
            row["type"].lower(), row["type"], (":START_ID(node)", ":END_ID(node)"), [[row["first"], row["last"]]]
        )
