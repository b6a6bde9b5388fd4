"""Images are pinned by what a registry answers: one on this machine, which asks for a token first as the Hub does."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("pin", ROOT / "deploy" / "pin.py")
assert spec is not None
assert spec.loader is not None
pin = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pin)
DIGEST = f"sha256:{'ab' * 32}"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A registry with two images."""
    known = {"/v2/library/neo4j/manifests/5.26.25-community", "/v2/team/faultlines/manifests/0.1.0"}

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            if self.headers.get("authorization") != "Bearer t":
                self.send_response(401)
                service = f'Bearer realm="http://{self.headers["host"]}/token",service="registry"'
                self.send_header("www-authenticate", service)
            elif self.path in known and "image.index" in self.headers["accept"]:
                self.send_response(200)
                self.send_header("docker-content-digest", DIGEST)
            else:
                self.send_response(404)
            self.send_header("content-length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            assert self.path.startswith("/token?service=registry&scope=repository%3A")
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"token": "t"}')

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        host = f"127.0.0.1:{server.server_port}"
        monkeypatch.setattr(pin, "HUB", host)
        yield host
        server.shutdown()
        thread.join()


def test_tags_get_their_digest_and_nothing_else_changes(registry: str) -> None:
    text = "    image: neo4j:5.26.25-community\n  image: faultlines:0.1.0\n# image: of a cat\n"
    pinned_text = text.replace("-community", f"-community@{DIGEST}")
    with httpx.Client() as client:
        assert pin.pinned(text, client, None, "http") == pinned_text
        assert pin.pinned(pinned_text, client, None, "http") == pinned_text, "a digest is replaced by the newest"
        ours = pin.pinned(text, client, f"{registry}/team/faultlines", "http")
        assert f"  image: {registry}/team/faultlines:0.1.0@{DIGEST}\n" in ours
        with pytest.raises(httpx.HTTPStatusError):
            pin.pinned("FROM neo4j:9.9.9\n", client, None, "http")


def test_every_image_of_the_files_is_found_by_the_pattern() -> None:
    for name in pin.FILES:
        text = (ROOT / name).read_text("utf-8")
        lines = [line for line in text.splitlines() if line.strip().startswith(("FROM ", "image:"))]
        assert len(lines) == len(pin.IMAGE.findall(text)) > 0
