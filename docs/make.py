"""Writes the pages that come from the code: model, commands, settings, sources, glossary, lessons; `make docs` runs it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import click
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

import faultlines
from cypher import nodes, schema
from cypher.library import rows
from cypher.library.library import Library
from cypher.schema import EdgeType, Property, Sign
from cypher.settings import Settings
from docs import glossary, lessons, rooms
from loader.catalogue.columns import NEEDED_RECORD, NEEDED_STATEMENT, RECORD_COLUMNS, STATEMENT_COLUMNS
from loader.catalogue.manifest import Manifest
from loader.catalogue.origin import SourceLocation, format_location
from loader.catalogue.part import Part, View
from loader.catalogue.source import SHIPPED, open_source

DOCS = Path(__file__).parent
MADE = "<!-- Generated from the code by `make docs`; a test compares. -->\n"


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        DOCS.joinpath(name).write_text(page(), "utf-8")
        click.echo(f"docs/{name}")
    rows.MODULE.write_text(rows.module(Library.load()), "utf-8")
    click.echo("cypher/queries/rows.py")


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of Markdown."""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines) + "\n"


def cell(value: object) -> str:
    """A value that a table can hold."""
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


def model_page() -> str:
    """What may be in the graph."""
    parts = [
        "# The graph\n\n",
        MADE,
        "\nOne relationship between two actors is one sourced statement. A plain pattern matches what the sources say today:\n\n",
        "```cypher\nMATCH (a:Actor)-[r:ALLY_OF]-(b:Actor)\nRETURN a.name, b.name, r.said_by, r.evidence, r.source\n```\n\n",
        "Two sources, two speakers, two periods or two programmes are two relationships; nothing is merged in the store.\n",
        "A denial is `DENIED` with the `type` it denies: sourced and shown like any statement, but on no path. What a source\n",
        "changed or dropped is `WITHDRAWN` with everything it carried, plus `why` and when. Nothing is overwritten, so what the\n",
        "graph said on any day is one query over both. [Glossary](glossary.md).\n\n## Relationship types\n\n",
        table(
            ("type", "in files", "sign", "direction", "meaning", "own properties"),
            (edge_type_row(edge_type) for edge_type in schema.EDGE_TYPES),
        ),
        "\nA source's manifest may declare further types with their sign and direction (`LINKED_TO` has no sign).\n",
        "In the graph each type is an `(:EdgeType)` with its `sign`, so that queries need not list them.\n\n",
        "## Properties of a statement\n\n",
        properties(schema.STATEMENT),
        "\n`WITHDRAWN` has in addition:\n\n",
        properties(schema.WITHDRAWAL),
        "\n## Nodes\n",
    ]
    for label in nodes.LABELS:
        parts += [
            f"\n### {label.name}\n\n{label.meaning[0].upper()}{label.meaning[1:]}.\n\n",
            properties(label.properties),
        ]
    strong = ", ".join(f"`{scheme}`" for scheme in sorted(schema.STRONG_SCHEMES))
    parts += [
        "\n`(:Record)-[:DESCRIBES]->(:Actor)`, `(:Record)-[:HAS]->(:Identifier)`, `(:RecordVersion)-[:OF]->(:Record)`,\n",
        "`(:Run)-[:OF]->(:Source)`, and `(:Record)-[:PROPOSED]->(:Actor)` where a match waits for a person.\n",
        "`(:Decision)-[:ABOUT {place: 1}]->(:Record)` is what a person decided on two records, `(:FormerActor)-[:WAS]->(:Record)` where\n",
        "an actor went that is part of another now. `DESCRIBES` has `rule`, the actor that the rules alone would give the record, where a\n",
        "decision gives it another one, and `apart` where a decision took it out of that actor.\n\n## Identity\n\n",
        f"Records of different sources are one actor when they share a strong identifier: {strong}\n",
        "(`imo` for vessels, `domain` for organisations, codes of states for states). Records of one source are never joined by rule. A record that points\n",
        "to two actors, or gains an identifier later, is proposed, not joined. A person's [decision](identity.md) comes before the\n",
        "rules.\n\n## Constraints and indexes\n\n```cypher\n",
        ";\n".join(nodes.schema_statements()),
        ";\n```\n",
    ]
    return "".join(parts)


def edge_type_row(edge_type: EdgeType) -> tuple[object, ...]:
    """A type as a row."""
    sign = {Sign.PLUS: "+", Sign.MINUS: "−", Sign.NONE: ""}[edge_type.sign]
    direction = "symmetric" if edge_type.symmetric else "subject → object"
    own = ", ".join(f"`{prop.name}`" for prop in edge_type.properties)
    return f"`{edge_type.name}`", edge_type.screen, sign, direction, edge_type.meaning, own


def properties(found: Iterable[Property]) -> str:
    """Properties as a table."""
    rows = ((f"`{prop.name}`", prop.type, "always" if prop.required else "", prop.meaning) for prop in found)
    return table(("property", "type", "present", "meaning"), rows)


