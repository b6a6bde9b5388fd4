"""The command `faultlines centrality`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from cypher import schema
from cypher.centrality import COLUMNS, MEASURES, measure_centrality
from cypher.commands.tension import DAY, TABLES
from cypher.settings import Settings

# For start-up time, functions import what only they use: a command that ends at once loads none of it.


@click.command(epilog="Two actors are tied once, by whatever is said of them. `degrees` counts friends and rivals.")
@click.option("--on", "day", type=DAY, help="The day that it is about; today by default.")
@click.option("--ever", is_flag=True, help="At any time, when no day is given.")
@click.option("--by", type=click.Choice(MEASURES), default="betweenness", show_default=True, help="What to order by.")
@click.option("--kind", type=click.Choice([kind.value for kind in schema.Kind]), help="Only actors of this kind.")
@click.option("--country", help="Only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code.")
@click.option("--source", "sources", multiple=True, help="Only this source's statements; may be repeated.")
@click.option("--type", "types", multiple=True, help="Only statements of this type, like ally-of; may be repeated.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=0, show_default=True, help="At least so sure.")
@click.option("--undated/--no-undated", default=True, show_default=True, help="Statements with neither date too.")
@click.option("--limit", type=click.IntRange(min=0), default=25, show_default=True, help="At most so many actors.")
@click.option("--format", "form", type=click.Choice([*TABLES, "json"]), default="table", show_default=True)
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write to a file, which appears only when it is complete."
)
def centrality_command(
    day: datetime.datetime | None,
    ever: bool,
    by: str,
    kind: str | None,
    country: str | None,
    sources: tuple[str, ...],
    types: tuple[str, ...],
    confidence: float,
    undated: bool,
    limit: int,
    form: str,
    output: Path | None,
) -> None:
    """Measure how central actors are on a day: degree, betweenness, closeness, PageRank."""
    from cypher.export import export_rows
    from cypher.graph import Graph

    passing = {
        "on": day.date() if day else None,
        "ever": ever,
        "kind": kind,
        "country": country,
        "sources": list(sources) or None,
        "types": [name.upper().replace("-", "_") for name in types] or None,
        "sure": confidence,
        "undated": undated,
    }
    with Graph.connect(Settings.read()) as graph:
        graph.check_schema()
        rows = measure_centrality(graph, passing, by, limit)
    export_rows(form, COLUMNS, (list(row.values()) for row in rows), output)


commands: list[click.Command] = [centrality_command]
"""The commands about centrality."""
