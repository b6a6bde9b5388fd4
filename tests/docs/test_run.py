"""The commands and the Python of the pages run as they stand there, in order, against the shipped network."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import faultlines
from cypher.errors import FaultlinesError
from cypher.graph import Graph
from cypher.settings import Settings
from tests.conftest import WITHOUT_EXTRAS
from tests.cypher import small

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
NOT_RUN = {
    r"make ": "installs, or runs this very suite",
    r"pip install|useradd|install |mkdir -m 700|systemctl": "changes the machine; tests/test_deployment.py",
    r"docker|neo4j-admin": "needs containers, or a Neo4j of one's own; tests/test_deployment.py",
    r"faultlines graph (start|stop|restore|backup|password)": "starts, stops or replaces a server; tests/cypher/upkeep",
    r"faultlines (serve|shell)|FAULTLINES_URL_PREFIX": "goes on until it is stopped; tests/explorer/serving",
    r"faultlines jobs (run|trigger)": "needs a scheduler that goes on; tests/loader/jobs",
    r"faultlines jobs (show|pause|resume) neighbours": "a source of the page's own; tests/loader/jobs",
    r"export FAULTLINES_NEO4J|faultlines doctor": "asks a server by its own address; tests/loader/test_doctor.py",
    r".*/srv/|.*\b(SOURCE|FOLDER)\b|.*…": "a placeholder for what the reader has",
    r"faultlines funnel": "sums up events of GDELT; tests/loader/funnel",
    r"faultlines users": "asks for passwords; tests/explorer/access",
    r"faultlines (check|load) ofac-sdn --file sdn_2023": "the whole list of a day, which has to be fetched",
    r"faultlines check arms-register": "a draft that is to be edited first; tests/loader/draft",
    r"faultlines cypher --file allies.cypher": "into another, empty graph; tests/cypher/commands",
    r"faultlines rejects replay": "loads again, which drops the run that waits; tests/loader/runs",
    r"faultlines runs drop": "the other choice beside accepting; tests/loader/history",
}
"""What is not run, by its beginning, and why."""
ELSEWHERE = {
    "commands.md": "made from the commands themselves",
    "camps.md": "tests/docs/test_camps.py compares what is printed",
    **dict.fromkeys(("designations.md", "paths.md", "provenance.md", "quality.md"), "tests/docs/test_lessons.py"),
    **dict.fromkeys(("supply.md", "tensions.md", "time.md", "who.md"), "tests/docs/test_lessons.py"),
}
"""Pages whose commands another test runs."""
CODES = {"faultlines jobs health": {0, 1, 5}, "faultlines load ofac-sdn --file sdn.csv": {0, 3}}
"""Exit codes besides 0 that a command may have, by its beginning."""
EXTRAS = {"notebooks.md", "reproduce.md", "tension.md"}
"""Pages whose Python needs the extra `notebook`."""


CLOSES = b"\x1a"
"""What closes an edition of the list."""


class Line(NamedTuple):
    """One command of a page."""

    page: str
    text: str

    @property
    def why_not(self) -> str:
        """Why it is not run, or nothing."""
        return next((why for begin, why in NOT_RUN.items() if re.match(begin, self.text)), "")


def pages() -> list[Path]:
    """The pages whose commands are run here."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    found.sort(key=lambda page: page.name == FRESH)
    return [page for page in found if page.name not in ELSEWHERE and "lessons" not in page.parts]


def lines_of(page: Path) -> list[Line]:
    """The commands of a page, in order; what a console printed, and comments, left out."""
    lines = []
    for block in BLOCK.findall(page.read_text("utf-8")):
        typed = block.replace("\\\n", " ").splitlines()
        console = any(line.startswith("$ ") for line in typed)
        for line in typed:
            text = re.sub(r"\s+#.*", "", line.removeprefix("$ ")).strip()
            if text and not text.startswith("#") and (not console or line.startswith("$ ")):
                lines.append(Line(page.name, text))
    return lines


