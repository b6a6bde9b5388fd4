"""The login, the session and its ends, and the addresses around them."""

from __future__ import annotations

import re
import stat
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from cypher.errors import UsageError
from cypher.settings import Settings
from explorer.access import sessions
from explorer.access.gate import access_of, check_start
from explorer.access.login import next_path
from explorer.access.passwords import hash_password
from explorer.access.roles import Role
from explorer.access.sessions import IDLE, LIFETIME, session_key
from explorer.access.throttle import FREE
from explorer.access.users import UserFile
from explorer.app import create_app
from tests.explorer.access.conftest import OWN, PASSWORD, LogIn


def cookie_of(answer: Any) -> SimpleCookie:
    """What an answer sets."""
    return SimpleCookie(answer.headers.get("Set-Cookie", ""))


def enter(client: FlaskClient, name: str = "rita", password: str = PASSWORD, **options: Any) -> Any:
    """Send the form."""
    data = {"name": name, "password": password, **options.pop("data", {})}
    return client.post("/login", data=data, headers=options.pop("headers", OWN), **options)


def turn_clock(client: FlaskClient, seconds: float) -> None:
    """Let an app's clock go on, and stand."""
    with client.application.app_context():
        access = access_of()
        now = access.clock() + seconds
        access.clock = lambda: now


