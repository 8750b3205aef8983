"""The commands of `python3 -m host`; the Makefile calls them."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from host import debian, ports, process, tests_run
from host import lint as linters
from host.bench import frappe
from host.errors import HostError
from host.lock import only_one
from host.paths import Paths
from host.say import complain, say, timed
from host.serve import FIRST_PORT, Demo, enable_scheduler, make_records, serve
from host.services import Services
from host.setup import Setup
from host.site import Site
from host.steps import remove, write_atomically

DEMO = "demo.localhost"
TEST = "test.localhost"
#: Workers that the whole suite is shared among where the processors are there: each has a site of its own.
MOST_JOBS = 2
SETTING_UP = "setting up"


class Host:
	"""This checkout's host."""

	def __init__(self, paths: Paths):
		self.paths = paths
		self.services = Services(paths)

	def site(self, name: str) -> Site:
		"""The demo site, or one for tests."""
		more = {} if name == DEMO else {"allow_tests": True}
		return Site(name, self.paths, self.services, **more)

	@contextmanager
	def ready(self, *names: str, keep: bool = False) -> Iterator[list[Site]]:
		"""Sites with their services running; these stop afterwards unless kept or used by something else."""
		sites = [self.site(name) for name in names]
		try:
			with only_one(self.paths.state / "lock", SETTING_UP):
				Setup(self.paths, self.services).run(sites, anew=DEMO not in names)
			yield sites
		finally:
			self.services.leave(keep)


def demo(host: Host, options: argparse.Namespace) -> int:
	"""Serve the demo site until Ctrl-C."""
	serving = Demo(host.paths)
	serving.refuse_second()
	# What a killed start left running holds the port that is asked for again.
	serving.stop()
	port = ports.given(options.port) if options.port else None
	with host.ready(DEMO) as (site,):
		port = port or ports.free_near(FIRST_PORT)
		address = f"http://localhost:{port}"
		with only_one(host.paths.run / "demo.lock", "starting the demo"):
			serving.refuse_second()
			serving.claim(address)
		try:
			make_records(site)
			enable_scheduler(site)
			serving.start(site, port, host.services)
			serve(serving, address)
		except KeyboardInterrupt:
			say("\nStopping.")
		finally:
			serving.end_server()
	return 0


def test(host: Host, options: argparse.Namespace) -> int:
	"""Run the tests, on the host's sites or on the user's."""
	if options.jobs is not None and options.jobs < 1:
		raise HostError("JOBS= is the number of workers: give 1 or more.")
	if options.jobs and options.bench:
		raise HostError(
			"On a bench of your own each site has a worker: name several in SITE= instead of JOBS=."
		)
	whole_suite = options.arguments in ([], ["--"])
	jobs = options.jobs or (min(os.cpu_count() or 1, MOST_JOBS) if whole_suite else 1)
	return measured(host, options, "pytest", jobs)


def benchmark(host: Host, options: argparse.Namespace) -> int:
	"""Run the benchmarks, on the host's site or on one of the user's."""
	if len((options.site or "").split()) > 1:
		raise HostError("The benchmarks run on one site, alone: name one as SITE=.")
	return measured(host, options, "benchmarks", 1)


def measured(host: Host, options: argparse.Namespace, module: str, jobs: int) -> int:
	"""Run a module against the user's sites, or against as many of the host's as there are jobs."""
	if bool(options.bench) != bool(options.site):
		raise HostError(
			"BENCH= and SITE= go together: the folder of a bench and the name of one of its sites."
		)
	if options.bench:
		place = options.bench.expanduser().resolve()
		sites = options.site.split()
		for site in sites:
			tests_run.ensure_fit(place, site, host.paths)
		return tests_run.run(place, sites, module, options.arguments, host.paths.checkout)
	with only_one(host.paths.state / "tests.lock", "a run on the test site"):
		return measured_here(host, sites_for(jobs), module, options.arguments)


def sites_for(jobs: int) -> list[str]:
	"""The test sites of so many workers, one each."""
	return [TEST, *(f"test-{number}.localhost" for number in range(2, jobs + 1))]


def measured_here(host: Host, sites: list[str], module: str, arguments: list[str]) -> int:
	"""Run a module against test sites; a run that was killed may have left records, so these are remade."""
	unfinished = host.paths.run / "tests-unfinished"
	for name in unfinished.read_text().split() if unfinished.exists() else []:
		host.site(name).forget()
	with host.ready(*sites):
		write_atomically(unfinished, "\n".join(sites))
		code = tests_run.run(host.paths.bench, sites, module, arguments, host.paths.checkout)
		unfinished.unlink()
	return code


