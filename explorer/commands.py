"""The command of the explorer."""

from __future__ import annotations

import click

from cypher import log
from cypher.settings import Settings

# For start-up time, functions import what only they use.


@click.command()
@click.option("--host", help="The address to listen on; 127.0.0.1 by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 8050 by default, 0 for a free one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that serve, by gunicorn when more than one.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the explorer on http://127.0.0.1:8050 until Ctrl-C."""
    from explorer.serving.server import run_server

    settings = Settings.read()
    if workers is not None:
        settings = settings.model_copy(update={"workers": workers})

    def ready(address: str) -> None:
        if settings.log == "json":
            log.event("explorer started", address=address, workers=settings.workers)
            return
        click.echo(f"The explorer is on {address}  (Ctrl-C ends it)")

    run_server(settings, host or settings.host, settings.port if port is None else port, ready)


commands: list[click.Command] = [serve]
