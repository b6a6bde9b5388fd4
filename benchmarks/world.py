"""Files of many publishers in one graph: seconds and counts, beside what plain csv, lxml and openpyxl count in them.

`python -m benchmarks.world FOLDER [FOLDER …]`: every file below the folders that a shipped source reads.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from lxml import etree

from benchmarks.ground import keep, server
from cypher.graph import Graph
from cypher.settings import Settings
from loader.catalogue.manifest import Limit
from loader.catalogue.source import find_source
from loader.commands.input import matched_input
from loader.runs.job import Options
from loader.runs.outcome import Outcome
from loader.runs.run import accept_held, load_needed, load_source

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Publication:
    """What a publisher's file is called, which source reads it, and what a plain count of it gives."""

    source: str
    pattern: str
    count: Callable[[Path], dict[str, int]]


def sdn_csv(path: Path) -> dict[str, int]:
    """Entries of OFAC's list, and the programmes under which they stand."""
    with path.open(newline="", encoding="utf-8", errors="replace") as file:
        rows = [row for row in csv.reader(file) if len(row) == 12]
    programmes = sum(len({part.strip(" []") for part in row[3].split("] [")} - {"-0-", ""}) for row in rows)
    return {"actors": len({row[0] for row in rows}), "DESIGNATES": programmes}


def elements(path: Path, name: str) -> Iterator[Any]:
    """The elements of a name in XML, whatever their namespace."""
    for _, element in etree.iterparse(str(path), resolve_entities=False, no_network=True, load_dtd=False):
        if etree.QName(element).localname == name:
            yield element
            element.clear()


def sdn_xml(path: Path) -> dict[str, int]:
    """The same in the classic XML."""
    actors = programmes = 0
    for entry in elements(path, "sdnEntry"):
        actors += 1
        texts = {node.text.strip() for node in entry.iter("{*}program") if node.text}
        programmes += len(texts)
    return {"actors": actors, "DESIGNATES": programmes}


def un_xml(path: Path) -> dict[str, int]:
    """Individuals and entities of the United Nations."""
    return {"actors": sum(1 for name in ("INDIVIDUAL", "ENTITY") for _ in elements(path, name))}


def eu_xml(path: Path) -> dict[str, int]:
    """Entries of the European Union: some are one actor of the United Nations."""
    return {"DESIGNATES": sum(1 for _ in elements(path, "sanctionEntity"))}


def runs(years: dict[Any, set[int]]) -> int:
    """How many longest runs of years there are."""
    return sum(year - 1 not in held for held in years.values() for year in held)


def cow(path: Path) -> dict[str, int]:
    """Spells of alliances."""
    years: dict[Any, set[int]] = defaultdict(set)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            pair = frozenset((row["ccode1"], row["ccode2"]))
            for column in ("cow_defense", "cow_neutral", "cow_nonagg", "cow_entente"):
                if float(row[column]):
                    years[pair, column].add(int(float(row["year"])))
    return {"spells": runs(years)}


def rivalries(path: Path) -> dict[str, int]:
    """Rows of a table of rivalries."""
    with path.open(newline="", encoding="utf-8") as file:
        return {"spells": sum(1 for _ in csv.DictReader(file))}


def ftm(path: Path) -> dict[str, int]:
    """Ties among FollowTheMoney's entities."""
    kinds = {"Ownership": "OWNS", "Directorship": "LEADS", "Family": "FAMILY_OF"}
    counts = dict.fromkeys(kinds.values(), 0)
    for line in path.read_text("utf-8").splitlines():
        if (name := kinds.get(json.loads(line)["schema"])) is not None:
            counts[name] += 1
    return counts


def gdelt(path: Path) -> dict[str, int]:
    """Pairs, root codes and days of events."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    days = {(row[5], row[15], row[28], row[1]) for row in rows if row[5] and row[15] and row[5] != row[15]}
    return {"statements": len(days)}


def cells(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a workbook's first sheet, by column, straight from its XML."""
    with zipfile.ZipFile(path) as packed:
        shared: list[str] = []
        if "xl/sharedStrings.xml" in packed.namelist():
            root = etree.fromstring(packed.read("xl/sharedStrings.xml"))
            shared = ["".join(node.text or "" for node in item.iter(f"{SHEET}t")) for item in root.iter(f"{SHEET}si")]
        sheet = etree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    header: dict[str, str] = {}
    for row in sheet.iter(f"{SHEET}row"):
        values: dict[str, str] = {}
        for node in row:
            place = re.sub(r"\d", "", node.get("r"))
            text = "".join(part.text or "" for part in node.iter(f"{SHEET}v", f"{SHEET}t"))
            values[place] = shared[int(text)] if node.get("t") == "s" and text else text
        if header:
            yield {name: values.get(place, "") for place, name in header.items()}
        else:
            header = values


FOLLOWED = {"57": (1991,), "49": (1991, 2005), "123": (1989,), "150": (1975,), "37": (1990,)}
"""The last years of states that have one number with those that followed on them."""


def in_year(party: str, year: int) -> tuple[str, int]:
    """Who has a number in a year."""
    return party, sum(year > last for last in FOLLOWED.get(party, ()))


