"""Everything up to a running site, each step only when it is needed, independent ones side by side."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from host import bench, bundles, debian, disk, frappe_source, npm, process
from host.download import wheel
from host.paths import HOST_SOURCES, Paths, cache_folder
from host.services import MARIADB, Services
from host.site import Site
from host.steps import Steps, fingerprint


class Setup:
	"""The steps of one checkout and what each of them depends on."""

	def __init__(self, paths: Paths, services: Services):
		self.paths = paths
		self.services = services
		self.steps = Steps(paths.done)

	def run(self, sites: list[Site], anew: bool) -> None:
		"""Have the sites ready; the services run, and this process is among their users."""
		self.check()
		together(self._python, self._node, self._database)
		self.services.join()
		self.services.configure()
		together(lambda: self._ensure(sites, anew), self.bundles)

	def _ensure(self, sites: list[Site], anew: bool) -> None:
		"""One after the other: the first leaves the dump from which the others are made."""
		for site in sites:
			site.ensure(self._site_inputs, anew)

	def check(self) -> None:
		"""Refuse early what would fail late."""
		first = not self.steps.is_done("bench", self._bench_inputs)
		disk.ensure_room(self.paths.checkout, disk.FIRST_SETUP if first else disk.LATER)
		debian.ensure(self.paths.logs)

	@property
	def _source_inputs(self) -> str:
		return fingerprint(frappe_source.SHA256, HOST_SOURCES / "frappe_source.py")

	@property
	def _tools_inputs(self) -> str:
		return fingerprint(sys.executable, sys.version, bench.TOOLS, str(self.paths.checkout))

	@property
	def _bench_inputs(self) -> str:
		return fingerprint(self._source_inputs, self._tools_inputs, bench.PINS)

	@property
	def _app_inputs(self) -> str:
		checkout = self.paths.checkout
		return fingerprint(self._bench_inputs, checkout / "pyproject.toml", checkout / "setup.py")

	@property
	def _site_inputs(self) -> str:
		return fingerprint(self._bench_inputs, self.services.root_password())

	def _python(self) -> None:
		"""Bench, Frappe's sources, the bench itself and the app in it."""
		paths, run = self.paths, self.steps.run
		log = paths.logs / "bench.log"
		run("tools", "installing bench", self._tools_inputs, lambda: bench.make_tools(paths, log))
		run("frappe", "unpacking Frappe 15", self._source_inputs, self._unpack)
		run("bench", "making the bench", self._bench_inputs, lambda: bench.make_bench(paths, log))
		run("app", "adding this checkout to the bench", self._app_inputs, lambda: bench.add_app(paths, log))

	def _unpack(self) -> None:
		log = self.paths.logs / "frappe.log"
		source = frappe_source
		python = self.paths.tools / "bin" / "python"
		file = wheel(python, source.REQUIREMENT, source.WHEEL, source.SHA256, cache_folder(), log)
		source.make(file, self.paths.frappe_source, log)

	def _node(self) -> None:
		paths, source = self.paths, bundles.SOURCES
		log = paths.logs / "npm.log"
		what = "installing the npm packages"
		self.steps.run("node", what, npm.inputs(source), lambda: npm.install(source, paths.node, log))

	def _database(self) -> None:
		inputs = fingerprint(MARIADB, shutil.which("mariadbd"), str(self.paths.checkout))
		log = self.paths.logs / "mariadb-install.log"
		what = "making a database directory"
		self.steps.run("mariadb", what, inputs, lambda: self.services.make_database(log))

	def bundles(self) -> None:
		"""The desk's bundles and the app's."""
		inputs = fingerprint(self._bench_inputs, npm.inputs(bundles.SOURCES))
		bundles.make_frappe(self.paths, self.steps, inputs)
		bundles.make_app(self.paths, self.steps, inputs)
		if bundles.serve(self.paths):
			self.services.forget_cached("assets_json")


def together(*jobs: Callable[[], None]) -> None:
	"""Run jobs side by side; the first that fails ends the others."""
	with ThreadPoolExecutor(len(jobs)) as pool:
		running = [pool.submit(job) for job in jobs]
		try:
			done, _ = wait(running, return_when=FIRST_EXCEPTION)
			for job in done:
				job.result()
		except BaseException:
			process.end_children()
			raise
