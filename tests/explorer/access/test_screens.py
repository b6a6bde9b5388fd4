"""A reader, an analyst and an admin in a real browser: what each sees, and what the graph keeps of what they did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from cypher import engine
from cypher.graph import Graph
from cypher.settings import Settings
from explorer.access.roles import Role
from explorer.access.users import UserFile
from tests.explorer import loads, said
from tests.explorer.access.conftest import HASH, PASSWORD
from tests.explorer.screen import COLD, EMPTY

SHAPES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a user of each role."""
    home = tmp_path_factory.mktemp("users")
    for name, role in (("rita", Role.READER), ("ana", Role.ANALYST), ("adam", Role.ADMIN)):
        UserFile(home).add(name, role, HASH)
    return home


@pytest.fixture(scope="module")
def address(
    connected: Graph, serve: Callable[[Settings], str], settings: Settings, server: engine.Status, home: Path
) -> str:
    """The session's graph behind a login, with a source in each state."""
    connected.command(EMPTY)
    loads.plant(connected)
    password = SecretStr(engine.locate(settings).password)
    where = {"home": home, "neo4j_uri": engine.locate(settings).uri, "neo4j_password": password}
    return serve(settings.model_copy(update=where))


@pytest.fixture
def enter(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the explorer as one of its users."""
    errors: list[str] = []
    contexts = []

    def log_in(name: str, path: str, shape: int = 0) -> Page:
        context = browser.new_context(viewport=SHAPES[shape])  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Security Policy" in line.text else None)
        page.goto(f"{address}{path}", timeout=COLD)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{address}{path}")
        return page

    yield log_in
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.mark.parametrize("shape", [0, 1])
def test_in_and_out(browser: Browser, address: str, shape: int) -> None:
    context = browser.new_context(viewport=SHAPES[shape])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/console#q=RETURN%201&p=%7B%7D")
    expect(page.get_by_label("Name")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= SHAPES[shape]["width"]
    page.get_by_label("Name").fill("Adam")
    page.get_by_label("Password").fill("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    expect(page.get_by_label("Name")).to_have_value("Adam")
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("Password")).to_have_value("")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("body[data-console=ready]").wait_for(timeout=COLD)
    expect(page.locator(".console .cm-content")).to_have_text("RETURN 1")
    page.locator(".console .account").click()
    expect(page.get_by_role("heading", name="adam")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{address}/login")
    page.goto(f"{address}/jobs")
    expect(page.get_by_label("Password")).to_be_visible()
    context.close()


def test_a_reader_sees_no_button_that_would_be_refused(enter: Callable[..., Page], address: str) -> None:
    page = enter("rita", "/jobs")
    page.locator("body[data-jobs=ready]").wait_for(timeout=COLD)
    held = page.locator(".job[data-source=c-held]")
    for name in ("Run now", "Pause", "Accept …", "Drop …"):
        button = held.get_by_role("button", name=name)
        expect(button).to_be_disabled()
        expect(button).to_have_attribute("title", "Only an admin may do this.")
    expect(held).to_contain_text("c-held-2 waits for a decision. Only an analyst or an admin may do this.")
    expect(held.locator("summary")).to_have_count(0)
    expect(page.locator(".job[data-source=a-fresh]")).not_to_contain_text("rows rejected")
    for route, body in (("ask", {"kind": "run", "source": "a-fresh"}), ("held", {"run": "c-held-2"})):
        answer = page.request.post(f"{address}/jobs/{route}", data=body, headers={"X-Faultlines": "jobs"})
        assert answer.status == 403
    answer = page.request.post(f"{address}/jobs/state", data={}, headers={"X-Faultlines": "jobs"})
    assert "no such date" not in answer.text()


def test_a_reader_runs_named_queries_and_nothing_else(enter: Callable[..., Page], address: str) -> None:
    page = enter("rita", "/console")
    page.locator("body[data-console=ready]").wait_for(timeout=COLD)
    expect(page.locator(".console .message")).to_contain_text("You can run the queries of the sidebar")
    for name in ("run-history", "held-differences"):
        expect(page.locator(f"[data-query={name}]")).to_have_count(0)
    page.locator("[data-query=sources]").click()
    expect(page.locator(".console .cm-content")).to_contain_text("MATCH (s:Source)")
    expect(page.locator(".console .cm-content")).to_have_attribute("contenteditable", "false")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".console .outcome")).to_contain_text("6 rows", timeout=COLD)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.path().stat().st_size > 0

    def run(text: str, route: str = "run") -> str:
        body = {"client": "x", "run": "y", "text": text, "form": "csv", "parameters": {}}
        answer = page.request.post(f"{address}/console/{route}", data=body, headers={"X-Faultlines": "console"})
        return answer.text()

    for route in ("run", "export"):
        assert "only an analyst or an admin may ask a statement of their own" in run("RETURN 1", route)
        assert "only an analyst or an admin" in run("MATCH (r:Run) RETURN r.reasons", route)
        text = page.request.post(
            f"{address}/console/query",
            data={"client": "x", "name": "run-history"},
            headers={"X-Faultlines": "console"},
        ).json()["text"]
        assert "tells of what is not accepted" in run(text, route)
    for route in ("complete", "restart"):
        assert "Only an" in run("RETURN 1", route)


def test_an_analyst_asks_and_sees_and_decides_nothing(enter: Callable[..., Page]) -> None:
    page = enter("ana", "/console")
    page.locator("body[data-console=ready]").wait_for(timeout=COLD)
    page.locator(".console .cm-content").fill("RETURN 6 * 7 AS answer")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".console .outcome")).to_contain_text("1 row", timeout=COLD)
    page.locator(".console .tool[data-page='/jobs']").click()
    page.locator("body[data-jobs=ready]").wait_for()
    held = page.locator(".job[data-source=c-held]")
    held.locator("summary").click()
    expect(held.locator(".differences tbody tr")).to_have_count(2)
    expect(held.get_by_role("button", name="Accept …")).to_be_disabled()
    page.locator(".job[data-source=a-fresh] summary", has_text="14 rows rejected").click()
    expect(page.locator(".job[data-source=a-fresh] .reasons li").first).to_contain_text("no such date")


def test_an_admin_decides_and_that_is_kept(enter: Callable[..., Page], connected: Graph) -> None:
    page = enter("adam", "/jobs")
    page.locator("body[data-jobs=ready]").wait_for(timeout=COLD)
    held = page.locator(".job[data-source=c-held]")
    held.get_by_role("button", name="Accept …").click()
    held.get_by_role("button", name="Yes, accept").click()
    expect(held.locator(".job-asked")).to_contain_text("by adam")
    (row,) = connected.ask("requests")
    assert (row["kind"], row["run"], row["asked_by"]) == ("accept", "c-held-2", "adam")


def test_a_session_that_ends_leads_back_to_where_one_was(enter: Callable[..., Page], home: Path, address: str) -> None:
    page = enter("ana", "/jobs")
    page.locator("body[data-jobs=ready]").wait_for(timeout=COLD)
    UserFile(home).set_role("ana", Role.READER)
    page.wait_for_url(f"{address}/login?next=%2Fjobs")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/jobs")
    UserFile(home).set_role("ana", Role.ANALYST)


def test_the_network_says_who_is_there(enter: Callable[..., Page]) -> None:
    page = enter("rita", "/")
    expect(page.locator(".frame .account")).to_have_attribute(
        "title", "rita, reader: account and logging out", timeout=COLD
    )
    page.locator(".frame .account").click()
    expect(page.get_by_role("heading", name="rita")).to_be_visible()
    expect(page.locator(".may-not")).to_have_count(2)


def test_a_shared_view_is_opened_by_a_reader_who_cannot_change_it(
    enter: Callable[..., Page], connected: Graph, address: str
) -> None:
    said.plant(connected, said.random_statements(1, 20))
    ana = enter("ana", "/")
    ana.locator("body[data-health=ok]").wait_for(timeout=COLD)
    ana.evaluate("() => faultlines.request({do: 'result', actors: ['t:a', 't:b'], replace: true})")
    expect(ana.locator("#notice")).to_contain_text("2 actors added")
    ana.locator(".network").focus()
    ana.keyboard.press("v")
    ana.locator(".view-form").get_by_label("Name").fill("What I saw")
    ana.get_by_role("button", name="Save this view").click()
    mine = ana.locator(".view-item")
    expect(mine).to_contain_text("What I saw")
    expect(mine).to_contain_text("2 actors")

    rita = enter("rita", "/")
    rita.locator("body[data-health=ok]").wait_for(timeout=COLD)
    rita.locator(".network").focus()
    rita.keyboard.press("v")
    expect(rita.locator(".views")).to_contain_text("No views yet")
    mine.get_by_role("button", name="Rename, note, share: What I saw").click()
    mine.get_by_label("Shared with everybody who may log in").check()
    mine.get_by_role("button", name="Keep").click()
    expect(mine).to_contain_text("shared")

    rita.get_by_role("button", name="Close", exact=True).click()
    rita.locator(".network").focus()
    rita.keyboard.press("v")
    shown = rita.locator(".view-item", has_text="What I saw")
    expect(shown).to_contain_text("ana")
    expect(shown.locator(".view-tools button")).to_have_count(1)
    expect(rita.locator(".view-form")).to_have_count(0)
    view = shown.get_attribute("data-view")
    shown.get_by_title("Open this view").click()
    expect(rita.locator(".view-panel h2")).to_have_text("What I saw")
    assert rita.evaluate("() => Object.keys(faultlines.canvas().nodes).sort()") == ["t:a", "t:b"]
    changes = {"change": {"id": view, "name": "Mine"}, "delete": {"id": view}, "replace": {"id": view}}
    for route, body in changes.items():
        answer = rita.request.post(f"{address}/views/{route}", data=body, headers={"X-Faultlines": "views"})
        assert answer.status == 403

    mine.get_by_role("button", name="Rename, note, share: What I saw").click()
    mine.get_by_label("Shared with everybody who may log in").uncheck()
    mine.get_by_role("button", name="Keep").click()
    expect(mine.get_by_role("button", name="Keep")).to_have_count(0)
    expect(mine).not_to_contain_text("shared")
    rita.goto(f"{address}/?view={view}")
    expect(rita.locator("#notice")).to_contain_text("There is no such view, or it is not shared with you.")
