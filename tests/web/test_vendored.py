"""What the pages use of others is what was vendored, with its licence, and nothing else."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "uncramp" / "web" / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "manifest.json").read_text())["packages"]
LOCKED = json.loads((ROOT / "frontend" / "vendor" / "package-lock.json").read_text())["packages"]


def test_every_vendored_file_is_the_one_in_the_manifest():
    named = {file: digest for package in PACKAGES for file, digest in package["files"].items()}
    there = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path != VENDOR / "manifest.json"
    }
    assert named
    assert there == named


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_a_vendored_package_is_the_locked_one_with_its_licence(package):
    locked = LOCKED[f"node_modules/{package['name']}"]
    for said in ("version", "license", "integrity"):
        assert package[said] == locked[said]
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"])
    licences = [file for file in package["files"] if file.endswith("LICENSE")]
    assert "Permission is hereby granted" in (VENDOR / licences[0]).read_text()


def test_the_lock_names_no_address():
    text = (ROOT / "frontend" / "vendor" / "package-lock.json").read_text()
    assert "resolved" not in text
    assert not re.search(r"https?://", text)