def ucdp(path: Path) -> dict[str, int]:
    """Spells of support and of rivalry."""
    supplies: dict[Any, set[int]] = defaultdict(set)
    supports: dict[Any, set[int]] = defaultdict(set)
    rivals: dict[Any, set[int]] = defaultdict(set)
    for row in cells(path):
        year = int(row["year"])
        pair = (in_year(row["actor_id"], year), in_year(row["oppo_id"], year))
        rivals[frozenset(pair)].add(year)
        ids = row["ext_id"].split(",")
        if row["ext_sup"] != "1" or len(ids) != len(row["ext_name"].split(",")):
            continue
        kinds = [kind for kind in "xpywmtfilo" if row[f"ext_{kind}"] == "1"] if len(ids) == 1 else []
        for supporter in (in_year(number, year) for number in ids):
            for kind in kinds:
                supplies[supporter, *pair, kind].add(year)
            if not kinds:
                supports[supporter, *pair].add(year)
    return {"SUPPLIES": runs(supplies), "SUPPORTS": runs(supports), "RIVAL_OF": runs(rivals)}


PUBLICATIONS = (
    Publication("ofac-sdn", r"(?:.*/)?ofac/(?:\d{4}/)?sdn(?:_[\d-]+)?\.csv", sdn_csv),
    Publication("ofac-sdn", r"(?:.*/)?sdn\.xml", sdn_xml),
    Publication("ofac-consolidated", r"(?:.*/)?consolidated\.xml", sdn_xml),
    Publication("un-sc", r"(?:.*/)?un_consolidated\.xml", un_xml),
    Publication("eu-fsf", r"(?:.*/)?\d*-?FULL.*\.xml", eu_xml),
    Publication("cow-alliances", r"(?:.*/)?cow_alliance[^/]*\.csv", cow),
    Publication("strategic-rivalries", r"(?:.*/)?tss_rivalries\.csv", rivalries),
    Publication("opensanctions", r"(?:.*/)?[^/]*entities\.ftm\.json", ftm),
    Publication("gdelt-events", r"(?:.*/)?\d{14}\.export\.CSV", gdelt),
    Publication("ucdp-external-support", r"(?:.*/)?ucdp-esd-ay[^/]*\.xlsx", ucdp),
)


def found_in(folders: Iterable[Path]) -> list[tuple[Publication, Path]]:
    """The files that a source reads, in the order of its editions."""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    pairs = [
        (publication, path)
        for publication in PUBLICATIONS
        for path in files
        if re.fullmatch(publication.pattern, path.as_posix())
    ]
    return sorted(pairs, key=lambda pair: (PUBLICATIONS.index(pair[0]), "/2019/" not in pair[1].as_posix()))


def beside(path: Path) -> list[Path]:
    """A file, and those of OFAC's that belong to it."""
    rest = [path.with_name(path.name.replace("sdn", name, 1)) for name in ("alt", "add", "sdn_comments")]
    return [path, *(other for other in rest if path.suffix == ".csv" and "ofac" in path.parts and other.exists())]


def load(settings: Settings, graph: Graph, publication: Publication, path: Path) -> Outcome:
    """Load a file; what is held is accepted, since the editions are years apart, and some lack parts of the first."""
    source = find_source(settings, publication.source)
    source = replace(source, manifest=source.manifest.model_copy(update={"limit": Limit(share=1.0)}))
    options = Options(older=True)
    for _ in load_needed(settings, graph, source, options):
        pass
    outcome = load_source(settings, graph, source, matched_input(source, tuple(beside(path))), options)
    return accept_held(settings, graph, str(outcome.run), options) if outcome.status == "held" else outcome


def stated(graph: Graph, source: str) -> dict[str, int]:
    """How many live actors and statements of each type the graph has of a source.

    Of a spell that is parted, because a code had another state later, each part has the evidence and the line of it.
    """
    live = "MATCH (:Actor)-[r]->(:Actor) WHERE r.source = $source AND type(r) <> 'WITHDRAWN' "
    types = graph.read(live + "RETURN type(r) AS type, count(*) AS count", {"source": source})
    spells = graph.read(live + "RETURN count(DISTINCT [r.evidence, r.locator]) AS count", {"source": source})
    records = graph.read("MATCH (r:Record {source: $source, live: true}) RETURN count(*) AS count", {"source": source})
    counts = {row["type"]: row["count"] for row in types}
    return {"actors": records[0]["count"], "statements": sum(counts.values()), "spells": spells[0]["count"], **counts}


def main() -> None:
    """Load everything twice, and print and keep the figures."""
    publications = found_in(map(Path, sys.argv[1:]))
    latest = {publication.source: (publication, path) for publication, path in publications}
    figures: dict[str, dict[str, object]] = {}
    seconds: dict[Path, float] = {}
    with server() as (settings, graph):
        for publication, path in publications:
            begin = perf_counter()
            outcome = load(settings, graph, publication, path)
            seconds[path] = perf_counter() - begin
            there, plainly = stated(graph, publication.source), publication.count(path)
            same = all(there.get(name, 0) == count for name, count in plainly.items())
            figures[f"{publication.source}: {path.name}"] = {
                "s": round(seconds[path], 1),
                "actors": there["actors"],
                "statements": there["statements"],
                "rejected": outcome.difference.rejected,
                "counted plainly": ", ".join(f"{count:,} {name}" for name, count in plainly.items()),
                "the same": "yes" if same else "no",
            }
            print(path.name, figures[f"{publication.source}: {path.name}"], there, flush=True)
        begin = perf_counter()
        outcomes = [load(settings, graph, *pair) for pair in latest.values()]
        again = perf_counter() - begin
        actors = graph.read("MATCH (a:Actor) RETURN count(*) AS actors")[0]["actors"]
    figures["every file"] = {"s": round(sum(seconds.values()), 1), "actors": actors}
    figures["the latest edition of each source"] = {"s": round(sum(seconds[path] for _, path in latest.values()), 1)}
    figures["these again"] = {
        "s": round(again, 1),
        "the same": "yes" if all(outcome.same for outcome in outcomes) else "no",
    }
    keep("world", dict(figures))


if __name__ == "__main__":
    main()
