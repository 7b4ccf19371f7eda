"""``uncramp serve``: the web app on one folder, and the worker behind it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from uncramp.cli.options import File, clock

THREADS = 4  # granian would otherwise start one a request, up to hundreds


@click.command(help="Serve the web app from one folder.")
@click.option("--data", type=File, default=Path("library"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def command(data: Path, host: str, port: int) -> None:
    from uncramp.web.rows.opening import open_library

    open_library(data)
    _show_first_link(host, port)
    serve(data, host, port)


def _show_first_link(host: str, port: int) -> None:
    """The one-time link that makes the owner, as long as there is none."""
    from django.conf import settings

    from uncramp.web.account.invitations import first_link

    if token := first_link(clock()):
        place = settings.ADDRESS or f"http://{_shown(host)}:{port}"
        click.echo(
            f"Nobody has an account here yet. Open this link within 24 hours to make yours, "
            f"the owner's:\n  {place}/join/{token}",
            err=True,
        )


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104


def serve(data: Path, host: str, port: int) -> None:
    """Serve the library that this process has opened, until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    click.echo(f"Serving http://{_shown(host)}:{port} (stop with Ctrl-C)", err=True)
    os.environ["UNCRAMP_SERVED_BY"] = str(os.getpid())
    server = Granian(
        "uncramp.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_enabled=False,
    )
    with working(data):
        server.serve()


@contextmanager
def working(data: Path) -> Iterator[None]:
    """A worker beside the server, started again if it falls, gone when the server is."""
    over = threading.Event()
    watch = threading.Thread(target=_keep_a_worker, args=(data, over))
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _keep_a_worker(data: Path, over: threading.Event) -> None:
    run = "from uncramp.cli.main import main; main()"
    words = [
        sys.executable,
        "-c",
        run,
        "worker",
        "--data",
        str(data),
        "--with-parent",
        str(os.getpid()),
    ]
    while not over.is_set():
        with subprocess.Popen(words) as worker:  # noqa: S603 our own program
            while worker.poll() is None and not over.wait(0.2):
                pass
            worker.terminate()
        over.wait(1)
