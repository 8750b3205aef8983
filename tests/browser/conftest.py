"""A Chromium that reaches the site's own server and nothing else."""

import os
import re
from collections.abc import Callable, Iterator

import pytest

from tests.browser.desk import Desk
from tests.web import PASSWORD, serve

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
FLAGS = (
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: The first page of a session builds the user's boot information and caches.
SLOWEST_MILLISECONDS = 60_000
#: A headless Chromium asks nobody which program dials, and takes no more input until somebody answers.
WITHOUT_TELEPHONE = """addEventListener("click", (event) => {
	if (event.target.closest?.("a[href^='tel:'], a[href^='sms:'], a[href^='mailto:']")) { event.preventDefault(); }
}, true)"""


@pytest.fixture(scope="session")
def browser() -> Iterator:
	"""Chromium, started once."""
	playwright = pytest.importorskip("playwright.sync_api")
	executable = os.environ.get("LIAISON_CHROMIUM")
	if not executable:
		pytest.skip("LIAISON_CHROMIUM names no browser")
	with playwright.sync_playwright() as driver:
		chromium = driver.chromium.launch(executable_path=executable, args=list(FLAGS))
		yield chromium
		chromium.close()


@pytest.fixture
def open_desk(browser, server: str) -> Iterator[Callable[..., Desk]]:
	"""Logs a user in and gives the desk: open_desk(user), or open_desk(user, phone=False)."""
	contexts = []

	def log_in(user: str, phone: bool = True) -> Desk:
		contexts.append(new_context(browser, server, phone))
		return log_in_to(contexts[-1], user)

	yield log_in
	for context in contexts:
		context.close()


@pytest.fixture
def open_tablet(browser, server: str) -> Iterator[Callable[[str], Desk]]:
	"""Opens the sign-in page of a token on a device at which nobody is logged in: open_tablet(token)."""
	from tests.partnership.events import forget_pace

	contexts = []

	def open_page(token: str) -> Desk:
		forget_pace()
		contexts.append(new_context(browser, server))
		tablet = Desk(contexts[-1].new_page())
		tablet.page.goto(f"/event-sign-in#{token}")
		return tablet

	yield open_page
	for context in contexts:
		context.close()


@pytest.fixture(scope="module")
def open_at(browser, site: str, tmp_path_factory) -> Iterator[Callable[..., Desk]]:
	"""Logs in at a moment of the site's clock, in the browser and on the server: open_at(moment, user, phone)."""
	import frappe

	from tests.clock import Dial

	dial, contexts = Dial(tmp_path_factory.mktemp("clock") / "dial"), []
	with serve(site, dial.path) as address:

		def log_in(moment: str, user: str, phone: bool = False) -> Desk:
			zone = frappe.utils.get_system_timezone()
			contexts.append(new_context(browser, address, phone, timezone_id=zone))
			contexts[-1].clock.install(time=dial.turn_to(moment))
			return log_in_to(contexts[-1], user)

		yield log_in
		for context in contexts:
			context.close()


def new_context(browser, address: str, phone: bool = True, **options):
	"""A browser of its own, as large as a phone or a desk's screen, that reaches this address alone."""
	viewport = PHONE if phone else DESKTOP
	context = browser.new_context(viewport=viewport, has_touch=phone, base_url=address, **options)
	context.set_default_timeout(SLOWEST_MILLISECONDS)
	context.add_init_script(WITHOUT_TELEPHONE)
	context.route(re.compile(rf"^(?!{re.escape(address)})"), lambda route: route.abort())
	return context


def log_in_to(context, user: str) -> Desk:
	"""Log a user in to a browser, and give its desk."""
	form = {"usr": user, "pwd": PASSWORD}
	context.request.post("/api/method/login", form=form, timeout=SLOWEST_MILLISECONDS)
	return Desk(context.new_page())
