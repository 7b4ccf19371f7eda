"""The command ``uncramp``: finds the verb, and turns what went wrong into a sentence.

A verb's module is imported only when it is called, so that ``--help`` costs nothing.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from uncramp import __version__
from uncramp.terms.errors import UncrampError

COMMANDS = {  # in the order a person meets them
    "why": "Explain a cramp from the run it came with.",
    "risk": "How likely a planned run is to end in a cramp.",
    "triggers": "What goes with your own cramps, as far as your runs can tell.",
    "plan": "What to do for the next run, in numbers, with reasons and limits.",
    "experiment": "Offer a trial of your own where one can succeed, and follow it along.",
    "exposures": "What a run subjected its runner to, with errors and sources.",
    "triage": "Check for red flags: who needs a clinician, and how soon.",
    "import": "Take in files, folders and exports from Strava, Garmin or Apple as they are.",
    "duplicates": "Show runs that were recorded twice; part a pair that is none.",
    "evidence": "What studies say, as it stands in the registry.",
    "scenario": "Play a question that was written down in a file, to the same answer.",
    "demo": "Make a sample runner and explain their last cramp.",
    "serve": "Serve the web app.",
    "worker": "Work on queued jobs; serve starts one itself.",
    "verify": "Compare every row with every file and its checksum.",
    "doctor": "What is wrong with this installation, and the command that mends it.",
    "backup": "Write everything to one file, while the app goes on.",
    "restore": "Bring a library back from a backup.",
}
MODULES = {"import": "import_runs"}  # where the verb is a word that Python keeps for itself


class Verbs(click.Group):
    """A group whose commands are modules, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"uncramp.cli.{MODULES.get(name, name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """From the table above: listing them would import every one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Verbs)
@click.version_option(__version__, prog_name="uncramp")
def verbs() -> None:
    """Why did this muscle cramp, how likely is the next, what to change.

    uncramp helps adult recreational runners record training and muscle cramps, see patterns
    in their own data and learn about training habits. It is not for diagnosing, treating or
    monitoring any disease or injury, nor for emergencies or people under 16.
    """


def main() -> None:
    """The entry point: 0 answered, 2 the input cannot be used, 1 our fault."""
    # The model's matrices are small: threads would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = verbs(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except UncrampError as error:
        click.echo(f"uncramp: {error}", err=True)
        status = error.exit_status
    except (click.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:  # somebody piped us into head
        sys.stderr.close()
        status = 0
    except Exception as error:
        if "UNCRAMP_TRACEBACK" in os.environ:
            raise
        said, status = _fault(error)
        click.echo(f"uncramp: {said}", err=True)
    sys.exit(status if isinstance(status, int) else 0)


def _fault(error: Exception) -> tuple[str, int]:
    """What to say, and the exit status: a setting that cannot be used is not our fault."""
    if type(error).__name__ == "ImproperlyConfigured" and str(error).startswith("UNCRAMP_"):
        return str(error), 2
    said = (
        f"something went wrong on our side ({type(error).__name__}: {error}). "
        "Nothing you gave was changed. Please report it with what you ran; "
        "UNCRAMP_TRACEBACK=1 shows where it happened."
    )
    return said, 1
