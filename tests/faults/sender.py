"""A sender of mail that is made to be killed: it sends what is due until it is."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from uncramp.web.rows.opening import open_library


def main() -> None:
    open_library(Path(sys.argv[1]))
    from django.utils import timezone

    from uncramp.web.mail.outbox import send_due
    from uncramp.web.mail.wire import Server

    wire = Server.at(f"smtp+plain://127.0.0.1:{sys.argv[2]}", "club@example.org")
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    while True:
        send_due(wire, timezone.now)
        time.sleep(0.05)


if __name__ == "__main__":
    main()
