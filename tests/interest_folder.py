"""A folder with a helper, a duty calendar, requests and mails: for pages looked at for real.

Run on its own, since a process opens one folder: ``python interest_folder.py FOLDER`` prints
the key of the session in which the helper is signed in.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from uncramp.web.rows.opening import open_library

REQUESTS = (  # hours ago, name, how to be reached, what was written, what more is known
    (1.2, "Maria Ruiz", "maria@example.org", "My left calf cramps at km 30 of every marathon.", {}),
    (11.2, "Jonas Weber", "+49 30 123456", "Both hamstrings, on hills, since October.", {}),
    (
        4.0,
        "Aiko Tanaka",
        "aiko@example.org",
        "My calf cramps, and since this morning I have chest pain.",
        {"flagged": True, "level": "emergency"},
    ),
    (20, "Sam Okoro", "sam@example.org", "Foot cramps at night after long runs.", {"done": 3}),
    (2, "GREAT DEALS", "win@example.org", "Buy now http://example.org", {"apart": "filled"}),
)


def main(folder: Path) -> None:
    open_library(folder)
    from django.utils import timezone

    from helping import helper, signed_in
    from uncramp.actions.show_interest import same_reach
    from uncramp.web.coach.models import ClockRow, RequestRow, ShiftRow
    from uncramp.web.mail.outbox import hand_in

    now = timezone.now()
    ClockRow.objects.create(pk=1, seen=now)
    line = {"begins": "00:00", "ends": "00:00", "zone": "Europe/Berlin", "weekdays": list(range(7))}
    ShiftRow.objects.create(value={"name": "Ann", "address": "ann@example.org", **line})
    for hours, name, reach, words, more in REQUESTS:
        came, done = now - timedelta(hours=hours), more.pop("done", None)
        answered = None if done is None else came + timedelta(hours=done)
        RequestRow.objects.create(
            value={"name": name, "reach": reach, "words": words},
            same=same_reach(reach),
            promised=True,
            came_at=came,
            came_house=came,
            answered_at=answered,
            answered_house=answered,
            **{"level": "not_assessed", **more},
        )
    hand_in("a mail", to="maria@example.org", subject="Hello", body="Come by.\n", now=now)
    ann = helper("ann@example.org", owner=True)
    helper("bob@example.org")
    sys.stdout.write(signed_in(ann).cookies["sessionid"].value)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
