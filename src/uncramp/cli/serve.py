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

from uncramp.cli.options import File

THREADS = 4  # granian would otherwise start one a request, up to hundreds


@click.command(help="Serve the web app from one folder.")
@click.option("--data", type=File, default=Path("library"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def command(data: Path, host: str, port: int) -> None:
    from uncramp.web.rows.opening import open_library

    open_library(data)
    serve(data, host, port)


def serve(data: Path, host: str, port: int) -> None:
    """Serve the library that this process has opened, until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    shown = "localhost" if host == "127.0.0.1" else host
    click.echo(f"Serving http://{shown}:{port} (stop with Ctrl-C)", err=True)
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
