"""An ordinary bench with Frappe and, linked to this checkout, liaison_app."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from host.frappe_source import BRANCH
from host.paths import APP, HOST_SOURCES, Paths
from host.process import call
from host.steps import remove, write_atomically

TOOLS = HOST_SOURCES / "python" / "tools.lock"
PINS = HOST_SOURCES / "python" / "bench.lock"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


def pip_setting(paths: Paths, name: str) -> str:
	"""What the user's pip is configured with, so that uv asks the same registry."""
	command = [paths.tools / "bin" / "python", "-m", "pip", "config", "get", f"global.{name}"]
	found = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
	return found.stdout.strip()


def environment(paths: Paths) -> dict[str, str]:
	"""What bench and uv need to know: our tools first, the machine's certificates, pip's registry, our pins."""
	env = {
		"PATH": f"{paths.tools / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
		"UV_CONSTRAINT": str(PINS),
		"UV_BUILD_CONSTRAINT": str(PINS),
		"UV_NATIVE_TLS": "1",
		"UV_PYTHON_DOWNLOADS": "never",
		"PYTHONDONTWRITEBYTECODE": "",
	}
	certificates = os.environ.get("PIP_CERT") or CERTIFICATES
	if "SSL_CERT_FILE" not in os.environ and Path(certificates).is_file():
		env["SSL_CERT_FILE"] = certificates
	index = os.environ.get("PIP_INDEX_URL") or pip_setting(paths, "index-url")
	if index and "UV_DEFAULT_INDEX" not in os.environ:
		env["UV_DEFAULT_INDEX"] = index
	return env


def make_tools(paths: Paths, log: Path) -> None:
	"""A virtual environment with bench and uv in it, apart from the bench's own."""
	remove(paths.tools)
	failed = "The tools bench and uv could not be installed."
	call([sys.executable, "-m", "venv", paths.tools], log=log, failed=failed)
	call([paths.tools / "bin" / "python", "-m", "pip", "install", "-r", TOOLS], log=log, failed=failed)


def make_bench(paths: Paths, log: Path) -> None:
	"""`bench init` with Frappe's sources."""
	remove(paths.bench)
	start = paths.state / "bench-init"
	remove(start)
	# As root, bench refuses to start where no common_site_config.json names the user.
	write_atomically(start / "sites" / "common_site_config.json", json.dumps(owner()))
	options = ["--skip-assets", "--skip-redis-config-generation", "--no-backups", "--python", sys.executable]
	frappe = ["--frappe-path", paths.frappe_source, "--frappe-branch", BRANCH]
	call(
		[paths.tools / "bin" / "bench", "init", *options, *frappe, paths.bench],
		cwd=start,
		env=environment(paths),
		log=log,
		failed="The bench could not be made.",
	)
	remove(start)
	set_config(paths, {**owner(), "serve_default_site": False, "background_workers": 1})


def owner() -> dict[str, str]:
	"""The user that the bench belongs to, as bench wants it written down for root."""
	return {"frappe_user": "root"} if os.geteuid() == 0 else {}


def set_config(paths: Paths, changes: Mapping[str, object]) -> None:
	"""Change values of the bench's common_site_config.json."""
	file = paths.sites / "common_site_config.json"
	config = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
	if any(config.get(key) != value for key, value in changes.items()):
		write_atomically(file, json.dumps({**config, **changes}, indent=1, sort_keys=True) + "\n")


def add_app(paths: Paths, log: Path) -> None:
	"""Link this checkout into the bench and install it there as it is being edited, with what tests need."""
	link = paths.bench / "apps" / APP
	remove(link)
	link.symlink_to(paths.checkout, target_is_directory=True)
	install = [paths.tools / "bin" / "uv", "pip", "install", "--python", paths.python]
	call(
		[*install, "--editable", f"{paths.checkout}[test]"],
		env=environment(paths),
		log=log,
		failed="liaison_app could not be installed into the bench.",
	)
	write_atomically(paths.sites / "apps.txt", f"frappe\n{APP}\n")
	shutil.rmtree(paths.checkout / "build", ignore_errors=True)


def frappe(paths: Paths, *arguments: object, site: str | None = None) -> list[object]:
	"""The command that `bench ARGUMENTS` runs; to be started in the sites folder."""
	chosen = ["--site", site] if site else []
	return [paths.python, "-m", "frappe.utils.bench_helper", "frappe", *chosen, *arguments]
