"""Fill a library folder for the browser: the sample runner and two who may help, signed in.

Run as a command, since Django opens one folder in a process: it prints the session cookie of
each, and the addresses that the browser needs.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path


def fill(folder: Path) -> dict[str, object]:
    from uncramp.actions.make_sample_runner import make_sample_runner
    from uncramp.web.rows.opening import open_library

    library, shelf = open_library(folder)
    make_sample_runner(library=library, shelf=shelf, now=datetime.now(UTC))
    from sharing import keep_runs, person, shared

    anna = person("anna@example.org", runner=library.actor.runner)
    ben, moser = person("ben@example.org"), person("moser@example.org")
    keep_runs(ben, (3, 6, 12))
    shared(ben, moser, known_as="Ben", what=("runs", "cramps", "map", "notes"))
    people = {"anna": anna, "ben": ben, "moser": moser}
    return {name: one.browser.cookies["sessionid"].value for name, one in people.items()} | {
        "runner": anna.actor.runner
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(Path(sys.argv[1]))))
