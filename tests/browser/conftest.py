"""A Chromium that reaches the site's own server and nothing else."""

import os
import re
from collections.abc import Callable, Iterator

import pytest

from tests.browser.desk import Desk
from tests.web import PASSWORD

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
FLAGS = (
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: The first page of a session builds the user's boot information and caches.
SLOWEST_MILLISECONDS = 60_000


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
		context = browser.new_context(viewport=PHONE if phone else DESKTOP, has_touch=phone, base_url=server)
		contexts.append(context)
		context.set_default_timeout(SLOWEST_MILLISECONDS)
		context.route(re.compile(rf"^(?!{re.escape(server)})"), lambda route: route.abort())
		context.request.post(
			"/api/method/login", form={"usr": user, "pwd": PASSWORD}, timeout=SLOWEST_MILLISECONDS
		)
		return Desk(context.new_page())

	yield log_in
	for context in contexts:
		context.close()
