"""The scripts and stylesheets of the desk and of the app, bundled for the browser."""

from __future__ import annotations

import json
from pathlib import Path

from host.paths import APP, HOST_SOURCES, Paths
from host.process import call
from host.steps import Steps, fingerprint, remove, write_atomically

SOURCES = HOST_SOURCES / "assets"
BUILDER = SOURCES / "build.js"


def node_environment(paths: Paths) -> dict[str, str]:
	"""Where our Node.js scripts find their packages."""
	return {"NODE_PATH": str(paths.node / "node_modules")}


def public_folder(paths: Paths, app: str) -> Path:
	"""The folder that the site serves as /assets/APP."""
	return paths.bench / "apps" / app / app / "public"


def build(paths: Paths, app: str, log: Path) -> None:
	"""Bundle one app, and write down the names of its bundles."""
	names = paths.state / "bundles" / f"{app}.json"
	names.parent.mkdir(parents=True, exist_ok=True)
	search = [paths.node / "node_modules", paths.bench / "apps" / "frappe", paths.checkout]
	call(
		["node", BUILDER, app, public_folder(paths, app), names, *search],
		env=node_environment(paths),
		log=log,
		failed=f"The bundles of {app} could not be built.",
	)


def serve(paths: Paths) -> bool:
	"""Have the site serve the public folders, and know the bundles by name; say whether these changed."""
	assets = paths.sites / "assets"
	assets.mkdir(parents=True, exist_ok=True)
	link(paths.node / "node_modules", public_folder(paths, "frappe") / "node_modules")
	names = {}
	for app in ("frappe", APP):
		link(public_folder(paths, app), assets / app)
		names.update(json.loads((paths.state / "bundles" / f"{app}.json").read_text(encoding="utf-8")))
	text = json.dumps(names, indent="\t", sort_keys=True)
	changed = False
	for file, content in ((assets / "assets.json", text), (assets / "assets-rtl.json", "{}")):
		if not file.is_file() or file.read_text(encoding="utf-8") != content:
			write_atomically(file, content)
			changed = True
	return changed


def link(target: Path, place: Path) -> None:
	"""Make a link, unless it is there."""
	if not place.is_symlink() or place.readlink() != target:
		remove(place)
		place.symlink_to(target, target_is_directory=True)


def make_frappe(paths: Paths, steps: Steps, inputs: str) -> None:
	"""Bundle the desk, once."""
	inputs = fingerprint(inputs, BUILDER)
	log = paths.logs / "bundles-frappe.log"
	steps.run("bundles-frappe", "bundling the desk", inputs, lambda: build(paths, "frappe", log))


def make_app(paths: Paths, steps: Steps, inputs: str) -> bool:
	"""Bundle the app, whenever one of its scripts or stylesheets changed."""
	inputs = fingerprint(inputs, BUILDER, paths.checkout / APP / "public")
	log = paths.logs / "bundles-app.log"
	return steps.run("bundles-app", f"bundling {APP}", inputs, lambda: build(paths, APP, log))
