"""Tell facts about a runner: each answer takes the place of the earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from uncramp.actions.told import read
from uncramp.history.runner import Runner
from uncramp.store.library import Library


def tell_facts(given: Mapping[str, object], *, library: Library) -> Runner:
    """Keep what was told, by key; an empty answer is "not told" again, other keys stay.

    Raises
    ------
    InputError
        For a key that does not exist or a value that cannot be; nothing is changed then.
    """
    before = library.runner().model_dump(mode="json", exclude_unset=True)
    stays = {name: value for name, value in before.items() if name not in given}
    told = {name: value for name, value in given.items() if value != ""}
    runner = read(Runner, stays | told)
    library.keep_runner(runner)
    return runner
