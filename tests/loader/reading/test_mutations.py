"""Damaged files in each format: rejected as a whole, quarantined, harmless, or of a kind that no reader can see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from pyarrow import parquet

from cypher.errors import InputError
from loader.catalogue.source import SHIPPED
from tests.loader import damage
from tests.loader.damage import BYTES, CELLS, LINES, PACKED, Table
from tests.loader.native import Listed
from tests.loader.reads import Read, manifest, read


class Verdict(StrEnum):
    """What became of a damaged file."""

    REJECTED = "rejected as a whole, with the file's name"
    QUARANTINED = "rows rejected with file, line and reason, and nothing wrong stated"
    HARMLESS = "the same records and statements, to the last hash"
    SHOWN = "stated otherwise: no reader can see it, the difference to the last load shows it"


@dataclass(frozen=True)
class World:
    """A source and its files, small or large."""

    name: str
    files: Mapping[str, str]
    tables: Callable[[int], dict[str, Table]]
    text: str = ""

    def folder(self, where: Path) -> Path:
        """The source's folder."""
        return manifest(where, "tiny", self.text) if self.text else SHIPPED / "ofac_sdn"

    @property
    def suffix(self) -> str:
        """The format of its files."""
        return Path(next(iter(self.files.values()))).suffix

    def write(self, where: Path, tables: Mapping[str, Table]) -> dict[str, Path]:
        """The files of these tables."""
        where.mkdir(parents=True, exist_ok=True)
        paths = {part: where / name for part, name in self.files.items()}
        for part, path in paths.items():
            damage.write(path, tables[part], native=not self.text)
        return paths


def listed(rows: int) -> dict[str, Table]:
    """OFAC's four files: people, organizations and vessels that are linked to each other."""
    sdn, alt, add, comments = [], [], [], []
    for n in range(rows):
        number = 10_000 + 7 * n
        kind, title = [("individual", "Colonel"), ("", ""), ("vessel", "")][n % 3]
        link = f"Linked To: FIRM {n - n % 3 + 1}." if n % 3 != 1 and n - n % 3 + 1 < rows else ""
        name = [f"MÜLLER-{n}, Jürgen", f"FIRM {n}", f"SHIP {n}"][n % 3]
        remark = ["DOB 01 Jan 1960; nationality Russia; ", "", "Vessel Registration Identification IMO 9187629; "][
            n % 3
        ]
        flag = "Panama" if kind == "vessel" else ""
        one = Listed(number, name, kind, ("SDGT", "RUSSIA-EO14024")[: 1 + n % 2], title, remark + link, flag=flag)
        sdn.append(one.fields)
        alt.append([str(number), str(n + 1), "aka", f"Other Näme {n}", ""])
        add.append([str(number), str(n + 1), f"{n} High Street", "Moscow", "Russia", ""])
        comments.append([str(number), f"; nationality Belarus; a.k.a. 'Third {n}'."])
    return {"sdn": sdn, "alt": alt, "add": add, "comments": comments}


def ours(rows: int) -> dict[str, Table]:
    """Actors and statements under our own column names."""
    keys = [f"{n:05}" for n in range(1, rows + 1)]
    actors = [["key", "name", "kind", "countries", "identifiers", "description"]]
    actors += [
        [key, f"Müller, Jürgen {key}", ("person", "organization")[n % 2], "RUS", f"wikidata:Q{n + 1}", f"Оборона {n}"]
        for n, key in enumerate(keys)
    ]
    said = [["subject", "type", "object", "said_by", "evidence", "valid_from", "confidence"]]
    said += [
        [one, "supplies", other, "Журнал", f'The "Gazette" says, that {one} did', f"2023-0{1 + n % 9}-1{n % 10}", "0.9"]
        for n, (one, other) in enumerate(pairwise(keys))
    ]
    return {"actors": actors, "statements": said}


def theirs(rows: int) -> dict[str, Table]:
    """A register with columns of its own."""
    head = ["Deal ID", "Supplier", "Recipient", "Article", "Ordered", "Status"]
    table = [
        [f"{n:07}", f"Werk Süd {n}", f"Завод {n}", f"{n} shells, 122mm", f"2023-0{1 + n % 9}-1{n % 10}", "firm"]
        for n in range(1, rows + 1)
    ]
    return {"deals": [head, *table]}


NAMED = "parts: {{actors: {{file: actors.{0}}}, statements: {{file: statements.{0}}}}}"
MAPPED = """
said_by: the register
parts:
  deals:
    file: register.csv
    patterns: {Deal ID: '[0-9]{7}', Ordered: '[0-9]{4}-[0-9]{2}-[0-9]{2}'}
    actors:
      - {key: "{Supplier}", name: "{Supplier}", kind: organization}
      - {key: "{Recipient}", name: "{Recipient}", kind: organization}
    statements:
      - subject: "{Supplier}"
        object: "{Recipient}"
        key: "{Deal ID}"
        type: {from: "{Status}", map: {firm: supplies}}
        goods: "{Article}"
        valid_from: "{Ordered}"
        evidence: "Deal {Deal ID}: {Article}"
"""
WORLDS = {
    world.name: world
    for world in (
        World("ofac", {"sdn": "sdn.csv", "alt": "alt.csv", "add": "add.csv", "comments": "sdn_comments.csv"}, listed),
        *(
            World(kind, {"actors": f"actors.{kind}", "statements": f"statements.{kind}"}, ours, NAMED.format(kind))
            for kind in ("csv", "jsonl", "xlsx", "parquet")
        ),
        World("mapped", {"deals": "register.csv"}, theirs, MAPPED),
    )
}


NOTHING_TO_DAMAGE = {
    ("ofac", "dates rewritten"),
    ("ofac", "leading zeros lost"),
    ("jsonl", "a row too long"),
    ("parquet", "a row too long"),
}
"""OFAC's files have no dates and no leading zeros; where fields have names, no row is too long."""


