"""Guessing the encoding of tables of names: ours against chardet and charset-normalizer, where these are installed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from benchmarks.ground import keep
from loader.draft.encoding import BYTES, CANDIDATES, encoding_of
from tests.loader.draft.encodings import CASES, ONE_NAME, names, table

Guess = Callable[[Path], str | None]
ROWS = (5, 50, 5000)


def main() -> None:
    """Measure and keep the figures; chardet and charset-normalizer are no dependencies: `pip install` them first."""
    tables = {f"{rows} rows": [case(language, encoding, rows) for language, encoding in CASES] for rows in ROWS}
    tables["one name"] = [(table([name]), encoding) for name, encoding in ONE_NAME]
    figures: dict[str, object] = {}
    for name, guess in guessers().items():
        figures[name] = {
            f"{title}, read right of {len(cases)}": read_right(guess, cases) for title, cases in tables.items()
        }
        start = perf_counter()
        read_right(guess, tables["5000 rows"])
        figures[name]["5000 rows (ms a file)"] = round((perf_counter() - start) * 1000 / len(CASES))
    keep("encodings", figures)


def case(language: str, encoding: str, rows: int) -> tuple[str, str]:
    """A table in a language, and how it is encoded."""
    return table([*islice(cycle(names(language)), rows)]), encoding


def guessers() -> dict[str, Guess]:
    """Whatever is there to guess; the libraries also with the choice narrowed to our encodings."""
    ours = [candidate.encoding for candidate in CANDIDATES]
    found: dict[str, Guess] = {"faultlines": lambda path: encoding_of(path, path.read_bytes()[:BYTES])[0]}
    try:
        import chardet

        found[f"chardet {version('chardet')}"] = lambda path: chardet.detect(path.read_bytes())["encoding"]
        found["chardet, our encodings"] = lambda path: chardet.detect(path.read_bytes(), include_encodings=ours)[
            "encoding"
        ]
    except (ImportError, PackageNotFoundError):
        print("chardet is not installed", file=sys.stderr)
    try:
        import charset_normalizer

        found[f"charset-normalizer {version('charset-normalizer')}"] = lambda path: charset_normalizer.detect(
            path.read_bytes()
        )["encoding"]
    except (ImportError, PackageNotFoundError):
        print("charset-normalizer is not installed", file=sys.stderr)
    return found


def read_right(guess: Guess, cases: list[tuple[str, str]]) -> int:
    """How many tables read as they were written."""
    right = 0
    with tempfile.TemporaryDirectory(prefix="faultlines-bench-") as folder:
        path = Path(folder, "names.csv")
        for text, encoding in cases:
            path.write_bytes(text.encode(encoding))
            try:
                right += path.read_bytes().decode(guess(path) or "ascii") == text
            except (LookupError, UnicodeDecodeError):
                continue
    return right


if __name__ == "__main__":
    main()
