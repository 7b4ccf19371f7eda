"""What tests share: a run of our own making, and the real files where they are present."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from recording import recorded
from uncramp.activity import fit_writer

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")


@pytest.fixture
def run_file(tmp_path) -> Path:
    """A two-hour run of our own that slows by 15 % in its last half hour."""
    path = tmp_path / "run.fit"
    speed = np.r_[np.full(5400, 3.0), np.full(1800, 2.55)]
    path.write_bytes(
        fit_writer.write(recorded(speed, heart_rate=150.0, altitude=400.0, temperature=24.0))
    )
    return path


@pytest.fixture(scope="session")
def real_fit_files() -> list[Path]:
    """Real watch files, where the shared folder lies beside the project."""
    found = sorted((SHARED / "activities" / "fit").glob("*.fit"))
    if not found:
        pytest.skip(f"shared/data is absent: no real FIT files at {SHARED}")
    return found


EXPECTED_SKIPS = ("shared/data is absent",)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """In CI a test that was skipped for any other reason than an absent folder is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CI"):
        return
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    unexpected = [why for why in skipped if not any(known in why for known in EXPECTED_SKIPS)]
    if unexpected:
        reporter.write_line("unexpected skips:\n  " + "\n  ".join(unexpected), red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
