"""Every limit on what is taken in, in one place, so that they can be published and tested.

They are far above what a runner's export holds and far below what hurts a small machine.
Sizes are counted while reading; what a header promises is believed only when it is worse.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1 << 20
GIB: Final = 1 << 30

LARGEST_FILE: Final = 50 * MIB  # of one activity; a day of running is under 10
LARGEST_UPLOAD: Final = 2 * GIB  # of an archive that came over the network
LARGEST_ARCHIVE: Final = 20 * GIB  # of an archive on this machine's own disk: photos lie in it
MOST_ENTRIES: Final = 20_000  # of an archive that came over the network
MOST_OWN_ENTRIES: Final = 200_000  # ten years of a watch's daily files
MOST_UNPACKED: Final = 20 * GIB  # of the activities in one archive, together
MOST_NESTED: Final = 100  # archives within an archive; none within those
LARGEST_DIRECTORY: Final = 64 * MIB  # of the list at the end of a ZIP
LONGEST_NAME: Final = 1024  # bytes
FREE: Final = 1 * MIB  # up to which the ratio does not matter
LARGEST_RATIO: Final = 200  # unpacked to packed; a TCX of one repeated point is about 50

MEMORY: Final = 512 * MIB  # of the process that reads what others made
SECONDS_OF_WORK: Final = 10  # of processor time, one file
SECONDS_OF_WAITING: Final = 20  # of the clock, one file
