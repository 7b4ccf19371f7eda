"""Fill a library folder for the browser: an owner, a helper and a runner of one club, signed in.

Run as a command, since Django opens one folder in a process: it prints the session cookie of
each, and the addresses that the browser needs.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path


def fill(folder: Path) -> dict[str, object]:
    from uncramp.web.rows.opening import open_library

    open_library(folder)
    from sharing import keep_runs, person

    people = {name: person(f"{name}@example.org") for name in ("chief", "moser", "anna", "other")}
    chief, anna = people["chief"], people["anna"]
    keep_runs(anna, (3, 6), cramped=(6,))
    made = chief.post("/clubs/new", {"name": "Lake Runners", "known_as": "Robin Keller"})
    run = made["Location"]
    pasted = {"do": "invite", "people": "Dr Moser\nAnna\nSam Weber"}
    page = chief.post(run, pasted).content.decode()
    moser, runner, spare = re.findall(r"/clubs/join/[\w-]+", page)
    people["moser"].post(moser, {"name": "Dr Moser"})
    anna.post(runner, {"name": "Anna"})
    members = chief.get(run).content.decode()
    key = re.search(r'value="(\d+)"><label for="role-\d+" class="quiet">Dr Moser', members)[1]
    chief.post(run, {"do": "role", "member": key, "role": "helper"})
    sessions = {who: one.browser.cookies["sessionid"].value for who, one in people.items()}
    return sessions | {"run": run, "club": run.removesuffix("/run"), "spare": spare}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(Path(sys.argv[1]))))
