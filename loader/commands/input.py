"""The input that a command names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from cypher.settings import Settings
from loader.catalogue.input import Input
from loader.catalogue.source import Source
from loader.fetch import input_of
from loader.fetch.packed import unpacked


def matched_input(source: Source, files: Sequence[Path], settings: Settings | None = None) -> Input:
    """The input of a run: the files given, else what is fetched (given settings), else the source's own."""
    if files and settings:
        return click.get_current_context().with_resource(unpacked(settings, source, files))
    if files:
        return source.match(files)
    return input_of(settings, source) if settings else source.shipped_input()