def pairs() -> Iterator[tuple[str, str]]:
    """Each damage with each world that it can happen to."""
    for name, world in WORLDS.items():
        yield from ((name, one) for one in BYTES)
        if world.suffix in (".csv", ".jsonl"):
            yield from ((name, one) for one in LINES)
        if world.suffix == ".xlsx":
            yield from ((name, one) for one in PACKED)
        yield from ((name, one) for one in CELLS if (name, one) not in NOTHING_TO_DAMAGE)


def damaged(world: World, name: str, chance: Random, where: Path, size: int) -> dict[str, Path]:
    """The world's files, one of them damaged; another one where the damage leaves the first as it is."""
    tables = world.tables(size)
    paths = world.write(where, tables)
    for part in chance.sample(sorted(paths), len(paths)):
        before = paths[part].read_bytes()
        if change := CELLS.get(name):
            rows = change(chance, deepcopy(tables[part]))
            if rows == tables[part]:
                continue
            damage.write(paths[part], rows, native=not world.text)
        else:
            paths[part].write_bytes((BYTES | LINES | PACKED)[name](chance, before))
        if paths[part].read_bytes() != before:
            return paths
    raise AssertionError(f"{name} changes nothing")


def judge(base: Read, folder: Path, paths: dict[str, Path], spool: Path) -> tuple[Verdict, object]:
    """What became of damaged files, and what it is judged by."""
    names = {path.name for path in paths.values()}
    try:
        found = read(folder, paths, spool)
    except InputError as error:
        text = str(error)
        if not any(name in text for name in names):
            raise
        return Verdict.REJECTED, text
    for file, line, reason, _ in found.rejected:
        assert file.partition("#")[0] in names
        assert line >= 1
        assert reason
    was, now = ({one for kind in content for one in kind} for content in (base.content, found.content))
    known = {name for name, _ in was}
    invented = {name for name, _ in now} - known - found.protected
    if was == now:
        return (Verdict.QUARANTINED if found.rejected else Verdict.HARMLESS), found.rejected
    if found.rejected and not invented:
        return Verdict.QUARANTINED, found.rejected
    return Verdict.SHOWN, sorted(was ^ now)


PLAUSIBLE, GONE, REKEYED = "another text, as plausible", "a row or an optional field gone", "keys without their zeros"
UNSEEN = {
    "a bit flipped": PLAUSIBLE,
    "a block lost": PLAUSIBLE,
    "a cell cut": PLAUSIBLE,
    "a cell lost": PLAUSIBLE,
    "a control character": PLAUSIBLE,
    "a key twice": PLAUSIBLE,
    "a line broken": PLAUSIBLE,
    "a quote less": PLAUSIBLE,
    "two cells swapped": PLAUSIBLE,
    "two columns swapped": PLAUSIBLE,
    "a cell emptied": GONE,
    "a column lost": GONE,
    "a column's name twice": GONE,
    "a line gone": GONE,
    "a row too short": GONE,
    "cut anywhere": GONE,
    "cut at a line end": GONE,
    "no header": GONE,
    "leading zeros lost": REKEYED,
}
"""Damages that no reader can always see, by the kind of what may come of them; a part's `patterns` see lost zeros."""
UNCHECKED = {("parquet", "a block of zeros")}
"""Seen only where a file's writer put checksums on its pages, which most don't: elsewhere zeros may point to values."""
SMALL = 12


def verdict(where: Path, name: str, harm: str, seed: int, size: int) -> Verdict:
    """What became of one damage; AssertionError when a damage that can be seen was stated."""
    world = WORLDS[name]
    folder = world.folder(where)
    base = read(folder, world.write(where / "whole", world.tables(size)), where / "spool.sqlite")
    assert not base.rejected
    paths = damaged(world, harm, Random(f"{name}, {harm}, {seed}"), where / "damaged", size)
    found, why = judge(base, folder, paths, where / "spool.sqlite")
    unseen = harm in UNSEEN or (name, harm) in UNCHECKED
    assert found is not Verdict.SHOWN or unseen, f"{harm} passed: {why}"
    return found


@pytest.mark.parametrize(("name", "harm"), list(pairs()))
def test_no_damage_passes_in_silence(tmp_path: Path, name: str, harm: str) -> None:
    verdict(tmp_path, name, harm, 0, SMALL)


@pytest.mark.long
@pytest.mark.parametrize(("name", "harm"), list(pairs()))
def test_no_damage_passes_in_silence_in_larger_files(tmp_path: Path, name: str, harm: str) -> None:
    for seed in range(1, 4):
        verdict(tmp_path / str(seed), name, harm, seed, 1000)


def test_checksums_show_what_a_damage_to_parquet_hides(tmp_path: Path) -> None:
    world = WORLDS["parquet"]
    folder, tables = world.folder(tmp_path), world.tables(500)
    paths = world.write(tmp_path / "in", tables)
    base = read(folder, paths, tmp_path / "spool.sqlite")
    actors = paths["actors"]
    parquet.write_table(parquet.read_table(actors), actors, write_page_checksum=True)
    sound = actors.read_bytes()
    assert judge(base, folder, paths, tmp_path / "spool.sqlite")[0] is Verdict.HARMLESS
    for seed in range(20):
        actors.write_bytes(damage.block_zeroed(Random(seed), sound))
        found, why = judge(base, folder, paths, tmp_path / "spool.sqlite")
        assert found in (Verdict.REJECTED, Verdict.HARMLESS), why


def test_the_damages_are_many() -> None:
    assert len(list(pairs())) >= 200
    assert UNSEEN.keys() < BYTES.keys() | LINES.keys() | CELLS.keys()
