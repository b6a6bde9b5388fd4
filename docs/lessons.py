"""The lessons on the graph: prose in docs/lessons/, in which a block ```query stands for a named query and its answer.

The block's first line is what is typed after `faultlines query`, its second the columns to show, its third (optional) how
many rows. The answers come from the shipped network and stand in docs/queries/answers.json (`python -m docs.results`); those
of a block ```query later come from the network after the exercise of the sixth lesson, those of the pages on samples from
what these pages load first.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cypher.library.library import Library
from cypher.library.page import QUESTIONS, cell, section
from cypher.library.query import Query

DOCS = Path(__file__).parent
ANSWERS = DOCS / "queries" / "answers.json"
BLOCK = re.compile(
    r"^```query(?P<later> later)?\n(?P<typed>[^\n]+)\n(?P<columns>[^\n]+)\n(?:(?P<rows>\d+)\n)?```$", re.MULTILINE
)
DETAILS = """<details><summary>Parameters and columns</summary>

{}

</details>"""
MORE = """## More queries

Used by the explorer and other tools.
"""
LATER = "later"
"""The network after the exercise of the sixth lesson."""
SAMPLES = {
    "alliances": "Alliances and wars, 1900–1945",
    "editions": "A sanctions list in three editions",
}
"""Lessons on networks of their own, which they load first."""
FEW = 5
"""Rows shown where a lesson asks for no other number."""

INDEX = """# Named queries

<!-- Generated from the heads of the queries and from docs/lessons/ by `make docs`; a test compares. -->

Each question that is asked more than once is a file in `cypher/queries`, whose head declares its parameters and columns. It
runs from the command line, from Python and from the explorer. Its text also runs in Neo4j Browser, which asks for its parameters: set all of
them there first, with `:params {text: 'prigozin', kinds: null, limit: 10}`.

```sh
faultlines queries                     # list them
faultlines queries tensions            # one query: purpose, parameters, columns, text
faultlines query search text=prigozin
faultlines query neighbours actor=wagner-2023:wagner-group types=SUPPLIES,LEADS on=2023-01-20 --format json
```

