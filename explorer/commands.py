"""The commands of the explorer: serve it, and say who may come in."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cypher import log
from cypher.errors import UsageError
from cypher.settings import Settings

if TYPE_CHECKING:
    from explorer.access.users import UserFile

# For start-up time, functions import what only they use.

ROLES = ("reader", "analyst", "admin")
PASSWORD_FILE = click.option(
    "--password-file", metavar="FILE", help="Read the password from the first line of a file; - is standard input."
)


@click.command()
@click.option("--host", help="The address to listen on; 127.0.0.1 by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 8050 by default, 0 for a free one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that serve, by gunicorn when more than one.")
@click.option(
    "--behind-proxy", is_flag=True, help="A proxy in front decides who may come in; no users are needed here."
)
def serve(host: str | None, port: int | None, workers: int | None, behind_proxy: bool) -> None:
    """Serve the explorer on http://127.0.0.1:8050 until Ctrl-C.

    On an address that other machines reach it starts only with users (faultlines users add), OpenID Connect, or
    --behind-proxy.
    """
    from explorer.serving.server import run_server

    settings = Settings.read()
    if workers is not None:
        settings = settings.model_copy(update={"workers": workers})
    if behind_proxy:
        settings = settings.model_copy(update={"behind_proxy": True})

    def ready(address: str) -> None:
        if settings.log == "json":
            log.event("explorer started", address=address, workers=settings.workers)
            return
        click.echo(f"The explorer is on {address}  (Ctrl-C ends it)")

    run_server(settings, host or settings.host, settings.port if port is None else port, ready)


@click.group()
def users() -> None:
    """Who may log in to the explorer, and what they may do.

    A reader looks; an analyst also asks statements of their own; an admin also runs, accepts and drops loads.
    """


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the user may do.")
@PASSWORD_FILE
def add_user(name: str, role: str, password_file: str | None) -> None:
    """Add a user; the password is asked for, or read from a file."""
    from explorer.access.passwords import hash_password
    from explorer.access.roles import Role
    from explorer.access.users import normal_name

    file, name = user_file(), normal_name(name)
    if file.find(name):
        raise UsageError(f"{name} is a user already: faultlines users role or password changes one")
    file.add(name, Role(role), hash_password(new_password(name, password_file)))
    click.echo(f"{name} may log in as {role}")


@users.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_users(as_json: bool) -> None:
    """List the users and their roles."""
    listed = user_file().users()
    if as_json:
        click.echo(json.dumps([{"name": user.name, "role": user.role} for user in listed], ensure_ascii=False))
        return
    if not listed:
        click.echo("There are no users: on this machine nobody has to log in")
    width = max((len(user.name) for user in listed), default=0)
    for user in listed:
        click.echo(f"{user.name:<{width}}  {user.role}")


@users.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
def change_role(name: str, role: str) -> None:
    """Give a user another role; their sessions end."""
    from explorer.access.roles import Role
    from explorer.access.users import normal_name

    user_file().set_role(normal_name(name), Role(role))
    click.echo(f"{normal_name(name)} is now {role}; sessions that were open have ended")


@users.command("password")
@click.argument("name")
@PASSWORD_FILE
def change_password(name: str, password_file: str | None) -> None:
    """Give a user another password; their sessions end."""
    from explorer.access.passwords import hash_password
    from explorer.access.users import normal_name, replaced

    file, name = user_file(), normal_name(name)
    replaced({user.name: user for user in file.users()}, name)  # no password is asked for in vain
    file.set_password(name, hash_password(new_password(name, password_file)))
    click.echo(f"The password of {name} is changed; sessions that were open have ended")


@users.command("remove")
@click.argument("name")
def remove_user(name: str) -> None:
    """Remove a user; their sessions end."""
    from explorer.access.users import normal_name

    file = user_file()
    file.remove(normal_name(name))
    click.echo(f"{normal_name(name)} is removed; sessions that were open have ended")
    if not file.users():
        click.echo("That was the last user: an explorer that is started now on this machine asks nobody to log in")


def user_file() -> UserFile:
    """The users of this data folder."""
    from explorer.access.users import UserFile

    return UserFile(Settings.read().home)


def new_password(name: str, file: str | None) -> str:
    """A password from a file or standard input, else asked for twice; UsageError for one that is too weak."""
    from explorer.access.passwords import checked_password

    if file is not None:
        return checked_password(first_line(file), name)
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password: name a file with --password-file (- for stdin)")
    password: str = click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt="Once more")
    return checked_password(password, name)


def first_line(file: str) -> str:
    """The first line of a file, or of standard input, without its end."""
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as lines:
            return lines.readline(10_000).decode("utf-8").removesuffix("\n").rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read: {getattr(error, 'strerror', None) or 'it is not text'}") from None


commands: list[click.Command] = [serve, users]
