"""Serve the demo site: web, live updates, a worker and the scheduler, until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

from host import ports
from host.bench import frappe, set_config
from host.bundles import node_environment
from host.errors import HostError
from host.paths import HOST_SOURCES, Paths
from host.process import Daemon, started_at
from host.say import say
from host.services import Services
from host.site import INSIDE, PASSWORD, Site
from host.steps import write_atomically

FIRST_PORT = 8000
REALTIME = HOST_SOURCES / "realtime" / "server.js"
NAMES = ("web", "realtime", "worker", "scheduler")


class Demo:
	"""The four processes that serve a site, and the record of who serves."""

	def __init__(self, paths: Paths):
		self.paths = paths
		self.daemons = {name: Daemon(name, paths.run, paths.logs) for name in NAMES}
		self.record = paths.run / "demo.json"

	def server(self) -> dict:
		"""The process that serves the demo now, and its address."""
		try:
			facts = json.loads(self.record.read_text(encoding="utf-8"))
		except (OSError, ValueError):
			return {}
		return facts if facts["began"] == (started_at(facts["pid"]) or "gone") else {}

	def refuse_second(self) -> None:
		"""The demo is served once in a checkout."""
		facts = self.server()
		if facts and facts["pid"] != os.getpid():
			raise HostError(
				f"The demo is served already, at {facts['address']} by process {facts['pid']}:"
				" use that one, or end it first with: make stop"
			)

	def claim(self, address: str) -> None:
		"""Write down that this process serves the demo."""
		pid = os.getpid()
		write_atomically(self.record, json.dumps({"pid": pid, "began": started_at(pid), "address": address}))

	def start(self, site: Site, port: int, services: Services) -> None:
		"""Start the four; what an earlier, killed start left running ends first."""
		self.stop()
		realtime = ports.any_free()
		set_config(self.paths, {"socketio_port": realtime, "webserver_port": port})
		site.configure(host_name=f"http://localhost:{port}")
		queue = services.queue.remembered()["port"]
		folder = self.paths.sites
		# DEV_SERVER has the desk look for live updates on their own port.
		web = [self.paths.python, INSIDE / "web.py", site.name, port]
		self.daemons["web"].start(web, cwd=folder, env={"DEV_SERVER": "1"})
		live = ["node", REALTIME, realtime, site.name, port, f"redis://{ports.LOOPBACK}:{queue}"]
		self.daemons["realtime"].start(live, cwd=folder, env=node_environment(self.paths))
		worker = frappe(self.paths, "worker", "--queue", "short,default,long")
		self.daemons["worker"].start(worker, cwd=folder)
		self.daemons["scheduler"].start(frappe(self.paths, "schedule"), cwd=folder)
		for name, place in (("web", port), ("realtime", realtime)):
			self._wait_for(self.daemons[name], place)

	def _wait_for(self, daemon: Daemon, port: int) -> None:
		deadline = time.monotonic() + 60
		while not ports.answers(port):
			self.check()
			if time.monotonic() > deadline:
				raise HostError(f"{daemon.name} does not answer. Its log says:\n{daemon.last_lines()}")
			time.sleep(0.1)

	def check(self) -> None:
		"""Complain if one of the four has ended by itself."""
		for daemon in self.daemons.values():
			if not daemon.remembered():
				raise HostError(f"{daemon.name} ended by itself. Its log says:\n{daemon.last_lines()}")

	def stop(self) -> None:
		"""End the four, all asked at once."""
		for daemon in self.daemons.values():
			daemon.ask()
		for daemon in self.daemons.values():
			daemon.stop(patience=8)

	def end_server(self) -> None:
		"""Have the process that serves the demo end as with Ctrl-C, and wait for it."""
		facts = self.server()
		if facts and facts["pid"] != os.getpid():
			os.kill(facts["pid"], signal.SIGTERM)
			deadline = time.monotonic() + 30
			while self.server() and time.monotonic() < deadline:
				time.sleep(0.1)
		self.stop()
		self.record.unlink(missing_ok=True)


def make_records(site: Site) -> None:
	"""Make the demo district, if the app has that command."""
	command = frappe(site.paths, "liaison", "demo", "make", site=site.name)
	known = subprocess.run(
		list(map(str, [*command, "--help"])), cwd=site.paths.sites, capture_output=True, check=False
	)
	if known.returncode == 0:
		done = subprocess.run(list(map(str, command)), cwd=site.paths.sites, check=False)
		if done.returncode:
			raise HostError("The demo district could not be made; see above.")


def enable_scheduler(site: Site) -> None:
	"""A new site has it switched off, and without it the host's Data Import refuses to run."""
	site.run(
		frappe(site.paths, "enable-scheduler", site=site.name), failed="The scheduler could not be enabled."
	)


def serve(demo: Demo, address: str) -> None:
	"""Say where the site is, and watch the processes until interrupted."""
	say(f"\nThe desk is at {address} (user Administrator, password {PASSWORD}). Ctrl-C ends it.\n")
	while True:
		demo.check()
		time.sleep(1)