`--format` is `table`, `csv`, `json`, `jsonl` or any other of [these](cypher.md#formats). Lists are written with
commas or as JSON, dates as `YYYY-MM-DD`. In Python: `graph.rows("search", text="prigozin")`; see [notebooks](notebooks.md).

A column whose type ends in `?` may be null. One of type `actor` holds ids of actors, one of type `statement` ids of statements; queries that have one answer in
GraphML, GEXF, Cytoscape's format and as NetworkX graphs too. In Python each query's rows have a type of their own
(`cypher/queries/rows.py`), so mypy reports a column that does not exist.

Every query starts from an index and has a bound: a test checks each plan and fails on a full scan, unless the head
gives a reason (*what it reads*, below the columns). Denied and withdrawn statements appear only in queries that
ask for them. A missing start or end is open.

Queries in the present tense mean today: what has ended is neither listed nor counted. `on=2022-12-01` asks about another
day, `ever=true` about any time. A statement with neither date may hold on any day: answers include it and say so in the
column `undated`; `undated=false` leaves it out. `tensions`, `balance` and `mixed-pairs` look over all time and say when
the sides held together.

**One filter**: every question about statements takes `on`, `ever`, `undated`, `sources`, `types` and `sure`, with the same meaning
and defaults; those that answer with actors to choose from take `kind` and `country` too. `sure` is 0, and 0.5 where signs or
conclusions are drawn; a statement of unknown confidence passes. A query that names the types itself (who supplies, who lists) takes no
`types`, one about a single source no `sources`, and one that goes through time has days of its own; `tests/cypher/test_one_filter.py`
holds the list.

Values are checked: `string(in|out)` takes one of these words, `integer(1..6)` a number in that range, a `name` is compared
without capitals, accents and vowel signs, and an `actor`,
`source`, `type` or `run` that the graph does not know is an error with a suggestion. An actor may be told by its name where
only one has it: `actor="Wagner Group"`. A `limit` is at most 100,000, or what its head says (`integer(0..1000)`). An answer that its limit cuts is cut
after ordering and says so, "100 of 109": on the command line, in the console, and in `frame.attrs["cut"]`. An answer
without rows says why where that is known (`// empty: …` in the head).

Conditions that many queries share (*in force*, *of this source*, one branch per type) are fragments in
`cypher/queries/fragments`: a query names a fragment in its head (`// uses: in-force`) and calls it (`@in-force(r)`).
Queries are shown and sent with their fragments expanded. Queries that only the explorer, the scheduler and the console
ask are in `cypher/queries/program`; `faultlines query` answers them, the lists omit them.

A head may ask its question in plain language, with a blank for each parameter that a person tells:
`// asks: Who owns {actor}, directly or through others, {on: today}?` The explorer makes a [form](explorer.md#questions) of it, of your
own queries too. `{on: today}` names what an empty blank means, `{already: before or after|already then}` what false and true do.

A head with `repeat: until no new rows` marks one round of a longer search: each round gets the rows found so far, and the
answer is complete when a round finds none that is new (see [`fifty-percent`](queries/designations.md#fifty-percent)). The
command line, notebooks, the shell and the console do that by themselves; elsewhere, run it with the parameters `found: {}`
and `round: 1` for the first round.

## Eight lessons

The pages below are a course: each starts with an idea and a few lines of Cypher to try, then goes through its
queries, each with its answer on the shipped network (`faultlines demo`): states, authorities, a report of January
2023, and an extract of OFAC's list.
"""

OWN = """
## Queries of your own

Add a folder of your own with the setting `queries` (`FAULTLINES_QUERIES`, or in `faultlines.toml`:
`queries = ["queries"]`, relative to that file). For example `queries/reporting/letters.cypher`:

```cypher
// Actors whose name begins with given letters, and how many sources describe each.
//
// Parameters
//   letters: string — the letters. Example: "Wag"
//   limit: integer = 20 — at most this many actors.
// Columns
//   name: string — the actor's name
//   sources: integer — how many sources describe it
CALL db.index.fulltext.queryNodes('actor_names', $letters + '*', {limit: 100}) YIELD node AS a
WHERE a.name STARTS WITH $letters
RETURN a.name AS name, COUNT { (a)<-[:DESCRIBES]-(:Record) } AS sources
ORDER BY name
LIMIT $limit
```

```sh
FAULTLINES_QUERIES=queries faultlines query letters letters=Wag
```

It is then listed, checked and completed like ours. The head is read strictly: a parameter or column that is missing,
unused or of the wrong type is an error with file and line. The file's name is the query's name and may not be one of ours;
the folder's name is its question. It may use our fragments, and yours from a folder `fragments` inside it; a fragment's
head has its purpose, its `Arguments` (`//   r — the statement`, written `@r` in its text) and the `Parameters` it needs.
`faultlines queries --markdown` prints a page with all of them, yours included.
"""


@dataclass(frozen=True)
class Example:
    """One query of a lesson: how it is typed, and how much of its answer is shown."""

    name: str
    words: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    network: str = ""

    @property
    def key(self) -> str:
        """How the answer is found again."""
        return " ".join([*([f"{self.network}:"] if self.network else []), self.name, *self.words])


def read(match: re.Match[str], sample: str = "") -> Example:
    """The example that a block stands for, on the shipped network or that of a sample."""
    name, *words = shlex.split(match["typed"])
    columns, rows = tuple(match["columns"].split()), int(match["rows"] or FEW)
    return Example(name, tuple(words), columns, rows, LATER if match["later"] else sample)


def lesson(folder: str) -> str:
    """The prose of a question."""
    return (DOCS / "lessons" / f"{folder}.md").read_text("utf-8")


def examples() -> Iterator[Example]:
    """Every query of every lesson, in order."""
    for folder in QUESTIONS:
        yield from map(read, BLOCK.finditer(lesson(folder)))
    for sample in SAMPLES:
        yield from (read(match, sample) for match in BLOCK.finditer(lesson(sample)))


def answers() -> dict[str, Any]:
    """The answers as they are kept."""
    kept: dict[str, Any] = json.loads(ANSWERS.read_text("utf-8"))
    return kept


def lesson_page(folder: str, library: Library, kept: Mapping[str, Any]) -> str:
    """A lesson with its queries and their answers."""
    seen: set[str] = set()

    def shown(match: re.Match[str]) -> str:
        example = read(match)
        query = library.find(example.name)
        shown_answer = answer(query, example, kept[example.key])
        if query.name in seen or query.folder != folder:
            return shown_answer
        seen.add(query.name)
        head, *reference = section(query).rstrip().split("\n| ", 1)
        return f"{head.rstrip()}\n\n{shown_answer}\n\n" + DETAILS.format("| ".join(["", *reference]))

    made = f"<!-- Generated from docs/lessons/{folder}.md by `make docs`; a test compares. -->\n"
    title, _, rest = lesson(folder).partition("\n")
    taught = f"{title}\n\n{made}{BLOCK.sub(shown, rest)}"
    more = [section(query) for query in library if query.folder == folder and query.name not in seen]
    return "\n".join([taught, MORE, *more] if more else [taught])


def sample_page(name: str, library: Library, kept: Mapping[str, Any]) -> str:
    """A lesson on a sample, with the answers to its queries."""

    def shown(match: re.Match[str]) -> str:
        example = read(match, name)
        return answer(library.find(example.name), example, kept[example.key])

    title, _, rest = lesson(name).partition("\n")
    made = f"<!-- Generated from docs/lessons/{name}.md by `make docs`; a test compares. -->\n"
    return f"{title}\n\n{made}{BLOCK.sub(shown, rest)}"


def answer(query: Query, example: Example, kept: Mapping[str, Any]) -> str:
    """The command and the first rows of its answer."""
    words = " ".join(shlex.quote(word) for word in example.words)
    lines = ["```sh", f"faultlines query {query.name} {words}".rstrip(), "```", ""]
    rows = kept["rows"]
    if not rows:
        return "\n".join([*lines, "No rows."])
    lines += ["| " + " | ".join(example.columns) + " |", "|" + "---|" * len(example.columns)]
    lines += ["| " + " | ".join(cell(text(row[name])) for name in example.columns) + " |" for row in rows]
    if kept["count"] > len(rows):
        lines += ["", f"The first {len(rows)} of {kept['count']} rows."]
    return "\n".join(lines)


def text(value: Any) -> str:
    """A value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(text, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {text(item)}" for key, item in value.items())
    return str(value)


def index_page(library: Library) -> str:
    """All queries by question, each with its purpose."""
    parts = [INDEX]
    for number, (folder, question) in enumerate(QUESTIONS.items(), start=1):
        inside = [query for query in library if query.folder == folder]
        parts.append(f"\n### {number}. [{question}](queries/{folder}.md)\n\n")
        parts += [f"- [`{query.name}`](queries/{folder}.md#{query.name}): {query.purpose}\n" for query in inside]
    parts.append("\n### Two networks to work on\n\nWith exercises; their answers are folded.\n\n")
    parts += [f"- [{title}](queries/{name}.md)\n" for name, title in SAMPLES.items()]
    return "".join([*parts, OWN])


NAMES = ("queries.md", *(f"queries/{name}.md" for name in (*QUESTIONS, *SAMPLES)))
"""The pages of the course, by their names in docs/."""


def page(name: str) -> str:
    """One page of the course."""
    library = Library.load()
    if name == "queries.md":
        return index_page(library)
    if Path(name).stem in SAMPLES:
        return sample_page(Path(name).stem, library, answers())
    return lesson_page(Path(name).stem, library, answers())
