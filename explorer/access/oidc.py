"""Logging in at an OpenID Connect provider: authorization code flow with PKCE, state and nonce, by Authlib."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import quote_plus, urlsplit

import msgspec
from flask import Blueprint, abort, current_app, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from cypher.errors import CONTROL, FaultlinesError
from cypher.settings import Settings
from explorer.access.gate import access_of, check_address, private
from explorer.access.login import next_path, show_login
from explorer.access.roles import Role
from explorer.access.sessions import Access, is_secure
from explorer.web.prefix import address_of

# For start-up time, functions import what only they use.

EXTENSION = "faultlines-oidc"
METADATA = "/.well-known/openid-configuration"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures that are believed: those of a key pair, whose private half the provider alone has."""
SCOPE = "openid profile email"
PATIENCE = 10.0
"""Seconds for each answer of the provider."""
KEPT = 3_600.0
"""Seconds for which its metadata and keys are kept."""
UNDER_WAY = 600.0
"""Seconds that a person has for logging in there."""
LEEWAY = 60
"""Seconds that the clocks may differ."""
BACK = "/login/oidc/back"
LAPSED = "That login took too long, or was begun in another window. Begin again."
routes = Blueprint("oidc", __name__)


class LoginRejected(FaultlinesError):
    """The provider, or what it says, lets nobody in."""


class LoginUnderWay(msgspec.Struct, frozen=True):
    """What the cookie keeps while a person is at the provider."""

    state: str
    nonce: str
    verifier: str
    target: str
    at: float


