"""What every answer carries: a policy that lets nothing run but its own scripts."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "uncramp" / "web"


def client():
    from django.test import Client

    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/ask", 200), ("/nothing", 404), ("/runs/999999", 404), ("/healthz", 200)],
)
def test_every_answer_has_the_policy_errors_too(path, status, sample):
    answer = client().get(path)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert re.search(r"script-src 'nonce-[\w-]{20,}';", policy)
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_a_fault_of_ours_carries_it_too(sample, monkeypatch):
    from uncramp.web.account import pages

    def fails(*_):
        raise RuntimeError("what a runner told")

    monkeypatch.setattr(pages, "render", fails)
    answer = client().get("/welcome")
    assert answer.status_code == 500
    assert "what a runner told" not in answer.content.decode()
    assert "Nothing you sent before is lost" in answer.content.decode()
    assert "script-src 'nonce-" in answer.headers["Content-Security-Policy"]


def test_the_nonce_is_new_for_every_answer_and_is_the_one_of_its_scripts(sample):
    seen = set()
    for _ in range(3):
        answer = client().get("/ask")
        nonce = re.search(r"nonce-([\w-]+)", answer.headers["Content-Security-Policy"])[1]
        scripts = re.findall(r"<script[^>]*>", answer.content.decode())
        assert scripts
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        seen.add(nonce)
    assert len(seen) == 3


def test_no_page_has_a_script_without_a_nonce_or_anything_inline():
    wrong = []
    for path in WEB.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for script in re.findall(r"<script[^>]*>", text):
            is_data = re.search(r'type="application/(ld\+)?json"', script)
            if not is_data and 'nonce="{{ request.csp_nonce }}"' not in script:
                wrong.append((path.name, script))
        wrong += [(path.name, found) for found in re.findall(r"\s(?:on[a-z]+|style)=\"", text)]
    assert wrong == []


def test_an_address_that_takes_forms_only_says_what_to_do(sample):
    answer = client().get("/red-flags")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "send the form from there" in answer.content.decode()
    assert "send the form from there" not in client().get("/api/v1/assess").content.decode()
