"""A real HTTP server on loopback that answers as it is told, also as no server should."""

from __future__ import annotations

import socketserver
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import Self

Answer = Callable[[str], Iterable[bytes]]
"""What is sent to a request, piece by piece, given its head."""


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole answer; its length is true unless said otherwise."""
    said = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Publisher:
    """Answers by path, over TLS when it has a context for it; remembers the heads of all requests."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.over = Event()
        publisher = self

        class Handler(socketserver.BaseRequestHandler):
            def setup(self) -> None:
                if tls:
                    self.request = tls.wrap_socket(self.request, server_side=True, do_handshake_on_connect=False)

            def handle(self) -> None:
                with suppress(ssl.SSLError, ConnectionError):
                    self.answer()

            def finish(self) -> None:
                self.request.close()

            def answer(self) -> None:
                head = b""
                while b"\r\n\r\n" not in head:
                    if not (piece := self.request.recv(65536)):
                        return
                    head += piece
                text = head.decode("latin-1")
                publisher.asked.append(text)
                for piece in publisher.answers[text.split()[1]](text):
                    try:
                        self.request.sendall(piece)
                    except OSError:  # who asked has gone
                        return

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self.server.server_address[1]
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def says(self, path: str, *pieces: bytes) -> str:
        """Answer a path by these bytes; its address."""
        self.answers[path] = lambda head: pieces
        return self.address(path)

    def drips(self, path: str, first: bytes, drop: bytes, pause: float) -> str:
        """Answer a path without end, drop by drop."""

        def dripping(head: str) -> Iterator[bytes]:
            yield first
            while not self.over.wait(pause):
                yield drop

        self.answers[path] = dripping
        return self.address(path)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        """Stop."""
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