@dataclass
class Provider:
    """What is known of the provider."""

    settings: Settings
    metadata: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    fetched: float = float("-inf")
    lock: Lock = field(default_factory=Lock)

    def load(self, *, anew: bool = False) -> None:
        """Fetch its metadata and keys, unless those that are kept will do."""
        with self.lock:
            if not anew and time.monotonic() - self.fetched < KEPT:
                return
            issuer = self.settings.oidc_issuer or ""
            metadata = self.fetch(issuer.rstrip("/") + METADATA)
            if metadata.get("issuer") != issuer:
                other = str(metadata.get("issuer"))[:200]
                raise LoginRejected(f"{issuer} calls itself {other!r}: set oidc_issuer to that")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                check_address(str(metadata.get(name, "")))
            keys = self.fetch(metadata["jwks_uri"])
            self.metadata, self.keys, self.fetched = metadata, keys, time.monotonic()

    def fetch(self, address: str) -> dict[str, Any]:
        """A JSON object of the provider."""
        import httpx

        check_address(address)
        try:
            with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
                content = client.get(address).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise LoginRejected(f"{urlsplit(address).hostname} does not answer as it should: {error}") from None
        if not isinstance(content, dict):
            raise LoginRejected(f"{urlsplit(address).hostname} does not answer as it should")
        return content

    def begin(self) -> tuple[str, LoginUnderWay]:
        """Where a person goes to log in, and what has to be kept until they are back."""
        from authlib.common.security import generate_token
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        self.load()
        state, nonce, verifier = generate_token(32), generate_token(32), generate_token(64)
        address = prepare_grant_uri(
            self.metadata["authorization_endpoint"],
            client_id=self.settings.oidc_client_id,
            response_type="code",
            redirect_uri=way_back(),
            scope=SCOPE,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return address, LoginUnderWay(state, nonce, verifier, next_path(request.args.get("next", "")), time.time())

    def claims(self, code: str, begun: LoginUnderWay) -> dict[str, Any]:
        """What the provider says of who is back, its signature, issuer, audience, time and nonce checked."""
        import httpx
        from joserfc.errors import JoseError

        self.load()
        try:
            return self.checked(self.token(code, begun.verifier), begun.nonce)
        except (JoseError, httpx.HTTPError, ValueError, TypeError, KeyError) as error:
            words = getattr(error, "description", None) or str(error) or type(error).__name__
            raise LoginRejected(f"what {self.name} says can't be believed: {words[:200]}") from None

    def token(self, code: str, verifier: str) -> dict[str, Any]:
        """What the provider gives for a code to the one who began the login."""
        import httpx

        client_id, secret = self.settings.oidc_client_id or "", self.settings.oidc_client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": way_back(),
            "code_verifier": verifier,
            "client_id": client_id,
        }
        ways = self.metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        login = None
        if secret and "client_secret_basic" in ways:  # encoded as RFC 6749, 2.3.1, has it
            login = httpx.BasicAuth(quote_plus(client_id), quote_plus(secret.get_secret_value()))
        elif secret:
            form["client_secret"] = secret.get_secret_value()
        with httpx.Client(timeout=PATIENCE, trust_env=False, auth=login) as client:
            answer = client.post(self.metadata["token_endpoint"], data=form, headers={"Accept": "application/json"})
        content = answer.json()
        if not isinstance(content, dict) or answer.is_error:
            raise ValueError(f"it answers {answer.status_code} to the code")
        return content

    def checked(self, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of an identity token; JoseError when any of them is not as it must be."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError
        from joserfc.jwk import KeySet

        def decode() -> Any:
            return jwt.decode(token["id_token"], KeySet.import_key_set(self.keys), algorithms=list(ALGORITHMS))  # type: ignore[arg-type]

        try:
            decoded = decode()
        except InvalidKeyIdError:  # it has new keys
            self.load(anew=True)
            decoded = decode()
        options = {
            "iss": {"essential": True, "value": self.settings.oidc_issuer},
            "aud": {"essential": True, "value": self.settings.oidc_client_id},
        }
        parameters = {"nonce": nonce, "client_id": self.settings.oidc_client_id}
        claims = CodeIDToken(decoded.claims, decoded.header, options, parameters)
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    @property
    def name(self) -> str:
        """The provider's name as people know it."""
        return urlsplit(self.settings.oidc_issuer or "").hostname or ""


@routes.get("/login/oidc")
def to_provider() -> AnyResponse:
    """Go to the provider."""
    access = access_of()
    target = next_path(request.args.get("next", ""))
    try:
        address, begun = provider_of(access).begin()
    except FaultlinesError as error:
        return show_login(target, sentence(error), 503)
    session.clear()
    session["oidc"] = msgspec.to_builtins(begun)
    return private(redirect(address, 303))


@routes.get(BACK)
def from_provider() -> AnyResponse:
    """Back from the provider: begin a session for who has a role."""
    access = access_of()
    provider = provider_of(access)
    try:
        begun = msgspec.convert(session.pop("oidc", None), LoginUnderWay)
    except msgspec.ValidationError:
        return show_login("/", LAPSED, 400)
    sent = request.args
    late = time.time() - begun.at > UNDER_WAY
    if late or not hmac.compare_digest(begun.state.encode(), sent.get("state", "").encode()):
        return show_login(begun.target, LAPSED, 400)
    try:
        if sent.get("iss", access.settings.oidc_issuer) != access.settings.oidc_issuer:
            raise LoginRejected("another provider has answered")
        if "error" in sent or "code" not in sent:
            reason = sent.get("error_description") or sent.get("error") or "it gave no reason"
            raise LoginRejected(f"{provider.name} has not let you in: {reason[:200]}")
        claims = provider.claims(sent["code"], begun)
        name, role = name_in(claims, provider.name), role_in(claims, access.settings)
    except LoginRejected as error:
        return show_login(begun.target, sentence(error), 401)
    if role is None:
        return show_login(begun.target, f"{name} is in no group that has a role here. Ask whoever looks after it.", 403)
    access.begin(name, access.oidc_stamp, role)
    return private(redirect(address_of(begun.target), 303))


def provider_of(access: Access) -> Provider:
    """The provider of this app; 404 where there is none."""
    if not access.settings.oidc_issuer:
        abort(404)
    extensions = current_app.extensions
    if EXTENSION not in extensions:
        extensions[EXTENSION] = Provider(access.settings)
    provider: Provider = extensions[EXTENSION]
    return provider


def name_in(claims: dict[str, Any], provider: str) -> str:
    """The name under which somebody is known here: it says who vouches for it, so that no user of ours has the same."""
    known = (claims.get(name) for name in ("preferred_username", "email", "name", "sub"))
    name = next(str(text) for text in known if text)
    shown = " ".join(CONTROL.sub("", name).split())[:64]
    return f"{shown} ({provider})"


def role_in(claims: dict[str, Any], settings: Settings) -> Role | None:
    """The highest role of somebody's groups; None for who is in none that has a role."""
    value: Any = claims.get(settings.oidc_claim)
    if value is None:  # realm_access.roles is a claim within another
        value = claims
        for part in settings.oidc_claim.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    groups = value if isinstance(value, list) else [value]
    given_by = settings.oidc_roles
    roles = [Role(given_by[group]) for group in groups if isinstance(group, str) and group in given_by]
    return max(roles, key=list(Role).index, default=None)


def way_back() -> str:
    """The address at which the provider sends people back, as their browsers know this explorer."""
    return f"{'https' if is_secure() else 'http'}://{request.host}{address_of(BACK)}"


def sentence(error: Exception) -> str:
    """An error as a sentence."""
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."
