"""Under which path a reverse proxy shows the explorer; every address that the page is given begins with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import current_app, has_app_context

EXTENSION = "faultlines-prefix"
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def address_of(path: str) -> str:
    """A path of ours as the browser has to ask for it."""
    return (current_app.extensions.get(EXTENSION, "") if has_app_context() else "") + path


class PrefixMiddleware:
    """Takes the prefix off what is asked for; a proxy may have done so before."""

    def __init__(self, application: Application, prefix: str) -> None:
        self.application = application
        self.prefix = prefix

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(f"{self.prefix}/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + self.prefix
            environ["PATH_INFO"] = path[len(self.prefix) :] or "/"
        return self.application(environ, start)