@pytest.fixture(scope="module")
def shipped(connected: Graph, settings: Settings) -> Iterator[Graph]:
    """The network of `faultlines demo`."""
    from loader.runs.job import Options
    from loader.runs.run import load_shipped_sources

    small.empty(connected)
    for _ in load_shipped_sources(settings, connected, Options()):
        pass
    yield connected
    small.empty(connected)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages name, in which the commands run."""
    for path in (ROOT / "loader" / "sources" / "ofac_sample").glob("*.csv"):
        shutil.copy(path, tmp_path)
    tribes = "from,to,sign\nGama,Kotun,1\nKotun,Seuve,-1\n"
    files = {
        "names.csv": "name\nPrigozhin\n",
        "question.cypher": "MATCH (a:Actor {name: $name}) RETURN a.id",
        "questions.cypher": "MATCH (a:Actor) RETURN count(a) AS n;\nMATCH (r:Record) RETURN count(r) AS n;\n",
        "trade-register.csv": "Supplier,Recipient,Ordered\nChina,Russia,2022\nIran,Russia,2023\n",
        "tribes.csv": tribes,
        "queries/letters.cypher": written("queries.md", r"```cypher\n(// Actors whose.*?)```"),
        "sources/tribes/manifest.yaml": written("tension.md", r"```yaml\n(.*?)```"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAULTLINES_SOURCES", str(tmp_path / "sources"))
    return tmp_path


def written(page: str, pattern: str) -> str:
    """A file that a page shows."""
    match = re.search(pattern, (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    assert match, page
    return match[1]


def next_edition(change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the rows of the list, as its next edition has it; the byte that closes it stays."""
    path = Path("sdn.csv")
    rows = path.read_bytes().removesuffix(CLOSES).splitlines(keepends=True)
    path.write_bytes(b"".join(change(rows)) + CLOSES)


def without_last(count: int) -> None:
    """Take the last rows of the list away."""
    next_edition(lambda rows: rows[:-count])


def two_editions() -> None:
    """Two editions of the list, so that the page's own is the third."""
    for day in (1, 2):
        run(f"faultlines load ofac-sdn --file sdn.csv --as-of 2023-01-{day:02}")
        without_last(1)


def three_and_one_that_waits() -> None:
    """Three editions of the list, in the third a row without a name, and one that waits for a person."""
    two_editions()
    nameless = b'99001,-0- ,"individual","TCO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    next_edition(lambda rows: [*rows, nameless])
    run("faultlines load ofac-sdn --file sdn.csv --as-of 2023-01-03")
    without_last(12)
    run("faultlines load ofac-sdn --file sdn.csv --as-of 2023-01-04")


PREPARED = {"README.md": two_editions, "loading.md": three_and_one_that_waits}
"""What has to be there before a page's commands."""
JUST_BEFORE: dict[tuple[str, str], Callable[[], None]] = {
    ("README.md", "faultlines load ofac-sdn --file sdn.csv --dry-run"): lambda: without_last(12),
}
"""What happens between two commands of a page: the publisher's file changes."""
FRESH = "loading.md"
"""A page that begins with a list that nobody has loaded; the last, since the network is gone then."""


def run(line: str) -> None:
    """Run a command; one that needs no shell in this process, which is quicker."""
    allowed = next((codes for begin, codes in CODES.items() if line.startswith(begin)), {0})
    if line.startswith("faultlines ") and not re.search(r"[|&;<>]", line):
        done = CliRunner().invoke(faultlines.commands, shlex.split(line)[1:], input="")
        ours = done.exception if isinstance(done.exception, FaultlinesError) else None
        code, told = (ours.exit_code if ours else done.exit_code), f"{done.output}{ours or done.exception or ''}"
    else:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        shell = subprocess.run(
            ["bash", "-euc", line], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )
        code, told = shell.returncode, shell.stdout + shell.stderr
    assert code in allowed, f"{line}\n{told}"


@pytest.mark.parametrize(
    "page", [page for page in pages() if PYTHON.search(page.read_text("utf-8"))], ids=lambda page: page.name
)
def test_the_python_of_a_page_runs(shipped: Graph, surroundings: dict[str, str], page: Path) -> None:
    code = "\n".join(PYTHON.findall(page.read_text("utf-8")))
    extras = "" if page.name in EXTRAS else str(WITHOUT_EXTRAS)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=surroundings | {"PYTHONPATH": f"{ROOT}{os.pathsep}{extras}".rstrip(os.pathsep)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", [page for page in pages() if lines_of(page)], ids=lambda page: page.name)
def test_the_commands_of_a_page_run(shipped: Graph, folder: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in lines_of(page) if not line.why_not]
    if page.name == FRESH:
        small.clear(shipped)
    if lines and page.name in PREPARED:
        PREPARED[page.name]()
    for line in lines:
        if act := JUST_BEFORE.get((page.name, line.text)):
            act()
        if setting := re.fullmatch(r"export (\w+)=(\S+)", line.text):
            monkeypatch.setenv(setting[1], setting[2])
        else:
            run(line.text)


def test_every_reason_has_a_command() -> None:
    texts = [line.text for page in pages() for line in lines_of(page)]
    assert [begin for begin in NOT_RUN if not any(re.match(begin, text) for text in texts)] == []
    assert {page.name for page in (ROOT / "docs").rglob("*.md")} >= ELSEWHERE.keys()
