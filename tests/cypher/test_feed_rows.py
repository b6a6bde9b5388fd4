"""A locator names a sum of a feed or nothing: no folder but that of a source can be reached by it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.errors import UsageError
from cypher.feed_rows import BY, FeedSum, funnel_folder, note_summed_by, rows_behind, summed_by


@given(values=st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_a_sum_is_read_as_it_is_written(values: list[str]) -> None:
    written = shlex.join(["faultlines", "funnel", "rows", "gdelt-events", *values])
    assert FeedSum.read(written) == FeedSum("gdelt-events", tuple(values))


@given(text=st.text(), source=st.text())
def test_any_other_text_is_no_sum(text: str, source: str) -> None:
    for locator in (
        text,
        f"faultlines funnel rows {source} a b",
        shlex.join(["faultlines", "funnel", "rows", source, "a"]),
    ):
        total = FeedSum.read(locator)
        if total is not None:
            assert locator.startswith("faultlines")
            assert funnel_folder(Path("home"), total.source).parent == Path("home/funnels")
            assert total.source not in ("", ".", "..")


@pytest.mark.parametrize(
    "locator",
    [None, "", "export 20240101, line 3", "faultlines funnel rows ../secrets a", "faultlines funnel rows / a",
     "faultlines funnel rows gdelt-events", "faultlines funnel rows 'gdelt-events", "rm funnel rows gdelt-events a"],
)  # fmt: skip
def test_what_is_no_sum(locator: str | None) -> None:
    assert FeedSum.read(locator) is None


@pytest.mark.parametrize("content", ["", "{", "[1]", "{}", "\udcff"])
def test_a_folder_that_does_not_say_how_is_not_opened(tmp_path: Path, content: str) -> None:
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "0.parquet").touch()
    assert summed_by(tmp_path) == []
    note_summed_by(tmp_path, ["a", "b"])
    assert summed_by(tmp_path) == ["a", "b"]
    (tmp_path / BY).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert summed_by(tmp_path) == []
    with pytest.raises(UsageError, match="known by a, b"):
        rows_behind(tmp_path, ["a", "b"], ["1"], 10)
