"""Run a command as a person at a terminal would, inside this process."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from uncramp.cli.main import main


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)


def uncramp(*args) -> Done:
    """The exit status and both outputs of ``uncramp ARGS``, nobody sitting there to answer."""
    out, err = io.StringIO(), io.StringIO()
    words = ["uncramp", *map(str, args)]
    with patch("sys.argv", words), patch("sys.stdin", io.StringIO()):
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main()
            except SystemExit as left:
                return Done(int(left.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("the command did not exit")
