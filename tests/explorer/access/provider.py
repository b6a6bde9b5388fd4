"""A small OpenID Connect provider on this machine, which says whatever a test lets it say."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

SECRET = "between the two of us"


@dataclass
class SmallProvider:
    """What it says, and what it was asked."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    published: RSAKey | None = None
    said: dict[str, Any] = field(default_factory=dict)
    """Claims in place of the right ones; None leaves one out."""
    metadata: dict[str, Any] = field(default_factory=dict)
    challenges: dict[str, dict[str, str]] = field(default_factory=dict)
    algorithm: str = "RS256"
    tokens: int = 0

    def authorize(self, address: str) -> dict[str, str]:
        """What a person's browser brings back after a login."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = query
        return {"code": code, "state": query["state"]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The answer of the token endpoint: the code is worth something to who began with it, once."""
        query = self.challenges.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        client = base64.b64encode(f"faultlines:{quote_plus(SECRET)}".encode()).decode()
        right = (
            query
            and query["code_challenge_method"] == "S256"
            and query["code_challenge"] == challenge
            and query["redirect_uri"] == form["redirect_uri"]
            and authorization == f"Basic {client}"
        )
        if not right or query is None:
            return 400, {"error": "invalid_grant"}
        self.tokens += 1
        now = int(time.time())
        usual = {
            "iss": self.issuer,
            "sub": "248289761001",
            "aud": "faultlines",
            "iat": now,
            "exp": now + 300,
            "nonce": query["nonce"],
            "preferred_username": "maria",
            "groups": ["everybody", "osint"],
        }
        claims = {name: value for name, value in {**usual, **self.said}.items() if value is not None}
        key: Any = self.key if self.algorithm == "RS256" else hs_key(self.key)
        text = jwt.encode({"alg": self.algorithm, "kid": "one"}, claims, key, algorithms=[self.algorithm])
        return 200, {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": text}

    def answer(self, path: str) -> dict[str, Any] | None:
        """What it publishes."""
        if path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            usual = {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in names.items()}
            return usual | self.metadata
        return {"keys": [(self.published or self.key).as_dict(private=False)]} if path == "/keys" else None


def hs_key(key: RSAKey) -> Any:
    """The public key as if it were a shared secret."""
    from joserfc.jwk import OctKey

    return OctKey.import_key(key.as_pem(private=False))


@contextmanager
def small_provider() -> Iterator[SmallProvider]:
    """Serve one on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = provider.answer(self.path)
            self.reply(404 if content is None else 200, content or {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.reply(*provider.token(form, self.headers.get("Authorization", "")))

        def reply(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = SmallProvider(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
