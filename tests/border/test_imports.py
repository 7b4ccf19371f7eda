"""What a command may not load: a person who asks once should not wait for what is not used."""

import subprocess
import sys

import pytest


def loaded(code: str) -> set[str]:
    """The top-level packages loaded once `code` has run in a fresh process."""
    shown = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_loads_neither_numpy_nor_pydantic():
    assert loaded("import uncramp.cli.main").isdisjoint({"numpy", "pydantic", "django", "rich"})


@pytest.mark.parametrize("verb", ["explain_episode", "forecast_run", "list_exposures"])
def test_an_answer_about_one_file_needs_neither_django_nor_scipy(verb):
    found = loaded(f"import uncramp.actions.{verb}, uncramp.actions.documents")
    assert found.isdisjoint({"django", "scipy", "dask", "fitdecode", "rich", "tzfpy"})
