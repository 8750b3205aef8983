"""Fixtures. Tests in `host/` and `rules/` need no site; all others run on the site that the host names.

Each test runs in one transaction that is rolled back. What must be committed (HTTP, browser) is removed when the
module's tests are done; what the whole session or a folder shares (`SHARED`), when these are.

Where the host names several sites, each has a worker of its own. A file's tests stay together, and a folder's that
share a world which takes long to make (`TOGETHER`).
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault of what is tested. What CI has besides stays.
settings.register_profile(
	"any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

SITE_FREE = ("host", "rules")
#: Fixtures that commit what later modules read too.
SHARED = ("world", "proof_world", "demo_district")
TOGETHER = ("tests/permissions/proof", "tests/demo/district")
#: What tests have to say at the end of the run.
SAID: list[str] = []
HERE = Path(__file__).parent


def needs_site(path: Path) -> bool:
	"""Whether a test file runs on a site."""
	return path.relative_to(HERE).parts[0] not in SITE_FREE


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
	"""Share the tests out among workers by what they have in common."""
	from xdist.scheduler import LoadScopeScheduling

	class ByWorld(LoadScopeScheduling):
		def _split_scope(self, nodeid: str) -> str:
			file = nodeid.partition("::")[0]
			return next((folder for folder in TOGETHER if file.startswith(folder)), file)

	return ByWorld(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
	"""A worker hands on what its tests have to say."""
	if hasattr(session.config, "workeroutput"):
		session.config.workeroutput["said"] = SAID


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
	"""Take it from the worker."""
	SAID.extend(getattr(node, "workeroutput", {}).get("said", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
	"""Say it."""
	for sentence in SAID:
		terminalreporter.write_line(sentence)


@pytest.fixture(scope="session")
def say_at_the_end() -> Callable[[str], None]:
	"""Has a sentence printed below the run."""
	return SAID.append


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
	"""This worker's site, connected, with commits held back and jobs run inline."""
	import frappe

	from tests import people
	from tests.clock import in_the_morning
	from tests.connection import committing, connected
	from tests.pace import calls_a_minute

	names = os.environ.get("LIAISON_SITES", "").split()
	if not names:
		pytest.fail("Run the tests by `make test`: it sets up the site and names it.", pytrace=False)
	name = names[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))]
	with connected(os.environ["LIAISON_BENCH"], name), in_the_morning(), calls_a_minute(0):
		from tests.leftovers import Leftovers

		leftovers = Leftovers.remember()
		with committing():
			people.hire()
		yield name
		frappe.db.rollback()
		leftovers.remove()


@pytest.fixture(autouse=True, scope="module")
def _nothing_stays_behind(request: pytest.FixtureRequest) -> Iterator[None]:
	"""What a module's tests commit is there for them alone."""
	if not needs_site(request.path):
		yield
		return
	request.getfixturevalue("site")
	asked = {
		name for item in request.session.items if item.path == request.path for name in item.fixturenames
	}
	for name in SHARED:
		if name in asked:
			request.getfixturevalue(name)
	import frappe

	from tests.leftovers import Leftovers

	leftovers = Leftovers.remember()
	yield
	frappe.db.rollback()
	leftovers.remove()


@pytest.fixture(autouse=True)
def _one_transaction(request: pytest.FixtureRequest) -> Iterator[None]:
	if not needs_site(request.path):
		yield
		return
	request.getfixturevalue("site")
	import frappe

	from tests import people
	from tests.connection import forget_caches, forget_request

	frappe.set_user("Administrator")
	people.return_all()
	forget_request()
	yield
	frappe.set_user("Administrator")
	frappe.db.rollback()
	forget_request()
	forget_caches()


@pytest.fixture
def fresh_cache() -> Iterator[None]:
	"""For tests that touch workflows, roles or metadata: the rollback does not undo what the host caches."""
	import frappe

	yield
	frappe.db.rollback()
	frappe.clear_cache()


@pytest.fixture(scope="session")
def server(site: str) -> Iterator[str]:
	"""The address of a real web server of the site, on a free loopback port."""
	from tests.web import serve

	with serve(site) as address:
		yield address


@pytest.fixture(scope="session")
def world(site: str):
	"""Two schools with staff and families, committed, for tests over HTTP and in the browser."""
	from tests.connection import committing
	from tests.world import make_world

	with committing():
		return make_world()


@pytest.fixture
def school() -> str:
	"""A school without staff."""
	from tests import factories

	return factories.make_school()


@pytest.fixture
def liaison(school: str) -> str:
	"""A liaison of the school."""
	from tests import factories

	return factories.make_liaison(school)


@pytest.fixture
def family(school: str, liaison: str) -> str:
	"""A family on the liaison's caseload."""
	from tests import factories

	return factories.make_family(school, liaison)


@pytest.fixture(scope="session")
def login(server: str):
	"""Logs a user in over HTTP, once a session."""
	from tests.web import Client

	clients: dict[str, Client] = {}

	def client(user: str) -> Client:
		if user not in clients:
			clients[user] = Client(server, user)
		return clients[user]

	return client
