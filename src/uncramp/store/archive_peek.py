"""What kind of FIT file this is, told from its first bytes.

A watch writes thousands of small files about the day; an account's export holds them all.
Every FIT file begins by saying its kind, so that a glance at 200 bytes is enough.
"""

from __future__ import annotations

from typing import Final, Literal

HEAD: Final = 512  # bytes that hold the first message of any device we have met
ACTIVITY: Final = 4  # FIT profile, type "file"
FILE_ID: Final = 0  # the global number of the first message
KIND: Final = 0  # its field "type"
DEFINITION: Final = 0x40
DEVELOPER: Final = 0x20


def fit_kind(head: bytes) -> int | None:
    """The number of the FIT profile's "file" type; None where the beginning does not say."""
    if head[8:12] != b".FIT" or head[0] not in (12, 14):
        return None
    at = head[0]
    if len(head) < at + 6 or not head[at] & DEFINITION or head[at] & 0x80:
        return None
    order: Literal["big", "little"] = "big" if head[at + 2] else "little"
    if int.from_bytes(head[at + 3 : at + 5], order) != FILE_ID:
        return None
    return _kind(head, at)


def _kind(head: bytes, at: int) -> int | None:
    """The first field of the message after the definition at `at`, wherever it stands."""
    fields = head[at + 6 : at + 6 + 3 * head[at + 5]]
    after = at + 6 + len(fields)
    if head[at] & DEVELOPER:
        after += 1 + 3 * (head[after] if after < len(head) else 0)
    if after >= len(head) or head[after] & (DEFINITION | 0x80):
        return None
    place = after + 1
    for number, size in zip(fields[::3], fields[1::3], strict=False):
        if number == KIND and size == 1:
            return head[place] if place < len(head) else None
        place += size
    return None


def is_other_fit(head: bytes) -> bool:
    """A FIT file that says it is something else than an activity: a day, a setting, a course."""
    kind = fit_kind(head)
    return kind is not None and kind not in (ACTIVITY, 0xFF)
