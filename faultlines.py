"""The front door: joins the commands of the three packages."""

from __future__ import annotations

import sys

import click

import cypher.commands
from cypher.errors import FaultlinesError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="faultlines")
def commands() -> None:
    """Who is allied with, rivals, supplies and designates whom, who says so, and since when."""


for command in cypher.commands.commands:
    commands.add_command(command)


def main() -> None:
    """Run a command; what goes wrong is one message and an exit code."""
    try:
        sys.exit(commands.main(standalone_mode=False))
    except FaultlinesError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(err=True)
        sys.exit(130)
