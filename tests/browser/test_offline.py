"""A cramp in a dead valley, in a real browser: the card at once, one entry later, nothing twice."""

from __future__ import annotations

import re

import pytest

from serving import serving

OWNER, PASSWORD = "runner@example.org", "correct horse battery"
KEPT = "Kept on this phone, sent when you are online."
KEPT_IN = """async (words) => {
  const kept = await caches.match("/now/check-in");
  return kept && (await kept.text()).includes(words);
}"""
READY = "navigator.serviceWorker.ready.then(() => true)"
CACHED = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map((kept) => new URL(kept.url).pathname)))).flat()"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of our own on an empty folder, where anybody may sign up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNCRAMP_SIGN_UP", "open")
        patch.delenv("UNCRAMP_DEMO", raising=False)
        with serving(tmp_path_factory.mktemp("valley"), "serve") as (here, _):
            yield here


@pytest.fixture(scope="module")
def pocket(browser, address):
    """A telephone whose owner has signed up, and on which the card was open once."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/sign-up")
    signed_up(page, OWNER)
    page.goto(f"{address}/now")
    page.evaluate(READY)
    page.close()
    yield context, context.cookies()
    context.close()


@pytest.fixture
def phone(pocket, address):
    """A page on it, signed in, with nothing waiting and a connection."""
    context, cookies = pocket
    page = context.new_page()
    page.wrong, page.called = [], []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("request", lambda request: page.called.append(request.url))
    page.goto(f"{address}/cramp")  # from here on it is known whose telephone it is
    page.locator("#queue:not([data-who=''])").wait_for(state="attached")
    page.before = log(page, address)
    yield page
    context.set_offline(False)
    context.clear_cookies()
    context.add_cookies(cookies)
    left = page if not page.is_closed() else context.new_page()
    left.goto(f"{address}/healthz")
    left.evaluate("indexedDB.deleteDatabase('uncramp')")
    for each in context.pages:
        each.close()


def signed_up(page, email):
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button").first.click()
    page.wait_for_url("**/account/start")


def offline(page, off=True):
    page.context.set_offline(off)


def tell(page, address, muscle="Calf", bad="I had to stop"):
    """Log a cramp on the page that is there without a connection."""
    page.goto(f"{address}/cramp")
    page.get_by_role("radio", name=muscle, exact=True).check()
    page.get_by_role("radio", name="Your left").check()
    page.get_by_role("radio", name="During the run").check()
    page.get_by_role("radio", name=bad).check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text(KEPT, exact=True).wait_for()


def log(page, address):
    """What the cramp log of who is signed in shows, newest first; what was there before last."""
    answer = page.request.get(f"{address}/cramps")
    found = re.findall(r"(Calf|Hip|Shin), left", answer.text())
    return found[: len(found) - len(getattr(page, "before", ()))]


def sent(page):
    page.get_by_text("What was kept on this phone has been sent.").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1100, "dark")])
def test_the_card_and_the_log_open_without_a_connection(opened, sound, address, width, scheme):
    page = opened(width, scheme, path="/now")
    page.evaluate(READY)
    offline(page)
    page.reload()
    assert "Gently stretch that muscle" in page.locator("main").inner_text()
    sound(page)
    page.get_by_role("link", name="Log this cramp").click()
    page.wait_for_url("**/cramp")
    page.get_by_role("heading", name="Log a cramp").wait_for()
    sound(page)
    page.goto(f"{address}/runs")
    page.locator("#queue").get_by_text("this page needs one").wait_for()
    assert "Gently stretch that muscle" in page.locator("main").inner_text()


@pytest.mark.browser
def test_a_cramp_told_in_the_valley_is_one_cramp_two_days_later(phone, address, sound):
    phone.clock.install()
    offline(phone)
    tell(phone, address)
    sound(phone)
    phone.close()  # the tab, not the telephone
    page = phone.context.new_page()
    page.before = phone.before
    page.clock.install()
    page.clock.fast_forward("48:00:00")
    page.goto(f"{address}/now")
    page.locator("#queue").get_by_text("1 entry is kept on this phone").wait_for()
    offline(page, off=False)
    sent(page)
    assert log(page, address) == ["Calf"]
    page.reload()
    assert page.locator("#queue p").count() == 0
    assert log(page, address) == ["Calf"]


@pytest.mark.browser
def test_a_cramp_sent_later_leads_to_its_red_flags_and_then_takes_more(phone, address):
    offline(phone)
    tell(phone, address, "Shin")
    offline(phone, off=False)
    sent(phone)
    phone.get_by_role("link", name="Go on with it").click()
    phone.get_by_role("heading", name="Is any of these true right now?").wait_for()
    phone.get_by_role("button", name="None of these").click()
    phone.wait_for_selector("form.more")
    offline(phone)
    phone.locator("form.more input[type=checkbox]").first.check()
    phone.locator("form.more button").last.click()
    phone.get_by_text(KEPT, exact=True).wait_for()
    offline(phone, off=False)
    sent(phone)
    phone.reload()
    assert phone.locator("form.more input[type=checkbox]").first.is_checked()
    assert len(log(phone, address)) == 1


@pytest.mark.browser
def test_a_lost_answer_makes_no_second_cramp(phone, address):
    offline(phone)
    tell(phone, address)
    taken = []

    def lose(route):
        taken.append(route.fetch().status)
        route.abort()

    phone.route("**/cramp", lose)
    offline(phone, off=False)
    phone.locator("#queue").get_by_text("1 entry is kept").wait_for()
    assert taken == [200]
    assert log(phone, address) == ["Calf"]
    phone.unroute("**/cramp")
    phone.goto(f"{address}/now")
    sent(phone)
    assert log(phone, address) == ["Calf"]


@pytest.mark.browser
def test_what_was_told_first_is_sent_first(phone, address):
    offline(phone)
    for muscle in ("Shin", "Hip", "Calf"):
        tell(phone, address, muscle)
    posts = []
    phone.on("request", lambda r: posts.append(r.post_data) if r.method == "POST" else None)
    offline(phone, off=False)
    sent(phone)
    assert [re.search(r"muscle=(\w+)", post)[1] for post in posts] == ["shin", "hip", "calf"]
    instants = [re.search(r"at=([^&]+)", post)[1] for post in posts]
    assert instants == sorted(instants)
    assert len({re.search(r"token=([^&]+)", post)[1] for post in posts}) == 3
    assert log(phone, address) == ["Calf", "Hip", "Shin"]


@pytest.mark.browser
def test_a_log_that_loses_its_connection_half_way_is_kept_whole(phone, address):
    phone.get_by_role("radio", name="Hip", exact=True).check()
    offline(phone)
    phone.locator(".body-sides").get_by_text("Your left").click()
    phone.get_by_text("Not around a run").click()
    phone.get_by_role("button", name="I had to slow down").click()
    phone.locator("#queue").get_by_text("on this phone").wait_for()
    offline(phone, off=False)
    sent(phone)
    assert log(phone, address) == ["Hip"]
    assert "I had to slow down" in phone.request.get(f"{address}/cramps").text()


@pytest.mark.browser
def test_with_a_connection_the_log_leads_on_as_ever(phone, address):
    phone.locator(".body-muscles").get_by_text("Calf", exact=True).click()
    phone.locator(".body-sides").get_by_text("Your left").click()
    phone.get_by_text("Not around a run").click()
    phone.get_by_role("button", name="I had to slow down").click()
    phone.wait_for_url(re.compile(r"/cramp/[0-9a-f-]{36}"))
    assert log(phone, address) == ["Calf"]


@pytest.mark.browser
def test_what_is_not_taken_is_shown_and_stays_until_somebody_decides(phone, address, sound):
    offline(phone)
    phone.goto(f"{address}/check-in")
    sound(phone)
    phone.get_by_role("radio", name="A twinge").check()
    phone.get_by_role("group", name="How hard was it?").get_by_text("7").click()
    phone.get_by_role("button", name="Keep").click()
    phone.get_by_text(KEPT, exact=True).wait_for()
    assert phone.get_by_role("radio", name="A twinge").is_checked() is False
    offline(phone, off=False)
    phone.locator("#queue").get_by_text("was not taken").wait_for()
    assert "The run of this check-in is not here yet" in phone.locator("#queue q").inner_text()
    sound(phone)
    phone.goto(f"{address}/now")
    with phone.expect_response("**/check-in/later") as again:
        phone.get_by_role("button", name="Send again").click()
    assert again.value.status == 409
    phone.get_by_role("button", name="Remove it").click()
    phone.locator("#queue p").first.wait_for(state="detached")
    phone.reload()
    phone.wait_for_timeout(200)
    assert phone.locator("#queue p").count() == 0


@pytest.mark.browser
def test_a_telephone_asks_in_the_units_of_its_owner_and_sends_which(phone, address):
    def choose(units):
        phone.goto(f"{address}/account")
        phone.get_by_label("Units").select_option(units)
        phone.get_by_role("button", name="Keep").click()

    choose("imperial")
    try:
        for _ in range(100):
            if phone.evaluate(KEPT_IN, "Weight before, lb"):
                break
            phone.wait_for_timeout(100)
        offline(phone)
        phone.goto(f"{address}/check-in")
        phone.get_by_role("radio", name="No", exact=True).check()
        phone.get_by_label("Weight before, lb").fill("155.4")
        phone.get_by_role("button", name="Keep").click()
        phone.get_by_text(KEPT, exact=True).wait_for()
        offline(phone, off=False)
        with phone.expect_request("**/check-in/later") as sending:
            phone.reload()
        assert "mass_before=155.4" in sending.value.post_data
        assert "measured_in=imperial" in sending.value.post_data
    finally:
        offline(phone, off=False)
        choose("metric")


@pytest.mark.browser
def test_who_is_signed_out_is_told_and_somebody_elses_log_stays_clean(phone, address):
    offline(phone)
    tell(phone, address)
    phone.context.clear_cookies()
    offline(phone, off=False)
    phone.locator("#queue").get_by_text("Sign in, and they are sent.").wait_for()
    phone.goto(f"{address}/sign-up")
    signed_up(phone, "other@example.org")
    phone.goto(f"{address}/cramp")
    phone.locator("#queue").get_by_text("belong to somebody else").wait_for()
    assert "Calf" not in phone.request.get(f"{address}/cramps").text()
    phone.context.clear_cookies()
    phone.goto(f"{address}/sign-in?next=/cramp")
    phone.get_by_label("Email").fill(OWNER)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.locator("main button").first.click()
    sent(phone)
    assert log(phone, address) == ["Calf"]


@pytest.mark.browser
def test_nothing_personal_is_kept_and_signing_out_empties_it(phone, address):
    phone.context.clear_cookies()
    phone.goto(f"{address}/sign-up")
    signed_up(phone, "leaver@example.org")
    for path in ("/runs", "/cramps", "/account", "/next", "/cramp"):
        phone.goto(address + path)
    kept = phone.evaluate(CACHED)
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages == {"/now", "/now/log", "/now/check-in"}
    phone.evaluate("caches.open('old').then((c) => c.put('/runs', new Response('my runs')))")
    assert "/runs" in phone.evaluate(CACHED)
    phone.goto(f"{address}/sign-out")
    phone.locator("main button").first.click()
    phone.wait_for_url("**/welcome")
    for _ in range(50):
        if sorted(phone.evaluate(CACHED)) == sorted(kept):
            break
        phone.wait_for_timeout(100)
    assert sorted(phone.evaluate(CACHED)) == sorted(kept)
    offline(phone)
    phone.goto(f"{address}/now")
    assert "Gently stretch" in phone.locator("main").inner_text()
