"""Small graphs for tests: statements written as the loader would write them, and read out of the shipped files."""

import calendar
import csv
import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from cypher import schema
from cypher.graph import Graph

SOURCES = Path(__file__).parents[2] / "loader" / "sources"
WHEN = datetime.datetime(2023, 1, 30, 12, tzinfo=datetime.UTC)


class Said(NamedTuple):
    """One statement: (subject, type, object) and what it carries; type DENIED or WITHDRAWN with a `type` of its own."""

    subject: str
    type: str
    object: str
    more: Mapping[str, Any] = MappingProxyType({})


def clear(graph: Graph) -> None:
    """Take everything but the schema out of a small graph."""
    graph.command("MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType DETACH DELETE n")
    graph.command("MATCH (t:EdgeType) WHERE NOT t.name IN $core DELETE t", {"core": list(schema.BY_NAME)})


def write(graph: Graph, said: Iterable[Said], actors: Iterable[dict[str, Any]] = ()) -> None:
    """Write actors, made up where only a statement names them, each with a record, and the statements."""
    said = list(said)
    known = {actor["id"]: actor for actor in actors}
    for statement in said:
        for end in (statement.subject, statement.object):
            known.setdefault(end, {"id": end, "name": end.partition(":")[2]})
    rows = [{"kind": "organization", "names": [], "countries": [], "live": True} | actor for actor in known.values()]
    identifiers = [{"id": actor["id"], "of": i} for actor in rows for i in actor.pop("identifiers", [])]
    graph.command(
        "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) SET a += row "
        "MERGE (r:Record {id: row.id}) SET r += row, r.source = split(row.id, ':')[0], r.key = split(row.id, ':')[1], "
        "r.recorded_at = $at MERGE (r)-[:DESCRIBES]->(a) MERGE (s:Source {id: r.source}) "
        "ON CREATE SET s.title = 'Title of ' + r.source, s.rank = 10, s.publisher = 'us', s.reliability = 'B'",
        {"rows": rows, "at": WHEN},
    )
    graph.command(
        "UNWIND $rows AS row MATCH (r:Record {id: row.id}) MERGE (i:Identifier {id: row.of}) "
        "SET i.scheme = split(row.of, ':')[0], i.value = split(row.of, ':')[1] MERGE (r)-[:HAS]->(i)",
        {"rows": identifiers},
    )
    by_type: dict[str, list[dict[str, Any]]] = {}
    for number, (subject, kind, target, more) in enumerate(said):
        base = {"statement": f"s{number:04}", "id": f"s{number:04}:1", "source": "test", "said_by": "test"}
        base |= {"evidence": "so it is said", "stance": "asserted", "recorded_at": WHEN}
        by_type.setdefault(kind, []).append({"from": subject, "to": target, "all": {**base, **more}})
    for kind, statements in by_type.items():
        graph.command(
            f"UNWIND $rows AS row MATCH (a:Actor {{id: row.from}}) MATCH (b:Actor {{id: row.to}}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.all",
            {"rows": statements},
        )


def shipped(*folders: str) -> tuple[list[Said], list[dict[str, Any]]]:
    """The statements and actors in the files of shipped sources."""
    said: list[Said] = []
    actors: dict[str, dict[str, Any]] = {}
    for folder in folders:
        source = folder.replace("_", "-")
        for row in rows_of(SOURCES / folder / "actors.csv"):
            actors[f"{source}:{row['key']}"] = {
                "id": f"{source}:{row['key']}",
                "name": row["name"],
                "kind": row["kind"],
                "names": words(row["names"]),
                "countries": words(row["countries"]),
                "identifiers": words(row["identifiers"]),
            }
        for row in rows_of(SOURCES / folder / "statements.csv"):
            ends = [end if ":" in end else f"{source}:{end}" for end in (row["subject"], row["object"])]
            for end in ends:
                kind = "state" if end.startswith("states:") else "organization"
                actors.setdefault(end, {"id": end, "name": end.partition(":")[2], "kind": kind})
            more = {k: v for k, v in row.items() if v and k not in ("key", "subject", "object", "type")}
            more |= {k: float(more[k]) for k in ("confidence", "share") if k in more}
            more["source"] = source
            if "inferred" in more:
                more["inferred"] = more["inferred"] == "true"
            for name, last in (("valid_from", False), ("valid_to", True)):
                if name in more:
                    more[name], more[f"{name}_precision"] = day(more[name], last)
            kind = schema.BY_SCREEN[row["type"]].name
            if row["stance"] == "denied":
                more["type"], kind = kind, "DENIED"
            said.append(Said(ends[0], kind, ends[1], more))
    return said, list(actors.values())


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def words(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [word.strip() for word in cell.split("|") if word.strip()]


def day(text: str, last: bool) -> tuple[datetime.date, str]:
    """A date of day, month or year precision as its first or last day."""
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", text)
    year, month, date = (*map(int, text.split("-")), 0, 0)[:3]
    precision = "day" if date else "month" if month else "year"
    month = month or (12 if last else 1)
    return datetime.date(year, month, date or (calendar.monthrange(year, month)[1] if last else 1)), precision