def commands_page() -> str:
    """Every command with its options."""
    parts = [
        "# Commands\n\n",
        MADE,
        "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 held for review, 4 a statement was rejected (`cypher`, `shell`), 5 a source is unhealthy (`jobs health`), 75 try again later (`load --if-due`).\n",
    ]
    for path, command in walk(faultlines.commands, "faultlines"):
        context = click.Context(command, info_name=path)
        usage = command.get_usage(context).removeprefix("Usage: ").split("\n")
        purpose = inspect.cleandoc(command.help or "")
        parts.append(f"\n## {path}\n\n{purpose}\n\n```\n{' '.join(line.strip() for line in usage)}\n```\n")
        options = [record for param in command.get_params(context) if (record := param.get_help_record(context))]
        rows = [(f"`{name}`", text) for name, text in options if text and not name.startswith("--help")]
        if rows:
            parts.append("\n" + table(("option", "meaning"), rows))
    return "".join(parts)


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    if isinstance(command, click.Group):
        if command.invoke_without_command:
            yield path, command
        for name in sorted(command.commands):
            yield from walk(command.commands[name], f"{path} {name}")
    else:
        yield path, command


def settings_page() -> str:
    """Every setting."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (PydanticUndefined, None) else f"`{field.default}`"
        rows.append((f"`{name}`", f"`FAULTLINES_{name.upper()}`", default, field.description))
    return (
        f"# Settings\n\n{MADE}\nRead from the environment, else from `faultlines.toml` in the working folder, else from that in "
        "the data folder, else the default.\n\n" + table(("setting", "environment", "default", "meaning"), rows)
    )


def sources_page() -> str:
    """Every source that ships."""
    parts = [
        "# Sources\n\n",
        MADE,
        "\nA source is one folder with a `manifest.yaml` and, where the general reader is not enough, a `reader.py` with\n",
        "`read(manifest, input)`. Your own stand in `sources` in the data folder, or where the setting `sources` says; adding a source touches no other file.\n",
        "The general reader takes CSV, TSV, Excel (xlsx, xlsb, xls, ods), JSON lines and documents, XML and Parquet, either with our column\n",
        "names, like `wagner-2023`, or with other columns that the manifest maps to ours: [Loading](loading.md#mapping-other-tables).\n",
        "\n## A part in the manifest\n\n",
        table(("entry", "default", "meaning"), entries(Part)),
        "\n## A view in the manifest\n\n",
        table(("entry", "default", "meaning"), entries(View)),
        "\n## Where the files come from\n\n",
        "`from:` of the manifest or of a part: an address, a path, or a map; the rules are in [Fetching](fetching.md).\n\n",
        table(("entry", "default", "meaning"), entries(SourceLocation)),
        "\n## Our columns\n\n",
        f"For an actor: {words(RECORD_COLUMNS)}; required are {words(NEEDED_RECORD)}.\n\n",
        f"For a statement: {words(STATEMENT_COLUMNS)}, and those of its type; required are {words(NEEDED_STATEMENT)}, and\n",
        "`said_by` unless the manifest sets it.\n",
    ]
    for folder in sorted(path.parent for path in SHIPPED.glob("*/manifest.yaml")):
        source = open_source(folder)
        said = source.manifest
        files = ", ".join(f"`{p.file}`{note_of(p)}" for p in said.files.values())
        rows = [
            ("publisher", said.publisher),
            ("address", said.url),
            ("licence", said.licence),
            ("reliability", f"{said.reliability} (Admiralty code)"),
            ("reads", said.reads),
            ("what disappears", "has ended" if said.disappearance == "ended" else "was retracted"),
            ("files", files or "a table of a library"),
            ("comes from", ", ".join(f"`{address}`" for address in addresses(said))),
            ("schedule, when asked for", f"`{said.schedule.cron}`" if said.schedule else ""),
            ("builds on", ", ".join(said.needs)),
            ("further types", ", ".join(f"`{name}`" for name in said.types)),
        ]
        parts.append(f"\n## {source.id}\n\n{said.title}.\n\n" + table(("", ""), (row for row in rows if row[1])))
        if (notes := folder / "README.md").exists():
            parts.append("\n" + notes.read_text("utf-8"))
    return "".join(parts)


def addresses(said: Manifest) -> list[str]:
    """Where a source's files are fetched from, by what its parts and its manifest say."""
    origins = [part.origin or said.origin for part in said.files.values()]
    return list(dict.fromkeys(format_location(origin.address) for origin in origins if origin and origin.address))


def note_of(part: Part) -> str:
    """Whether a part has to be there."""
    if part.instead_of:
        return " (in place of them)"
    return " (optional)" if part.optional else ""


def entries(model: type[BaseModel]) -> Iterator[tuple[str, str, str | None]]:
    """What a manifest may say there."""
    for name, field in model.model_fields.items():
        default = "" if field.default in (PydanticUndefined, None, "", (), {}, False) else f"`{field.default}`"
        yield f"`{field.alias or name}`", default, field.description


def words(columns: Iterable[str]) -> str:
    """Names of columns in a sentence."""
    return ", ".join(f"`{column}`" for column in sorted(columns))


def architecture_page() -> str:
    """The page as it stands, with the picture drawn anew."""
    text = DOCS.joinpath("architecture.md").read_text("utf-8")
    before, _, rest = text.partition("```mermaid\n")
    return before + rooms.picture(rooms.House(rooms.ROOT)) + rest.partition("```")[2]


PAGES: dict[str, Callable[[], str]] = {
    "architecture.md": architecture_page,
    "model.md": model_page,
    "commands.md": commands_page,
    "settings.md": settings_page,
    "sources.md": sources_page,
    "glossary.md": glossary.page,
    **{name: partial(lessons.page, name) for name in lessons.NAMES},
}

if __name__ == "__main__":
    sys.exit(main())