def lint(host: Host, options: argparse.Namespace) -> int:
	"""Run every linter."""
	debian.ensure(host.paths.logs, {name: debian.NEEDED[name] for name in ("node", "npm")})
	with only_one(host.paths.state / "lint.lock", "linting"):
		return linters.run(host.paths, options.fix)


def up(host: Host, options: argparse.Namespace) -> int:
	"""Set a site up and leave MariaDB and Redis running, also where the app does not install yet."""
	with host.ready(options.site, keep=True):
		pass
	say(f"{options.site} is ready; MariaDB and Redis run until: python3 -m host stop")
	return 0


def fresh(host: Host, options: argparse.Namespace) -> int:
	"""Make a site again from the start."""
	host.site(options.site).forget()
	with host.ready(options.site):
		return 0


def build(host: Host, options: argparse.Namespace) -> int:
	"""Bundle what changed."""
	with only_one(host.paths.state / "lock", SETTING_UP):
		Setup(host.paths, host.services).bundles()
	return 0


def bench(host: Host, options: argparse.Namespace) -> int:
	"""Run a bench command in the host's bench, its services running meanwhile."""
	host.services.join()
	host.services.configure()
	try:
		command = list(map(str, frappe(host.paths, *options.arguments)))
		return subprocess.run(command, cwd=host.paths.sites, check=False).returncode
	finally:
		host.services.leave()


def stop_all(host: Host) -> None:
	"""End whatever a record on disk says is running."""
	Demo(host.paths).end_server()
	host.services.stop_all()


def stop(host: Host, options: argparse.Namespace) -> int:
	"""Stop everything that the host runs."""
	stop_all(host)
	return 0


def clean(host: Host, options: argparse.Namespace) -> int:
	"""Stop everything and remove all that the host made."""
	stop_all(host)
	with timed("removing .host"):
		remove(host.paths.state)
	return 0


def parser() -> argparse.ArgumentParser:
	"""The command line."""
	top = argparse.ArgumentParser(prog="python3 -m host", description=__doc__)
	commands = top.add_subparsers(dest="command", required=True)
	demo = commands.add_parser("demo", help=f"serve the site {DEMO} until Ctrl-C")
	demo.add_argument("--port", type=int, help="the port, refused if it is taken; otherwise a free one")
	for name, text in (("test", "run the tests"), ("benchmark", "run the benchmarks")):
		one = commands.add_parser(name, help=text)
		one.add_argument("--bench", type=Path, help="a bench of your own, instead of the host's")
		one.add_argument("--site", help="a site of that bench; for tests also several, each with a worker")
		if name == "test":
			one.add_argument("--jobs", type=int, help="workers, each with a site of its own")
		one.add_argument("arguments", nargs=argparse.REMAINDER)
	lint = commands.add_parser("lint", help="run every linter")
	lint.add_argument("--fix", action="store_true", help="put right what ruff can")
	up = commands.add_parser("up", help="set a site up and leave MariaDB and Redis running")
	up.add_argument("site", nargs="?", default=TEST, choices=[DEMO, TEST])
	fresh = commands.add_parser("fresh", help="make a site again from the start")
	fresh.add_argument("site", choices=[DEMO, *sites_for(MOST_JOBS)])
	commands.add_parser("build", help="bundle the desk's and the app's scripts and stylesheets")
	commands.add_parser("stop", help="stop everything that the host runs")
	commands.add_parser("clean", help="stop everything and remove .host")
	# Nothing that follows is an option of ours, not even --help.
	run = commands.add_parser(
		"bench", help="run a bench command in the host's bench", prefix_chars="\0", add_help=False
	)
	run.add_argument("arguments", nargs=argparse.REMAINDER)
	return top


COMMANDS = {one.__name__: one for one in (demo, test, benchmark, lint, up, fresh, build, bench, stop, clean)}


def run(arguments: list[str]) -> int:
	"""Run one command; what the user can put right is one sentence and a non-zero exit."""
	for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
		signal.signal(number, _interrupt)
	debian.add_system_folders()
	os.umask(0o022)
	options = parser().parse_args(arguments)
	try:
		return COMMANDS[options.command](Host(Paths()), options)
	except HostError as error:
		complain(str(error))
		return 1
	except KeyboardInterrupt:
		process.end_children()
		complain("Interrupted; the next start goes on from here.")
		return 130


def _interrupt(*_: object) -> None:
	raise KeyboardInterrupt
