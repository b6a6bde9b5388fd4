"""The commands of the graph, as the front door joins them."""

from __future__ import annotations

import click

from cypher.commands import centrality, query, statement, tension
from cypher.commands.graph import graph
from cypher.commands.shell import shell

commands: list[click.Command] = [
    graph,
    shell,
    *query.commands,
    *statement.commands,
    *tension.commands,
    *centrality.commands,
]
