"""A worker that is made to be killed, with a lease short enough for a test."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from pathlib import Path

from uncramp.web.rows.opening import open_library


def main() -> None:
    open_library(Path(sys.argv[1]))
    from uncramp.web.jobs import lease

    lease.LEASE = dt.timedelta(seconds=1.5)
    from uncramp.web.jobs.worker import work

    sys.stdout.write("at work\n")
    sys.stdout.flush()
    work(threading.Event())


if __name__ == "__main__":
    main()
