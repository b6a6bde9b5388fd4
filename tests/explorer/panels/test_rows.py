"""An edge that stands for many events opens the rows behind it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from cypher.feed_rows import BY
from cypher.graph import Graph
from cypher.settings import Settings
from tests.explorer.screen import Screen

SAMPLE = Path(__file__).parents[3] / "loader" / "sources" / "gdelt_events" / "sample" / "export.CSV"


def test_an_edge_opens_its_events(
    screen: Screen, network: Graph, settings: Settings, faultlines: Callable[..., Any], tmp_path: Path
) -> None:
    folder = settings.home / "funnels" / "gdelt-events"
    shutil.rmtree(folder, ignore_errors=True)
    summed = faultlines("funnel", "run", "gdelt-events", str(SAMPLE), HOME=str(settings.home))
    assert summed.returncode == 0, summed.stderr
    load = faultlines("load", "gdelt-events", "--file", str(folder / "by_month.parquet"), HOME=str(settings.home))
    assert load.returncode == 0, load.stderr
    events = [line.split("\t") for line in SAMPLE.read_text("utf-8").splitlines()]
    fights = [row for row in events if (row[5], row[15], row[28]) == ("RUS", "UKR", "19")]
    assert fights
    page = screen.page
    choose = "([a, b]) => faultlines.choose({kind: 'pair', a, b})"
    page.evaluate(choose, ["states:RUS", "states:UKR"])
    card = screen.body.locator(".card[aria-label^='Russia']", has_text="CAMEO 19")
    card.get_by_role("button", name="Open the rows behind it").click()
    rows = screen.body.locator(".feed-rows tbody tr")
    expect(rows).to_have_count(len(fights))
    expect(screen.body).to_contain_text(f"{len(fights)} rows")
    for row in fights:
        line = rows.filter(has_text=row[0])
        expect(line).to_contain_text(row[26])
        expect(line.get_by_role("link")).to_have_attribute("href", row[60])
    page.get_by_role("button", name="Back to what was shown before").click()
    expect(card).to_be_visible()

    by = folder / BY
    columns = json.loads(by.read_text("utf-8"))
    by.unlink()
    page.evaluate("() => faultlines.choose(null)")
    page.evaluate(choose, ["states:RUS", "states:UKR"])
    expect(card).to_contain_text("faultlines funnel rows gdelt-events RUS UKR")
    expect(card.get_by_role("button", name="Open the rows behind it")).to_have_count(0)
    by.write_text(json.dumps(columns), "utf-8")
    shutil.rmtree(folder)
