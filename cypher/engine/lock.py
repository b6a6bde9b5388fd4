"""The jars that make up the embedded Neo4j: coordinates, sums and sizes, and no host name.

`make engine-lock` (`python -m cypher.engine.lock`) resolves them anew with Maven and writes jars.lock.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

NEO4J = "5.26.25"
ROOTS = (
    ("org.neo4j", "neo4j"),
    ("org.neo4j.app", "neo4j-server"),
    ("org.neo4j", "neo4j-import-tool"),
    ("org.neo4j", "neo4j-consistency-check"),
)
FILE = "jars.lock"
HEAD = f"# Neo4j {NEO4J} Community: group:artifact:version[:classifier] sha256 bytes; written by `make engine-lock`.\n"


@dataclass(frozen=True, order=True)
class Jar:
    """One file of the engine."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The file's name, unique within the lock."""
        return f"{self.artifact}-{self.version}{'-' if self.classifier else ''}{self.classifier}.jar"

    @property
    def coordinates(self) -> str:
        """The file as Maven names it."""
        return ":".join(filter(None, (self.group, self.artifact, self.version, self.classifier)))

    def matches(self, path: Path) -> bool:
        """Whether that file is there and is this jar, byte for byte."""
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False


def read_lock() -> tuple[Jar, ...]:
    """The jars as locked."""
    lines = resources.files("cypher.engine").joinpath(FILE).read_text("utf-8").splitlines()
    jars = []
    for line in lines:
        if line.startswith("#"):
            continue
        coordinates, sha256, size = line.split()
        group, artifact, version, classifier = [*coordinates.split(":"), ""][:4]
        jars.append(Jar(group, artifact, version, classifier, sha256, int(size)))
    return tuple(jars)


def lock_digest(jars: tuple[Jar, ...]) -> str:
    """Names this set of jars: another set goes to another folder of the cache."""
    return hashlib.sha256("".join(jar.sha256 for jar in jars).encode()).hexdigest()[:8]


def resolve(folder: Path) -> list[Jar]:
    """The jars that Maven finds for the roots; they are downloaded into the folder."""
    from jgo.maven import MavenContext, MvnResolver
    from jgo.util.mvn import ensure_maven_available

    maven = MavenContext(resolver=MvnResolver(ensure_maven_available()), repo_cache=folder, timeout=60)
    roots = [maven.create_dependency(f"{group}:{artifact}:{NEO4J}") for group, artifact in ROOTS]
    inputs, transitive = maven.resolver.resolve(roots)
    jars = set()
    for dependency in [*inputs, *transitive]:
        artifact = dependency.artifact
        path = artifact.resolve()
        if artifact.packaging == "jar":
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            size = path.stat().st_size
            jars.add(Jar(artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier, sha256, size))
    return sorted(jars)


def write_lock() -> None:
    """Write the lock."""
    with tempfile.TemporaryDirectory() as folder:
        jars = resolve(Path(folder))
    clashes = {jar.name for jar in jars if sum(other.name == jar.name for other in jars) > 1}
    if clashes:
        sys.exit(f"two jars of one name: {', '.join(sorted(clashes))}")
    lines = [f"{jar.coordinates} {jar.sha256} {jar.size}\n" for jar in jars]
    Path(__file__).with_name(FILE).write_text(HEAD + "".join(lines), "utf-8")
    print(f"{len(jars)} jars, {sum(jar.size for jar in jars) / 1e6:.0f} MB")


if __name__ == "__main__":
    write_lock()
