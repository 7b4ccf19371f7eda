"""A library folder with the sample runner, opened once in each process of the tests."""

from __future__ import annotations

import pytest

from databases import new_database, new_runner, postgresql_server
from recording import NOW
from uncramp.actions.make_sample_runner import make_sample_runner
from uncramp.web.rows.opening import open_library


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample runner's library and shelf."""
    folder = tmp_path_factory.mktemp("library")
    library, shelf = open_library(folder, demo=True)
    make_sample_runner(library=library, shelf=shelf, now=NOW)
    return library, shelf


@pytest.fixture(scope="session")
def postgresql_tables(sample):
    """The address of a database with tables in it, on a PostgreSQL of the tests' own."""
    with postgresql_server() as url:
        yield new_database(url, "rows")


@pytest.fixture(autouse=True)
def forgotten_tries():
    """Whoever signs up or in too often is told to wait; one test's tries are not another's."""
    from django.conf import settings

    if settings.configured:
        from django.core.cache import cache

        cache.clear()


@pytest.fixture
def newcomer(sample, monkeypatch):
    """A browser at the owner's address, whose library is a new one."""
    from django.test import Client

    from uncramp.web.jobs.models import JobRow
    from uncramp.web.policies import doors

    actor = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: actor)
    JobRow.objects.all().delete()
    made = Client(headers={"host": "localhost"})
    made.actor = actor
    yield made
    JobRow.objects.all().delete()
