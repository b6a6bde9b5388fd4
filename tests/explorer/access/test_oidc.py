"""Logging in at a provider: what is believed, and what is not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey

from cypher.errors import UsageError
from cypher.settings import Settings
from explorer.access.gate import check_start
from explorer.access.oidc import UNDER_WAY
from explorer.access.roles import Role
from explorer.access.users import UserFile
from explorer.app import create_app
from tests.explorer.access.conftest import HASH
from tests.explorer.access.provider import SECRET, SmallProvider, small_provider


@pytest.fixture
def provider() -> Iterator[SmallProvider]:
    """A provider that says that maria is of the group osint."""
    with small_provider() as provider:
        yield provider


@pytest.fixture
def joined(provider: SmallProvider, tmp_path: Path) -> Settings:
    """An explorer whose people log in there."""
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    return Settings(
        home=tmp_path,
        neo4j_uri="bolt://127.0.0.1:1",
        neo4j_password="none",  # type: ignore[arg-type]
        oidc_issuer=provider.issuer,
        oidc_client_id="faultlines",
        oidc_client_secret_file=tmp_path / "secret",
        oidc_roles={"osint": "analyst", "chiefs": "admin"},
    )


@pytest.fixture
def client(joined: Settings) -> FlaskClient:
    """A browser."""
    return create_app(joined).server.test_client()


def log_in(client: FlaskClient, provider: SmallProvider, **changes: str) -> Any:
    """Go to the provider and back; `changes` are made to what it sends along."""
    away = client.get("/login/oidc?next=/jobs")
    assert away.status_code == 303, away.text
    return client.get("/login/oidc/back", query_string=provider.authorize(away.headers["Location"]) | changes)


def test_who_is_in_a_group_with_a_role_comes_in_and_back(client: FlaskClient, provider: SmallProvider) -> None:
    assert client.get("/jobs").headers["Location"] == "/login?next=%2Fjobs"
    page = client.get("/login?next=/jobs").text
    assert 'href="/login/oidc?next=/jobs"' in page
    assert "Continue with 127.0.0.1" in page
    assert 'type="password"' not in page, "there are no users of our own"
    answer = log_in(client, provider)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/jobs")
    account = client.get("/account").text
    assert "maria (127.0.0.1)" in account
    assert "analyst" in account
    assert "Change the password" not in account


def test_the_request_has_state_nonce_and_pkce(client: FlaskClient, provider: SmallProvider) -> None:
    addresses = [client.get("/login/oidc").headers["Location"] for _ in range(2)]
    first, second = ({name: values[0] for name, values in parse_qs(urlsplit(text).query).items()} for text in addresses)
    assert first["code_challenge_method"] == "S256"
    assert first["response_type"] == "code"
    assert first["redirect_uri"] == "http://localhost/login/oidc/back"
    assert first["scope"].split()[0] == "openid"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 20
        assert first[name] != second[name]


@pytest.mark.parametrize(
    "said",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["another", "others"]},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": None},
        {"iat": 9_000_000_000},
        {"nbf": 9_000_000_000},
        {"sub": None},
        {"azp": "another"},
        {"exp": "never"},
    ],
    ids=str,
)
def test_a_token_that_is_not_right_lets_nobody_in(
    client: FlaskClient, provider: SmallProvider, said: dict[str, Any]
) -> None:
    provider.said = said
    answer = log_in(client, provider)
    assert answer.status_code == 401
    assert "be believed" in answer.text
    assert client.get("/console").status_code == 303


def test_a_token_of_another_key_lets_nobody_in(client: FlaskClient, provider: SmallProvider) -> None:
    provider.published = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
    assert log_in(client, provider).status_code == 401


def test_the_public_key_is_no_shared_secret(client: FlaskClient, provider: SmallProvider) -> None:
    provider.algorithm = "HS256"
    assert log_in(client, provider).status_code == 401


def test_new_keys_are_fetched(client: FlaskClient, provider: SmallProvider) -> None:
    provider.published = RSAKey.generate_key(2048, {"kid": "before", "use": "sig"})
    client.get("/login/oidc")
    provider.published = None
    assert log_in(client, provider).status_code == 303


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"groups": "osint"}, Role.ANALYST),
        ({"groups": ["osint", "chiefs"]}, Role.ADMIN),
        ({"groups": []}, None),
        ({"groups": None}, None),
        ({"groups": ["OSINT", "osint "]}, None),
        ({"groups": {"osint": True}}, None),
        ({"groups": [["osint"], 3, None]}, None),
    ],
    ids=str,
)
def test_groups_become_roles_and_none_is_told_in_words(
    client: FlaskClient, provider: SmallProvider, said: dict[str, Any], role: Role | None
) -> None:
    provider.said = said
    answer = log_in(client, provider)
    if role is None:
        assert answer.status_code == 403
        assert "maria (127.0.0.1) is in no group that has a role here" in answer.text
        assert client.get("/console").status_code == 303
    else:
        assert answer.status_code == 303
        assert f'<span class="badge">{role}</span>' in client.get("/account").text


def test_a_claim_within_another(provider: SmallProvider, joined: Settings) -> None:
    provider.said = {"realm_access": {"roles": ["chiefs"]}}
    client = create_app(joined.model_copy(update={"oidc_claim": "realm_access.roles"})).server.test_client()
    assert log_in(client, provider).status_code == 303
    assert ">admin<" in client.get("/account").text


@pytest.mark.parametrize(
    "changes", [{"state": "another"}, {"state": ""}, {"iss": "https://evil.example"}, {"code": "x"}]
)
def test_what_comes_back_must_belong_to_what_was_begun(
    client: FlaskClient, provider: SmallProvider, changes: dict[str, str]
) -> None:
    assert log_in(client, provider, **changes).status_code in (400, 401)
    assert client.get("/console").status_code == 303
    assert provider.tokens == 0


@pytest.mark.parametrize(("ways", "status"), [(["client_secret_post"], 401), (["client_secret_basic", "x"], 303)])
def test_the_secret_is_sent_as_the_provider_takes_it(
    client: FlaskClient, provider: SmallProvider, ways: list[str], status: int
) -> None:
    provider.metadata = {"token_endpoint_auth_methods_supported": ways}
    assert log_in(client, provider).status_code == status, "this one takes it in the header alone"


def test_a_login_of_another_browser_and_a_second_use_are_worth_nothing(
    client: FlaskClient, provider: SmallProvider, joined: Settings
) -> None:
    back = provider.authorize(client.get("/login/oidc").headers["Location"])
    other = create_app(joined).server.test_client()
    assert other.get("/login/oidc/back", query_string=back).status_code == 400
    assert client.get("/login/oidc/back", query_string=back).status_code == 303
    assert client.get("/login/oidc/back", query_string=back).status_code == 400


def test_a_login_lapses(client: FlaskClient, provider: SmallProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    back = provider.authorize(client.get("/login/oidc").headers["Location"])
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + UNDER_WAY + 1)
    answer = client.get("/login/oidc/back", query_string=back)
    assert answer.status_code == 400
    assert "Begin again" in answer.text


def test_the_providers_own_refusal_is_told_as_text(client: FlaskClient, provider: SmallProvider) -> None:
    state = provider.authorize(client.get("/login/oidc").headers["Location"])["state"]
    refusal = {"state": state, "error": "access_denied", "error_description": "<script>alert(1)</script>"}
    answer = client.get("/login/oidc/back", query_string=refusal)
    assert answer.status_code == 401
    assert "has not let you in" in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "ftp://127.0.0.1/keys"},
        {"authorization_endpoint": None},
    ],
)
def test_metadata_that_lead_elsewhere_are_rejected(
    client: FlaskClient, provider: SmallProvider, metadata: dict[str, Any]
) -> None:
    provider.metadata = metadata
    answer = client.get("/login/oidc")
    assert answer.status_code == 503
    assert "Location" not in answer.headers


def test_a_provider_that_is_away_is_told_and_users_of_ours_come_in(joined: Settings) -> None:
    settings = joined.model_copy(update={"oidc_issuer": "http://127.0.0.1:1"})
    UserFile(joined.home).add("rita", Role.READER, HASH)
    client = create_app(settings).server.test_client()
    answer = client.get("/login/oidc")
    assert answer.status_code == 503
    assert "does not answer" in answer.text
    assert 'type="password"' in answer.text


def test_a_session_ends_when_roles_are_given_in_another_way(
    client: FlaskClient, provider: SmallProvider, joined: Settings
) -> None:
    log_in(client, provider)
    other = create_app(joined.model_copy(update={"oidc_roles": {"osint": "reader"}})).server.test_client()
    for cookie in (client._cookies or {}).values():
        other.set_cookie(cookie.key, cookie.value)
    assert client.get("/console").status_code == 200
    assert other.get("/console").status_code == 303


def test_a_name_is_bounded_and_is_nobody_elses(client: FlaskClient, provider: SmallProvider) -> None:
    provider.said = {"preferred_username": "rita\x1b[2J\n" + "x" * 500}
    assert log_in(client, provider).status_code == 303
    assert f"rita[2J {'x' * 56} (127.0.0.1)" in client.get("/account").text


def test_what_is_set_must_make_sense(joined: Settings) -> None:
    for changes in ({"oidc_issuer": "http://login.example.org"}, {"oidc_client_id": None}, {"oidc_roles": {}}):
        with pytest.raises(UsageError):
            check_start(joined.model_copy(update=changes))
    check_start(joined.model_copy(update={"host": "0.0.0.0"}))


def test_without_a_provider_there_is_no_such_page(tmp_path: Path) -> None:
    client = create_app(Settings(home=tmp_path)).server.test_client()
    assert client.get("/login/oidc").status_code == 404
    assert client.get("/login/oidc/back").status_code == 404