def test_a_page_leads_to_the_login_and_the_login_back(visitor: FlaskClient) -> None:
    answer = visitor.get("/console")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=%2Fconsole")
    page = visitor.get(answer.headers["Location"])
    assert 'name="next" value="/console"' in page.text
    answer = enter(visitor, "RITA", data={"next": "/console"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/console")
    assert visitor.get("/console").status_code == 200
    assert visitor.get("/login?next=/jobs").headers["Location"] == "/jobs"


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_http(visitor: FlaskClient) -> None:
    (morsel,) = cookie_of(enter(visitor)).values()
    assert morsel.key.startswith("faultlines-")
    assert (morsel["httponly"], morsel["samesite"], morsel["secure"], morsel["path"]) == (True, "Lax", "", "/")
    assert PASSWORD not in morsel.value
    assert int(morsel["expires"] != "")


@pytest.mark.parametrize(
    ("host", "headers", "secure"),
    [
        ("localhost:8050", {}, ""),
        ("[::1]:8050", {}, ""),
        ("graph.example.org", {}, True),
        ("127.0.0.1:8050", {"X-Forwarded-Proto": "https"}, True),
    ],
)
def test_the_cookie_is_secure_but_over_http_on_this_machine(
    guarded: Settings, host: str, headers: dict[str, str], secure: object
) -> None:
    client = create_app(guarded.model_copy(update={"allowed_hosts": ["graph.example.org"]})).server.test_client()
    (morsel,) = cookie_of(enter(client, headers={**OWN, "Host": host, **headers})).values()
    assert morsel["secure"] == secure


def test_under_a_prefix(guarded: Settings) -> None:
    client = create_app(guarded.model_copy(update={"url_prefix": "/under"})).server.test_client()
    assert client.get("/under/jobs").headers["Location"] == "/under/login?next=%2Fjobs"
    page = client.get("/under/login?next=/jobs").text
    addresses = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
    assert addresses
    assert all(address.startswith("/under/") for address in addresses)
    answer = client.post("/under/login", data={"name": "rita", "password": PASSWORD, "next": "/jobs"}, headers=OWN)
    assert answer.headers["Location"] == "/under/jobs"
    (morsel,) = cookie_of(answer).values()
    assert morsel["path"] == "/under"
    assert client.get("/under/jobs").status_code == 200
    assert client.post("/under/jobs/state").status_code == 403, "the session is there, the page's own header is not"


@pytest.mark.parametrize(("name", "password"), [("rita", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\x00b", "x")])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    visitor: FlaskClient, name: str, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.access import passwords

    hashes = []
    verify = passwords.hasher().verify
    monkeypatch.setattr(type(passwords.hasher()), "verify", lambda self, *parts: hashes.append(parts) or verify(*parts))
    answer = enter(visitor, name, password)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert "Set-Cookie" not in answer.headers
    assert len(hashes) == 1, "an unknown name costs the same work"


def test_what_is_typed_is_no_html(visitor: FlaskClient) -> None:
    answer = enter(visitor, '"><script>alert(1)</script>', "x", data={"next": '/"><script>'})
    assert "<script>alert" not in answer.text
    assert '"><script>' not in answer.text


def test_many_attempts_wait_also_with_the_right_password_and_in_another_worker(
    visitor: FlaskClient, guarded: Settings
) -> None:
    other = create_app(guarded).server.test_client()
    turn_clock(visitor, 0)
    turn_clock(other, 0)
    assert {enter(visitor, "rita", "wrong").status_code for _ in range(FREE["name"])} == {401}
    answer = enter(other)
    assert answer.status_code == 429
    assert "Too many attempts. Try again in 1 s." in answer.text
    turn_clock(other, 5)
    assert enter(other).status_code == 303
    assert enter(visitor, "rita", "wrong").status_code == 401, "the right password forgives"


def test_the_clients_address_comes_from_a_proxy_only_where_one_may_be(guarded: Settings) -> None:
    client = create_app(guarded).server.test_client()
    turn_clock(client, 0)
    for n in range(FREE["address"] + 5):
        far = {"REMOTE_ADDR": "10.0.0.9"}
        status = enter(client, f"n{n}", headers={**OWN, "X-Forwarded-For": f"10.1.1.{n}"}, environ_base=far).status_code
    assert status == 429, "who comes directly can't say to be somebody else"
    for n in range(FREE["address"] + 5):
        status = enter(client, f"m{n}", headers={**OWN, "X-Forwarded-For": f"x, 10.1.1.{n}"}).status_code
    assert status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("path", ["/login", "/logout", "/account/password"])
def test_another_sites_forms_are_rejected(log_in: LogIn, path: str, headers: dict[str, str]) -> None:
    client = log_in("rita")
    answer = client.post(path, data={"name": "rita", "password": PASSWORD, "new": "x" * 20}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert client.get("/console").status_code == 200, "the session is as it was"


def test_an_old_browser_says_its_origin(visitor: FlaskClient) -> None:
    assert enter(visitor, headers={"Origin": "http://localhost"}).status_code == 303


def test_logging_out_ends_the_session_wherever_its_cookie_is_kept(log_in: LogIn) -> None:
    client = log_in("rita")
    name = next(iter(client._cookies or {}))[2]
    kept = client.get_cookie(name)
    assert kept
    answer = client.post("/logout", headers=OWN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
    assert client.get("/console").status_code == 303
    client.set_cookie(name, kept.value)
    assert client.get("/console").status_code == 303


def remove(users: UserFile) -> None:
    users.remove("rita")


def change_role(users: UserFile) -> None:
    users.set_role("rita", Role.ADMIN)


def change_password(users: UserFile) -> None:
    users.set_password("rita", hash_password("another long password"))


def add_again(users: UserFile) -> None:
    user = users.find("rita")
    assert user
    users.remove("rita")
    users.add("rita", user.role, user.password)


@pytest.mark.parametrize("change", [remove, change_role, change_password, add_again])
def test_a_session_ends_with_its_user_role_and_password(log_in: LogIn, users: UserFile, change: Any) -> None:
    client, other = log_in("rita"), log_in("adam")
    assert client.get("/console").status_code == 200
    change(users)
    assert client.get("/console").status_code == 303
    assert other.get("/console").status_code == 200


def test_a_session_ends_with_its_time_however_busy(log_in: LogIn) -> None:
    client = log_in("rita")
    for _ in range(LIFETIME // 3600):
        assert client.get("/console").status_code == 200
        turn_clock(client, 3600)
    turn_clock(client, 1)
    assert client.get("/console").status_code == 303


def test_a_session_ends_when_nobody_is_there_although_its_page_asks_on(log_in: LogIn) -> None:
    client = log_in("rita")
    headers = {"X-Faultlines": "jobs"}
    for _ in range(3):
        turn_clock(client, IDLE / 4)
        answer = client.post("/jobs/state", json={}, headers=headers)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    turn_clock(client, IDLE / 4 + 1)
    assert client.post("/jobs/state", json={}, headers=headers).status_code == 401


def test_what_a_person_does_keeps_the_session(log_in: LogIn) -> None:
    client = log_in("rita")
    for _ in range(4):
        turn_clock(client, IDLE * 0.75)
        assert client.post("/inbox/recent", json={}, headers={"X-Faultlines": "inbox"}).status_code == 200


def test_a_cookie_of_another_key_or_of_the_future_is_worth_nothing(
    log_in: LogIn, users: UserFile, guarded: Settings
) -> None:
    client = log_in("rita")
    (users.path.parent / sessions.KEY).unlink()
    other = create_app(guarded).server.test_client()
    for cookie in (client._cookies or {}).values():
        other.set_cookie(cookie.key, cookie.value)
    assert other.get("/console").status_code == 303
    turn_clock(client, -7200)
    assert client.get("/console").status_code == 303


def test_several_workers_know_the_same_sessions(log_in: LogIn, guarded: Settings) -> None:
    client, other = log_in("rita"), create_app(guarded).server.test_client()
    for cookie in (client._cookies or {}).values():
        other.set_cookie(cookie.key, cookie.value)
    assert other.get("/console").status_code == 200


def test_the_key_is_for_this_user_alone_and_one_that_was_not_is_replaced(tmp_path: Path) -> None:
    key = session_key(tmp_path)
    path = tmp_path / sessions.KEY
    assert (session_key(tmp_path), stat.S_IMODE(path.stat().st_mode)) == (key, 0o600)
    path.chmod(0o640)
    assert session_key(tmp_path) != key
    path.write_text("short")
    assert len(session_key(tmp_path)) == 64


def test_a_damaged_file_of_users_lets_nobody_in(log_in: LogIn, users: UserFile, visitor: FlaskClient) -> None:
    client = log_in("rita")
    users.path.write_text("{")
    for answer in (client.get("/console"), client.post("/jobs/state"), enter(visitor)):
        assert answer.status_code == 503
        assert "is damaged" in answer.text
    assert visitor.get("/healthz").status_code == 200


def test_users_that_come_later_make_everybody_log_in_at_once_and_for_good(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    client = create_app(settings).server.test_client()
    assert client.get("/console").status_code == 200
    assert client.get("/login").status_code == 303, "nobody has to"
    assert "Nobody has to log in" in client.get("/account").text
    assert not (tmp_path / sessions.KEY).exists()
    file = UserFile(tmp_path)
    file.add("rita", Role.READER, hash_password(PASSWORD))
    assert client.get("/console").status_code == 303
    assert enter(client).status_code == 303
    assert client.get("/console").status_code == 200
    file.path.unlink()
    assert client.get("/console").status_code == 303, "a file that is gone opens no door"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "graph.example.org"])
def test_another_address_without_users_is_not_served(tmp_path: Path, host: str) -> None:
    settings = Settings(home=tmp_path, host=host)
    with pytest.raises(UsageError, match=r"faultlines users add NAME --role admin.*--behind-proxy"):
        check_start(settings)
    check_start(settings.model_copy(update={"behind_proxy": True}))
    provider = {"oidc_issuer": "https://login.example.org", "oidc_client_id": "x", "oidc_roles": {"a": "admin"}}
    check_start(settings.model_copy(update=provider))
    client = create_app(settings).server.test_client()
    assert client.get("/console").status_code == 303, "nor would it show anything"
    UserFile(tmp_path).add("rita", Role.READER, hash_password(PASSWORD))
    check_start(settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_alone_needs_no_users(tmp_path: Path, host: str) -> None:
    check_start(Settings(home=tmp_path, host=host))


def test_users_are_asked_behind_a_proxy_too(guarded: Settings) -> None:
    client = create_app(guarded.model_copy(update={"behind_proxy": True, "host": "0.0.0.0"})).server.test_client()
    assert client.get("/console").status_code == 303


@pytest.mark.parametrize(
    ("sent", "status"), [("Bearer monitoring", 200), ("bearer monitoring", 200), ("Bearer other", 401), ("", 401)]
)
def test_monitoring_has_a_token(guarded: Settings, sent: str, status: int, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("monitoring\n")
    settings = Settings(home=guarded.home, metrics_token_file=file, neo4j_uri="bolt://127.0.0.1:1", neo4j_password="x")  # type: ignore[arg-type]
    headers = {"Authorization": sent} if sent else {}
    assert create_app(settings).server.test_client().get("/metrics", headers=headers).status_code == status
    alone = settings.model_copy(update={"home": tmp_path / "empty"})
    assert create_app(alone).server.test_client().get("/metrics", headers=headers).status_code == status


def test_who_is_logged_in_sees_the_figures_too(log_in: LogIn) -> None:
    assert log_in("rita").get("/metrics").status_code == 200


def test_one_takes_another_password_oneself(log_in: LogIn) -> None:
    client, other = log_in("rita"), log_in("rita")

    def change(password: str, new: str, again: str) -> Any:
        return client.post("/account/password", data={"password": password, "new": new, "again": again}, headers=OWN)

    assert "wrong" in change("no", "another long password", "another long password").text
    assert "not the same" in change(PASSWORD, "another long password", "yet another").text
    assert "at least 12" in change(PASSWORD, "short", "short").text
    assert other.get("/console").status_code == 200
    assert "is changed" in change(PASSWORD, "another long password", "another long password").text
    assert client.get("/console").status_code == 200
    assert other.get("/console").status_code == 303
    assert enter(other, "rita", "another long password").status_code == 303


def test_these_pages_load_nothing_but_their_own_and_are_kept_by_nobody(visitor: FlaskClient) -> None:
    answer = visitor.get("/login")
    policy = answer.headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    for address in re.findall(r'(?:href|src)="(/[^"]*)"', answer.text):
        assert visitor.get(address).status_code == 200


def test_a_page_over_plain_http_says_that_a_login_will_not_last(guarded: Settings) -> None:
    client = create_app(guarded.model_copy(update={"allowed_hosts": ["graph.example.org"]})).server.test_client()
    far = {"Host": "graph.example.org"}
    assert "without encryption" in client.get("/login", headers=far).text
    assert "without encryption" not in client.get("/login", headers={**far, "Sec-Fetch-Mode": "navigate"}).text
    assert "without encryption" not in client.get("/login").text


def test_a_form_is_small(visitor: FlaskClient) -> None:
    assert visitor.post("/login", data={"name": "x" * 50_000}, headers=OWN).status_code == 413


@given(st.text(max_size=40) | st.text("/\\.:@?#%a\t\n ", max_size=12))
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("https://evil.example")
@example("/..//evil.example")
@example("/%2f/evil.example")
@example("/x?next=//evil.example")
def test_the_way_back_stays_on_this_site(text: str) -> None:
    path = next_path(text)
    assert path.startswith("/")
    for base in ("http://localhost:8050/login", "https://graph.example.org/under/login"):
        site, there = urlsplit(base), urlsplit(urljoin(base, path))
        assert (there.scheme, there.netloc) == (site.scheme, site.netloc)
    assert not re.search(r"[\x00-\x20\\]|//", path)


def test_pages_of_ours_are_ways_back() -> None:
    assert [next_path(path) for path in ("/console", "/jobs", "/", "/login?next=/x", "", "/logout")] == [
        *("/console", "/jobs", "/", "/", "/", "/")
    ]
