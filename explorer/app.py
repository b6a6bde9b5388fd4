"""The explorer: an app made from its settings; importing it connects to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, dash_table, html
from flask import Response

from cypher.graph import Graph
from cypher.settings import Settings
from explorer import finding
from explorer.access import login, oidc
from explorer.access.gate import guard_requests
from explorer.feeds import EXTENSION as FEEDS_EXTENSION
from explorer.graph import EXTENSION, GraphReader
from explorer.page import containers, pages
from explorer.pages.console.session import EXTENSION as SESSION_EXTENSION
from explorer.pages.console.session import ConsoleSession
from explorer.panel import Slot, panels
from explorer.parts import FAVICON, attrs
from explorer.web import bundles, probes, scripts
from explorer.web.bundles import bundle_address, shared_addresses
from explorer.web.compression import compress
from explorer.web.hosts import HostMiddleware
from explorer.web.limits import limit_requests
from explorer.web.metrics import EXTENSION as METRICS_EXTENSION
from explorer.web.metrics import Metrics
from explorer.web.prefix import EXTENSION as PREFIX_EXTENSION
from explorer.web.prefix import PrefixMiddleware, address_of
from explorer.web.scripts import join_scripts, with_joined
from explorer.web.shapes import check_callbacks

TITLE = "faultlines"
SKELETON = (
    f'<div id="skeleton" aria-hidden="true"><div><i></i>{TITLE}</div><div><i></i></div><div>{"<i></i>" * 9}</div></div>'
)
"""What stands until the network or a page is there: skeleton.css draws it."""
INDEX = """<!DOCTYPE html>
<html lang="en">
  <head>
    {metas}
    <title>{title}</title>
    <link rel="icon" href="{favicon}">
    {css}
    {links}
  </head>
  <body>
    {skeleton}
    {app_entry}
    {config}
    {scripts}
    {renderer}
  </body>
</html>"""
ASKED_FIRST = ("/_dash-layout", "/_dash-dependencies")
"""What Dash asks for once its scripts have run: fetched while they come."""

# Its 34 kB are sent with every page of every Dash app; nothing here is such a table.
for library in dash_table._js_dist:  # type: ignore[attr-defined]
    if "async" not in library:
        library["dynamic"] = True


class ExplorerApp(Dash):
    """A Dash app whose page shows its outlines at once, and starts when our own script has run."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The page: language, icon and outlines of our own, and the style and script that every page needs."""
        script, style = bundle_address("network", "script"), bundle_address("network", "style")
        preload = [f'<link rel="modulepreload" href="{address}">' for address in (script, *shared_addresses("network"))]
        preload += [f'<link rel="preload" as="fetch" crossorigin href="{address_of(path)}">' for path in ASKED_FIRST]
        links = "\n    ".join((f'<link rel="stylesheet" href="{style}">', *preload))
        ours = {"favicon": FAVICON, "links": links, "skeleton": SKELETON, "scripts": with_joined(parts["scripts"])}
        return INDEX.format(**{**parts, **ours})


def create_app(settings: Settings, shared: Path | None = None) -> Dash:
    """The Dash app over the graph that the settings name; `shared` is the folder of all its processes."""
    app = ExplorerApp(
        __name__,
        requests_pathname_prefix=f"{settings.url_prefix}/",
        routes_pathname_prefix="/",
        title=TITLE,
        update_title="",
        serve_locally=True,
        include_assets_files=False,
        add_log_handler=False,
        suppress_callback_exceptions=True,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1, viewport-fit=cover"}],
    )
    guard_requests(app.server, settings)
    metrics = Metrics(settings)
    reader = GraphReader(lambda: Graph.connect(settings), recovery_command(settings), metrics.observe)
    app.server.extensions[EXTENSION] = reader
    app.server.extensions[SESSION_EXTENSION] = ConsoleSession(settings, reader, shared)
    app.server.extensions[METRICS_EXTENSION] = metrics
    app.server.extensions[FEEDS_EXTENSION] = settings.home
    app.server.extensions[PREFIX_EXTENSION] = settings.url_prefix
    app.server.register_blueprint(login.routes)
    app.server.register_blueprint(oidc.routes)
    app.server.register_blueprint(probes.routes)
    app.server.register_blueprint(bundles.routes)
    app.server.register_blueprint(scripts.routes)
    app.server.register_blueprint(finding.routes)
    app.layout = lambda: frame(containers())
    for part in (*panels(), *pages()):
        part.attach(app)
    with app.server.app_context():
        app.renderer = f'import("{bundle_address("network", "script")}").then(() => new DashRenderer());'
    app.server.after_request(compress)
    send_security_headers(app)
    limit_requests(app.server)
    metrics.count_requests(app.server)
    check_callbacks(app)
    # Dash would do this in the first request, and answer others beside it with scripts that it does not know yet.
    with app.server.app_context():
        app._setup_server()  # type: ignore[no-untyped-call]
        join_scripts(app.server, app._generate_scripts_html())
    if settings.url_prefix:
        app.server.wsgi_app = PrefixMiddleware(app.server.wsgi_app, settings.url_prefix)
    app.server.wsgi_app = HostMiddleware(app.server.wsgi_app, settings.host, settings.allowed_hosts)
    return app


def recovery_command(settings: Settings) -> str:
    """The command that brings the graph back."""
    return f"faultlines graph status  # {settings.neo4j_uri}" if settings.neo4j_uri else "faultlines graph start"


def frame(beside: list[Any]) -> dmc.MantineProvider:
    """The network: stores, header, canvas with what floats over it, inspector; then the other pages, empty."""
    return dmc.MantineProvider(
        id="provider",
        defaultColorScheme="auto",
        theme={
            "primaryColor": "indigo",
            "fontFamily": "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif",
            "fontFamilyMonospace": "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
            "defaultRadius": "md",
        },
        children=[
            html.Div(
                [
                    *panels_of("stores"),
                    html.Header(
                        [
                            html.H1(
                                [html.Span(className="mark", **attrs(aria_hidden="true")), TITLE], className="brand"
                            ),
                            *panels_of("header"),
                            html.Div(
                                panels_of("tools"), className="tools", role="toolbar", **attrs(aria_label="Canvas")
                            ),
                        ],
                        className="header",
                    ),
                    html.Main(
                        [*panels_of("canvas"), *panels_of("over")], className="stage", **attrs(aria_label="Network")
                    ),
                    *panels_of("below"),
                    *panels_of("aside"),
                ],
                className="frame",
            ),
            *beside,
        ],
    )


def panels_of(name: Slot) -> list[Any]:
    """What the panels of a slot show."""
    return [panel.draw() for panel in panels() if panel.slot == name]


def send_security_headers(app: Dash) -> None:
    """Send headers that let the page load from itself only; Mantine writes style elements, hence 'unsafe-inline'."""
    scripts = " ".join(f"'{digest}'" if not digest.startswith("'") else digest for digest in app.csp_hashes())
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )

    def headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    app.server.after_request(headers)
