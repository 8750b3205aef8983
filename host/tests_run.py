"""Run tests or benchmarks with the bench's Python, told by the environment which sites they are for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from host.errors import HostError
from host.paths import APP, Paths
from host.site import INSIDE


def environment(bench: Path, sites: list[str]) -> dict[str, str]:
	"""What tests and benchmarks read."""
	found = {"LIAISON_BENCH": str(bench), "LIAISON_SITES": " ".join(sites)}
	chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
	if chromium and "LIAISON_CHROMIUM" not in os.environ:
		found["LIAISON_CHROMIUM"] = chromium
	return found


def run(bench: Path, sites: list[str], module: str, arguments: list[str], checkout: Path) -> int:
	"""Run a module (pytest, benchmarks) to its end, a worker for each site; hand its exit code on."""
	python = bench / "env" / "bin" / "python"
	workers = ["-n", str(len(sites))] if len(sites) > 1 else []
	command = [str(python), "-m", module, *workers, *arguments]
	child = subprocess.Popen(command, cwd=checkout, env={**os.environ, **environment(bench, sites)})
	while True:
		try:
			return child.wait()
		except KeyboardInterrupt:
			# The terminal has told the child as well; it ends by itself.
			continue


def ensure_bench(bench: Path, site: str) -> None:
	"""Refuse what is no bench, or has no such site."""
	python = bench / "env" / "bin" / "python"
	if not python.is_file() or not (bench / "sites" / "apps.txt").is_file():
		raise HostError(f"BENCH={bench} is no bench: there is no env/bin/python or no sites/apps.txt in it.")
	if not (bench / "sites" / site / "site_config.json").is_file():
		raise HostError(f"The bench {bench} has no site {site}: give one of its sites as SITE=.")


def facts(bench: Path, site: str) -> dict:
	"""What a bench's own Python says about one of its sites."""
	python = bench / "env" / "bin" / "python"
	asked = subprocess.run(
		[str(python), str(INSIDE / "site_facts.py"), site, APP],
		cwd=bench / "sites",
		capture_output=True,
		text=True,
		stdin=subprocess.DEVNULL,
		check=False,
	)
	if asked.returncode:
		reason = (asked.stderr.strip().splitlines() or ["no reason given"])[-1]
		raise HostError(f"The site {site} does not answer; do its database and Redis run? It said: {reason}")
	return json.loads(asked.stdout.splitlines()[-1])


def ensure_fit(bench: Path, site: str, paths: Paths) -> None:
	"""Refuse a site that was not meant for tests, and name the one command that changes that."""
	ensure_bench(bench, site)
	if not allowed_in(bench, site):
		raise HostError(
			f"The site {site} does not allow tests. They write and remove records there; if that is right, run:"
			f" bench --site {site} set-config allow_tests true --parse"
		)
	found = facts(bench, site)
	if not found["installed"]:
		raise HostError(f"{APP} is not installed on {site}; run: bench --site {site} install-app {APP}")
	here = (paths.checkout / APP / "__init__.py").resolve()
	if Path(found["app_file"] or "").resolve() != here:
		raise HostError(
			f"The bench {bench} runs another copy of {APP}, {found['app_file']}: run make test in that copy."
		)
	if found["missing"]:
		raise HostError(
			f"The bench lacks {', '.join(found['missing'])} for the tests; run:"
			f" {bench}/env/bin/python -m pip install -e '{paths.checkout}[test]'"
		)


def allowed_in(bench: Path, site: str) -> bool:
	"""Say whether the configuration of the bench or the site allows tests."""
	allowed = False
	for file in (bench / "sites" / "common_site_config.json", bench / "sites" / site / "site_config.json"):
		if file.is_file():
			allowed = json.loads(file.read_text(encoding="utf-8")).get("allow_tests", allowed)
	return bool(allowed)
