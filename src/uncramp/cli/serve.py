"""``uncramp serve``: the web app on one folder."""

from __future__ import annotations

from pathlib import Path

import click

from uncramp.cli.options import File

THREADS = 4  # granian would otherwise start one a request, up to hundreds


@click.command(help="Serve the web app from one folder.")
@click.option("--data", type=File, default=Path("library"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def command(data: Path, host: str, port: int) -> None:
    from uncramp.web.rows.opening import open_library

    open_library(data)
    serve(host, port)


def serve(host: str, port: int) -> None:
    """Serve the library that this process has opened, until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    shown = "localhost" if host == "127.0.0.1" else host
    click.echo(f"Serving http://{shown}:{port} (stop with Ctrl-C)", err=True)
    Granian(
        "uncramp.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve()
