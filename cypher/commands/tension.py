"""The command `faultlines tension`."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cypher.errors import UsageError
from cypher.export import FORMS
from cypher.settings import Settings

if TYPE_CHECKING:
    from cypher.tension.measure import FaultLines
    from cypher.tension.worth import Worth

# For start-up time, functions import what only they use: a command that ends at once loads none of it.

TABLES = tuple(name for name, form in FORMS.items() if not form.network and name != "json")
"""Formats that list the pairs which contradict the camps."""
COLUMNS = (
    *("a", "b", "a_name", "b_name", "sign", "weight", "price_lower", "price_upper", "optima"),
    *("types", "statements", "sources", "undated"),
)
DAY = click.DateTime(["%Y-%m-%d"])


class CampsType(click.ParamType[int | None]):
    """A number of camps, or `any`."""

    name = "number|any"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """The number, at least 2; None for any."""
        if value in ("any", None):
            return None
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 1):
            self.fail(f"{text!r} is no number of camps: 2, 3, … or any", param, ctx)
        return int(text)


class YearsType(click.ParamType[tuple[int, int]]):
    """Two years, such as 1900-1945."""

    name = "first-last"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The first and the last year."""
        match = re.fullmatch(r"(\d{1,4})-(\d{1,4})", str(value), re.ASCII)
        if match is None or not 0 < int(match[1]) <= int(match[2]):
            self.fail(f"{value!r} are no years: write the first and the last, such as 1900-1945", param, ctx)
        return int(match[1]), int(match[2])


@click.command(
    epilog="JSON is one object with camps, frustrated pairs and certificate; tables list the frustrated pairs."
)
@click.option("--on", "day", type=DAY, help="The day that it is about; today by default.")
@click.option("--until", type=DAY, help="A row for each year from --on until then: the tension over time.")
@click.option(
    "--years",
    "span",
    type=YearsType(),
    help="A row for each year, such as 1900-1945: the tension on 1 July, or on the day and month of --on.",
)
@click.option("--source", "sources", multiple=True, help="Only this source's statements; may be repeated.")
@click.option("--type", "types", multiple=True, help="Only statements of this type, like ally-of; may be repeated.")
@click.option("--confidence", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="At least so sure.")
@click.option("--known", type=DAY, help="As the graph knew it on that day.")
@click.option("--undated/--no-undated", default=True, show_default=True, help="Statements with neither date too.")
@click.option(
    "--camps",
    "most",
    type=CampsType(),
    default="2",
    show_default=True,
    help="At most so many camps: 2 for allies against rivals, 3, 4 …, or any. Prices are of two camps alone.",
)
@click.option("--weight", type=click.Choice(["pairs", "confidence"]), default="pairs", show_default=True)
@click.option(
    "--mixed",
    type=click.Choice(["apart", "majority"]),
    default="apart",
    show_default=True,
    help="Pairs with statements of both signs: without a sign, or with that of the greater number.",
)
@click.option(
    "--seconds", type=click.FloatRange(0), default=60, show_default=True, help="Time for the bracket to close."
)
@click.option("--prices/--no-prices", default=True, show_default=True, help="What hangs on pairs, statements, sources.")
@click.option("--format", "form", type=click.Choice(["text", "json", *TABLES]), default="text", show_default=True)
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write to a file, which appears only when it is complete."
)
@click.option(
    "--check",
    "certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Check the certificate in this file of --format json; neither graph nor solver is asked.",
)
def tension_command(
    day: datetime.datetime | None,
    until: datetime.datetime | None,
    span: tuple[int, int] | None,
    sources: tuple[str, ...],
    types: tuple[str, ...],
    confidence: float,
    known: datetime.datetime | None,
    undated: bool,
    most: int | None,
    weight: str,
    mixed: str,
    seconds: float,
    prices: bool,
    form: str,
    output: Path | None,
    certificate: Path | None,
) -> None:
    """Measure how far the graph is from two camps, or more, with a proof: which pairs contradict any split, and why."""
    if certificate is not None:
        check_file(certificate)
        return
    from cypher.balance.ties import Allowance
    from cypher.graph import Graph
    from cypher.tension.measure import measure_tension, one_day, tension_over
    from cypher.tension.pairs import Mixed, Weighing
    from cypher.tension.worth import find_worth
    from cypher.tension.years import days_of_years, same_day

    if until is not None and span is not None:
        raise UsageError("--until and --years both say which years: name one of them")
    when = day.date() if day else datetime.datetime.now(datetime.UTC).date()
    last = until.date() if until else None
    if last is not None and last < when:
        raise UsageError("--until is before --on")
    with Graph.connect(Settings.read()) as graph:
        graph.check_schema()
        passing = one_day(graph, when, sources, types, confidence, known.date() if known else None, undated)
        if last is not None or span is not None:
            days = days_of_years(*span, day.date() if day else None) if span else same_day(when, last or when)
            over = tension_over(graph, passing, days, Weighing(weight), Mixed(mixed), seconds, most=most)
            write_years(over, most, form, output, by_year=span is not None)
            return
        with shown_bracket() as tell:
            allowance = Allowance(seconds)
            lines = measure_tension(graph, passing, Weighing(weight), Mixed(mixed), seconds, tell=tell, most=most)
            worth = find_worth(lines, allowance, Mixed(mixed)) if prices and most == 2 else None
    write_answer(lines, worth, form, output)


def write_years(over: Iterable[FaultLines], most: int | None, form: str, output: Path | None, *, by_year: bool) -> None:
    """Write a row for each day as it is measured."""
    from cypher.export import export_rows
    from cypher.tension.years import columns_of, year_rows

    columns = columns_of(most, by_year=by_year)
    rows = ([row[name] for name in columns] for row in year_rows(over, most))
    export_rows("table" if form == "text" else form, columns, rows, output)


@contextmanager
def shown_bracket() -> Iterator[Callable[[int, int], None]]:
    """Shows the bracket as it narrows, when a person looks on."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda lower, upper: None
        return
    with console.status("Looking for camps") as status:
        yield lambda lower, upper: status.update(f"Tension between {lower:,} and {upper:,}")


def write_answer(lines: FaultLines, worth: Worth | None, form: str, output: Path | None) -> None:
    """Print what was measured, or write it to a file."""
    from cypher.export import export_rows, find_form, open_output
    from cypher.tension.objects import as_object, frustrated_objects
    from cypher.tension.words import in_words

    if form in ("text", "json"):
        text = (
            json.dumps(as_object(lines, worth), ensure_ascii=False)
            if form == "json"
            else "\n".join(in_words(lines, worth))
        )
        with open_output(output, find_form("json")) as out:
            out.write(text + "\n")
        return
    rows = frustrated_objects(lines, worth)
    export_rows(form, COLUMNS, ([row[name] for name in COLUMNS] for row in rows), output)


def check_file(path: Path) -> None:
    """Say what the certificate in a file proves, and fail when that is not what the file claims."""
    from cypher.balance.proof import FalseProof
    from cypher.tension.objects import proven_by
    from cypher.tension.pairs import PARTS

    try:
        written = json.loads(path.read_text("utf-8"))
        claimed = float(written["lower"]) * (PARTS if written["weighing"] == "confidence" else 1)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{path} is no answer of `faultlines tension --format json`: {error}") from None
    if (bound := proven_by(written)) < round(claimed):
        raise FalseProof(f"the certificate proves {bound}, not {round(claimed)}")
    click.echo(f"The certificate proves that every split contradicts at least {written['lower']:,}.")


commands: list[click.Command] = [tension_command]
"""The commands about tension."""
