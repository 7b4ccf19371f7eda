"""The real command serving a folder on a free port, for tests that look from outside."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(folder, *words):
    """`uncramp` with these words on a free port: its address, and the file of what it says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    uncramp = Path(sys.executable).with_name("uncramp")
    log = (folder / "log").open("w")
    said = [uncramp, *words, "--data", folder / "library", "--port", str(port)]
    server = subprocess.Popen(said, stdout=log, stderr=log, start_new_session=True)
    try:
        yield _ready(f"http://127.0.0.1:{port}", server, folder / "log"), folder / "log"
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)
        log.close()


def _ready(address, server, log) -> str:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2):
                return address
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"the server did not come up: {log.read_text()[-800:]}")
